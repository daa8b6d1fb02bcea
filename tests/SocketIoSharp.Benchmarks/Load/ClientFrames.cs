using System.Buffers.Binary;
using System.Text;

namespace SocketIoSharp.Benchmarks.Load;

/// <summary>WebSocket frames of a client, prepared once and sent many times.</summary>
internal static class ClientFrames
{
    private static readonly byte[] Key = [0x37, 0xfa, 0x21, 0x3d];

    public static byte[] Text(string text) => Frame(0x81, Encoding.UTF8.GetBytes(text));

    public static byte[] Binary(byte[] payload) => Frame(0x82, payload);

    public static byte[] Repeat(byte[] frame, int count) => [.. Enumerable.Repeat(frame, count).SelectMany(bytes => bytes)];

    private static byte[] Frame(byte first, byte[] payload)
    {
        Span<byte> header = stackalloc byte[10];
        header[0] = first;
        var size = 2;
        if (payload.Length < 126)
        {
            header[1] = (byte)(0x80 | payload.Length);
        }
        else if (payload.Length <= ushort.MaxValue)
        {
            header[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)payload.Length);
            size = 4;
        }
        else
        {
            header[1] = 0x80 | 127;
            BinaryPrimitives.WriteUInt64BigEndian(header[2..], (ulong)payload.Length);
            size = 10;
        }

        var masked = payload.Select((octet, i) => (byte)(octet ^ Key[i % 4]));
        return [.. header[..size], .. Key, .. masked];
    }
}
