using System.Buffers.Text;
using System.Text;

namespace SocketIoSharp.Protocol.SocketIo;

/// <summary>What stands before the JSON of a packet in text form: <c>51-/chat,13</c>.</summary>
internal ref struct PacketHeader
{
    /// <summary>The most digits of an ack id: all of a JavaScript integer (2^53 - 1).</summary>
    private const int MaxAckDigits = 16;

    /// <summary>The most digits of an attachment count; no limit is larger.</summary>
    private const int MaxAttachmentDigits = 9;

    public PacketType Type;
    public int Attachments;
    public ReadOnlySpan<byte> Namespace;
    public long AckId;
    public int Size;

    public readonly bool IsBinary => Type is PacketType.BinaryEvent or PacketType.BinaryAck;

    /// <summary>Reads the header of <paramref name="text"/>.</summary>
    /// <returns>Why the text is malformed, or <see langword="null"/>.</returns>
    public static string? Read(ReadOnlySpan<byte> text, int maxAttachments, out PacketHeader header)
    {
        header = new PacketHeader { Namespace = "/"u8, AckId = Packet.NoAck };
        if (text.IsEmpty || text[0] is < (byte)'0' or > (byte)'6')
        {
            return ProtocolErrors.UnknownPacketType(text.IsEmpty ? (byte)0 : text[0]);
        }

        header.Type = (PacketType)(text[0] - '0');
        header.Size = 1;
        if (header.IsBinary && header.ReadAttachments(text, maxAttachments) is { } error)
        {
            return error;
        }

        header.ReadNamespace(text);
        return header.ReadAckId(text);
    }

    private string? ReadAttachments(ReadOnlySpan<byte> text, int maxAttachments)
    {
        var digits = CountDigits(text[Size..]);
        var end = Size + digits;
        if (digits == 0 || end == text.Length || text[end] != '-')
        {
            return ProtocolErrors.IllegalAttachmentCount;
        }

        if (digits > MaxAttachmentDigits)
        {
            return ProtocolErrors.TooManyAttachments;
        }

        _ = Utf8Parser.TryParse(text[Size..end], out Attachments, out _);
        Size = end + 1;
        return Attachments == 0 ? ProtocolErrors.IllegalAttachmentCount
            : Attachments > maxAttachments ? ProtocolErrors.TooManyAttachments
            : null;
    }

    private void ReadNamespace(ReadOnlySpan<byte> text)
    {
        var rest = text[Size..];
        if (rest.IsEmpty || rest[0] != '/')
        {
            return;
        }

        var comma = rest.IndexOf((byte)',');
        Namespace = comma < 0 ? rest : rest[..comma];
        Size += comma < 0 ? rest.Length : comma + 1;
    }

    private string? ReadAckId(ReadOnlySpan<byte> text)
    {
        var digits = CountDigits(text[Size..]);
        if (digits == 0)
        {
            return null;
        }

        if (digits > MaxAckDigits)
        {
            return ProtocolErrors.InvalidPayload;
        }

        _ = Utf8Parser.TryParse(text.Slice(Size, digits), out AckId, out _);
        Size += digits;
        return null;
    }

    private static int CountDigits(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }

    /// <summary>The most bytes that <see cref="Write"/> needs for a packet of this namespace.</summary>
    public static int MaxSize(string @namespace) => 32 + Encoding.UTF8.GetMaxByteCount(@namespace.Length);

    /// <summary>Writes Engine.IO's message digit and the header of <paramref name="packet"/>.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Write(Span<byte> output, in Packet packet)
    {
        output[0] = (byte)EngineIo.EnginePacketType.Message;
        var size = 2;
        if (packet.Attachments.Length == 0)
        {
            output[1] = (byte)('0' + (byte)packet.Type);
        }
        else
        {
            output[1] = (byte)('0' + (byte)(packet.Type is PacketType.Ack ? PacketType.BinaryAck : PacketType.BinaryEvent));
            size += WriteNumber(output[size..], packet.Attachments.Length);
            output[size++] = (byte)'-';
        }

        if (packet.Namespace.Length > 1)
        {
            size += Encoding.UTF8.GetBytes(packet.Namespace, output[size..]);
            output[size++] = (byte)',';
        }

        return packet.HasAckId ? size + WriteNumber(output[size..], packet.AckId) : size;
    }

    private static int WriteNumber(Span<byte> output, long value)
    {
        _ = Utf8Formatter.TryFormat(value, output, out var written);
        return written;
    }
}
