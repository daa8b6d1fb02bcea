using SocketIoSharp.Cluster;
using SocketIoSharp.Redis.Connections;
using SocketIoSharp.Redis.Streams;
using StackExchange.Redis;

namespace SocketIoSharp.Redis;

/// <summary>
/// Sends from a process without a server to the nodes of a cluster that use <c>UseRedisStreams</c>, or <c>@socket.io/redis-streams-adapter</c> on Node.js: give it to a
/// <see cref="SocketIoEmitter"/>. Events get offsets like all others, so clients are recovered with them. Thread-safe. Keep one for as long as the process sends.
/// </summary>
public sealed class RedisStreamsPublisher : IClusterPublisher, IAsyncDisposable
{
    // It reads nothing.
    private static readonly ClusterMessageCodec Codec = new(int.MaxValue, 1000);

    private readonly RedisConnection _connection;
    private readonly RedisStreamsOptions _options = new();

    /// <summary>Connects to Redis, in the background. What is sent before that is done waits for it.</summary>
    /// <param name="configuration">Where Redis is, as StackExchange.Redis reads it: <c>localhost:6379,password=secret</c>.</param>
    /// <param name="configure">Sets options. Those that are about reading mean nothing here.</param>
    /// <exception cref="ArgumentException">The configuration names no server, or an option is out of its range.</exception>
    public RedisStreamsPublisher(string configuration, Action<RedisStreamsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var parsed = RedisConfiguration.Parse(configuration);
        Configure(configure);
        _connection = RedisConnection.To(parsed, _options.MaxPendingBytes);
    }

    /// <summary>Uses a connection of the application's, which outlives the publisher.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="configure">Sets options. Those that are about reading mean nothing here.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public RedisStreamsPublisher(IConnectionMultiplexer connection, Action<RedisStreamsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        Configure(configure);
        _connection = RedisConnection.Over(connection, _options.MaxPendingBytes);
    }

    /// <inheritdoc/>
    /// <exception cref="RedisException">Redis cannot be reached, or too much waits for it: nobody has got the message.</exception>
    public Task PublishAsync(ClusterMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new StreamEntryWriter(_connection, _options, Codec, message.NodeId, message.Namespace).AppendAsync(message);
    }

    /// <summary>Ends the connection, if it is the publisher's own.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private void Configure(Action<RedisStreamsOptions>? configure)
    {
        configure?.Invoke(_options);
        _options.Validate();
    }
}
