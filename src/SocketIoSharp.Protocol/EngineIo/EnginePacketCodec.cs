namespace SocketIoSharp.Protocol.EngineIo;

/// <summary>Reads single Engine.IO 4 packets from their text form.</summary>
public static class EnginePacketCodec
{
    /// <summary>Stands first in the text form of a binary message; base64 follows.</summary>
    public const byte BinaryMarker = (byte)'b';

    /// <summary>Decodes a packet in text form. A binary message (<c>b…</c>) is decoded into new memory, everything else is a view.</summary>
    /// <returns><see langword="false"/> when the text is empty or its first character is no packet type.</returns>
    public static bool TryDecode(ReadOnlyMemory<byte> text, out EnginePacket packet)
    {
        packet = default;
        if (text.IsEmpty)
        {
            return false;
        }

        var first = text.Span[0];
        if (first == BinaryMarker)
        {
            packet = EnginePacket.Binary(LenientBase64.Decode(text.Span[1..])) with { IsOwned = true };
            return true;
        }

        if (first is < (byte)EnginePacketType.Open or > (byte)EnginePacketType.Noop)
        {
            return false;
        }

        packet = new EnginePacket((EnginePacketType)first, text[1..], IsBinary: false);
        return true;
    }
}
