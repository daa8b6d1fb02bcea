using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using SocketIoSharp.Cluster;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Streams;

/// <summary>Reads entries of the form that <see cref="StreamEntryWriter"/> writes. Throws at nothing that comes from Redis.</summary>
internal sealed class StreamEntryReader(ClusterMessageCodec codec, int maxBytes)
{
    /// <summary>Reads an entry.</summary>
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
