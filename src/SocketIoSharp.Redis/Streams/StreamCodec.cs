using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using SocketIoSharp.Cluster;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Streams;

/// <summary>
/// Writes and reads entries in the form of <c>@socket.io/redis-streams-adapter</c>: <c>uid</c>, <c>nsp</c>, <c>type</c> and <c>data</c>, which is JSON, or MessagePack in base64 where something is
/// binary. <c>id</c> is the sender's number, which that adapter passes by.
/// </summary>
internal sealed class StreamCodec(ClusterMessageCodec codec, int maxBytes)
{
    /// <summary>The fields of an entry, as arguments of a command.</summary>
    public static List<object> Write(ClusterMessageCodec codec, ClusterMessage message)
    {
        List<object> fields = ["uid", message.NodeId, "nsp", message.Namespace, "type", ((int)message.Type).ToString(CultureInfo.InvariantCulture)];
        if (codec.WriteData(message) is { } data)
        {
            fields.AddRange(["data", data[0] == (byte)'{' ? data : Convert.ToBase64String(data)]);
        }

        if (message.Number > 0)
        {
            fields.AddRange(["id", message.Number.ToString(CultureInfo.InvariantCulture)]);
        }

        return fields;
    }

    public bool TryRead(in StreamEntry entry, [NotNullWhen(true)] out ClusterMessage? message, [NotNullWhen(false)] out string? reason)
    {
        message = null;
        if (!int.TryParse((string?)entry.Type, NumberStyles.None, CultureInfo.InvariantCulture, out var type))
        {
            reason = "an entry of the stream has no type";
            return false;
        }

        var header = new ClusterMessage
        {
            NodeId = (string?)entry.Sender ?? string.Empty,
            Namespace = (string?)entry.Namespace ?? string.Empty,
            Type = (ClusterMessageType)type,
            Number = long.TryParse((string?)entry.Number, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
        };
        if (!TryReadBytes(entry.Data, out var data, out reason))
        {
            return false;
        }

        // Those that say all by themselves are not for a stream, but nothing is wrong with them.
        if (data.IsEmpty && header.Type is ClusterMessageType.InitialHeartbeat or ClusterMessageType.Heartbeat or ClusterMessageType.AdapterClose)
        {
            message = header;
            return true;
        }

        return codec.TryReadData(header, data, out message, out reason);
    }

    private bool TryReadBytes(RedisValue value, out ReadOnlyMemory<byte> data, [NotNullWhen(false)] out string? reason)
    {
        ReadOnlyMemory<byte> text = (byte[]?)value;
        (data, reason) = (text, null);
        if (text.IsEmpty || text.Span[0] == (byte)'{')
        {
            return true;
        }

        if (text.Length / 4L * 3 > maxBytes)
        {
            reason = $"{text.Length} bytes of base64 are more than {maxBytes}";
            return false;
        }

        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (Base64.DecodeFromUtf8(text.Span, bytes, out _, out var written) is not System.Buffers.OperationStatus.Done)
        {
            reason = "it is neither JSON nor base64: " + Encoding.ASCII.GetString(text.Span[..Math.Min(text.Length, 16)]);
            return false;
        }

        // MessagePack of an object starts with a map; what looks like JSON afterwards is none of the reference's.
        data = bytes.AsMemory(0, written);
        return true;
    }
}
