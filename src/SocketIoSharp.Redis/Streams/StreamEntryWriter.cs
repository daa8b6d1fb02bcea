using System.Text;
using SocketIoSharp.Cluster;
using SocketIoSharp.Redis.Connections;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Streams;

/// <summary>
/// Appends what one sender says in one namespace, in the form of <c>@socket.io/redis-streams-adapter</c>: <c>uid</c>, <c>nsp</c>, <c>type</c> and <c>data</c>, which is JSON, or MessagePack in base64
/// where something is binary. <c>id</c> is the sender's number, which that adapter passes by. Thread-safe.
/// </summary>
internal sealed class StreamEntryWriter
{
    // Bytes are written as they are; text is converted each time.
    private static readonly RedisValue Type = "type"u8.ToArray();
    private static readonly RedisValue Data = "data"u8.ToArray();
    private static readonly RedisValue Number = "id"u8.ToArray();

    private readonly RedisConnection _connection;
    private readonly ClusterMessageCodec _codec;
    private readonly RedisKey _stream;
    private readonly int _maxLength;
    private readonly NameValueEntry _sender;
    private readonly NameValueEntry _namespace;

    public StreamEntryWriter(RedisConnection connection, RedisStreamsOptions options, ClusterMessageCodec codec, string senderId, string @namespace)
    {
        (_connection, _codec, _maxLength) = (connection, codec, options.MaxLength);
        _stream = StreamNames.StreamOf(options, @namespace);
        _sender = new NameValueEntry("uid"u8.ToArray(), Encoding.UTF8.GetBytes(senderId));
        _namespace = new NameValueEntry("nsp"u8.ToArray(), Encoding.UTF8.GetBytes(@namespace));
    }

    /// <summary>Appends a message.</summary>
    /// <returns>Its place in the stream.</returns>
    /// <exception cref="RedisException">Redis has not got it, or has not said so.</exception>
    public Task<string?> AppendAsync(ClusterMessage message)
    {
        var entry = Write(message, out var bytes);
        return _connection.SendAsync(
            bytes, database => database.StreamAddAsync(_stream, entry, messageId: null, _maxLength, useApproximateMaxLength: true), static position => (string?)position);
    }

    private NameValueEntry[] Write(ClusterMessage message, out int bytes)
    {
        var data = _codec.WriteData(message);
        bytes = data?.Length ?? 0;
        var type = new NameValueEntry(Type, (int)message.Type);
        if (data is null)
        {
            return [_sender, _namespace, type];
        }

        var pair = new NameValueEntry(Data, data[0] == (byte)'{' ? data : Convert.ToBase64String(data));
        return message.Number > 0 ? [_sender, _namespace, type, pair, new NameValueEntry(Number, message.Number)] : [_sender, _namespace, type, pair];
    }
}
