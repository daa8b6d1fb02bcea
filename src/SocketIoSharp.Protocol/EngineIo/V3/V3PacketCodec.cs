namespace SocketIoSharp.Protocol.EngineIo.V3;

/// <summary>Reads single Engine.IO 3 packets: their text form, and their binary form of one type byte and the data.</summary>
public static class V3PacketCodec
{
    /// <summary>Stands first in the binary form of a message.</summary>
    public const byte MessageType = 4;

    private const byte HighestType = 6;

    /// <summary>Stands first in the text form of a binary message; base64 follows.</summary>
    public static ReadOnlySpan<byte> BinaryMarker => "b4"u8;

    /// <summary>Decodes a packet in text form. Binary data (<c>b4…</c>) is decoded into new memory, everything else is a view.</summary>
    /// <returns><see langword="false"/> when the text is empty or its first character is no packet type.</returns>
    public static bool TryDecodeText(ReadOnlyMemory<byte> text, out EnginePacket packet)
    {
        if (text.IsEmpty || text.Span[0] != EnginePacketCodec.BinaryMarker)
        {
            return EnginePacketCodec.TryDecode(text, out packet);
        }

        var type = text.Length > 1 ? TypeOf(text.Span[1] - '0') : EnginePacketType.None;
        packet = new EnginePacket(type, LenientBase64.Decode(text.Span[Math.Min(BinaryMarker.Length, text.Length)..]), IsBinary: true);
        return true;
    }

    /// <summary>Decodes a packet in binary form. Its body is a view. Where the type byte is missing or unknown, so is the type of the packet.</summary>
    public static EnginePacket DecodeBinary(ReadOnlyMemory<byte> data) =>
        data.IsEmpty ? new EnginePacket(EnginePacketType.None, default, IsBinary: true)
        : new EnginePacket(TypeOf(data.Span[0]), data[1..], IsBinary: true);

    private static EnginePacketType TypeOf(int digit) =>
        digit is >= 0 and <= HighestType ? EnginePacketType.Open + (byte)digit : EnginePacketType.None;
}
