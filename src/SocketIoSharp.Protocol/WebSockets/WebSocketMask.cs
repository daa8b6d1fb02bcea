using System.Numerics;
using System.Runtime.InteropServices;

namespace SocketIoSharp.Protocol.WebSockets;

/// <summary>The masking of client frames (RFC 6455, section 5.3): XOR with a key of four bytes.</summary>
internal static class WebSocketMask
{
    /// <summary>Applies <paramref name="key"/>, whose first byte in memory order belongs to the first byte of <paramref name="payload"/>.</summary>
    public static void Apply(Span<byte> payload, uint key)
    {
        var wide = Vector<byte>.Count;
        if (payload.Length >= wide)
        {
            var vectorKey = Vector.AsVectorByte(new Vector<uint>(key));
            var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(payload);
            for (var i = 0; i < vectors.Length; i++)
            {
                vectors[i] ^= vectorKey;
            }

            // A vector's length is a multiple of four, so the key stays in phase.
            payload = payload[(vectors.Length * wide)..];
        }

        var words = MemoryMarshal.Cast<byte, uint>(payload);
        for (var i = 0; i < words.Length; i++)
        {
            words[i] ^= key;
        }

        payload = payload[(words.Length * sizeof(uint))..];
        Span<uint> word = [key];
        var bytes = MemoryMarshal.AsBytes(word);
        for (var i = 0; i < payload.Length; i++)
        {
            payload[i] ^= bytes[i & 3];
        }
    }
}
