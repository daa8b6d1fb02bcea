using System.Buffers.Binary;
using System.Text;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.Benchmarks.Micro.InMemory;

/// <summary>WebSocket frames as a client sends them: masked, with the same key each time.</summary>
internal static class ClientFrame
{
    private static readonly byte[] Mask = [0x37, 0xFA, 0x21, 0x3D];

    /// <summary>A frame with an Engine.IO packet in text form.</summary>
    public static byte[] Text(string packet) => Of(WebSocketOpcode.Text, Encoding.UTF8.GetBytes(packet));

    /// <summary>A frame with a binary message.</summary>
    public static byte[] Binary(byte[] message) => Of(WebSocketOpcode.Binary, message);

    /// <summary>The same frame again and again, as one read brings a burst.</summary>
    public static byte[] Repeat(byte[] frame, int count) => [.. Enumerable.Repeat(frame, count).SelectMany(bytes => bytes)];

    private static byte[] Of(WebSocketOpcode opcode, byte[] payload)
    {
        byte[] length = payload.Length switch
        {
            < 126 => [(byte)payload.Length],
            <= ushort.MaxValue => [126, .. BigEndian((ushort)payload.Length)],
            _ => throw new ArgumentOutOfRangeException(nameof(payload)),
        };
        length[0] |= 0x80;
        return [(byte)(0x80 | (int)opcode), .. length, .. Mask, .. payload.Select((value, index) => (byte)(value ^ Mask[index % Mask.Length]))];
    }

    private static byte[] BigEndian(ushort value)
    {
        var bytes = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        return bytes;
    }
}
