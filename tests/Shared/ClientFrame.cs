using System.Buffers.Binary;
using System.Text;

namespace SocketIoSharp.Tests.Shared;

/// <summary>WebSocket frames as a client sends them: masked.</summary>
internal static class ClientFrame
{
    public const byte Continuation = 0;
    public const byte Text = 1;
    public const byte Binary = 2;
    public const byte Close = 8;
    public const byte Ping = 9;
    public const byte Pong = 10;

    private static readonly byte[] Mask = [0x37, 0xFA, 0x21, 0x3D];

    public static byte[] OfText(string text, bool isFinal = true) => Of(Text, Encoding.UTF8.GetBytes(text), isFinal);

    public static byte[] Of(byte opcode, byte[] payload, bool isFinal = true)
    {
        var frame = new MemoryStream();
        frame.WriteByte((byte)((isFinal ? 0x80 : 0) | opcode));
        WriteLength(frame, payload.Length);
        frame.Write(Mask);
        for (var i = 0; i < payload.Length; i++)
        {
            frame.WriteByte((byte)(payload[i] ^ Mask[i % 4]));
        }

        return frame.ToArray();
    }

    public static byte[] OfClose(ushort code) => Of(Close, [(byte)(code >> 8), (byte)code]);

    private static void WriteLength(MemoryStream frame, int length)
    {
        Span<byte> bytes = stackalloc byte[8];
        switch (length)
        {
            case < 126:
                frame.WriteByte((byte)(0x80 | length));
                break;
            case <= ushort.MaxValue:
                frame.WriteByte(0x80 | 126);
                BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)length);
                frame.Write(bytes[..2]);
                break;
            default:
                frame.WriteByte(0x80 | 127);
                BinaryPrimitives.WriteInt64BigEndian(bytes, length);
                frame.Write(bytes);
                break;
        }
    }
}
