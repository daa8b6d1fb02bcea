using System.Buffers.Binary;

namespace SocketIoSharp.FuzzTarget;

/// <summary>Cuts standard input into inputs, and an input into messages.</summary>
internal static class InputReader
{
    private const int HeaderSize = 5;

    public static bool TryRead(BinaryReader input, out char kind, out byte[] content)
    {
        var header = input.ReadBytes(HeaderSize);
        kind = header.Length == HeaderSize ? (char)header[^1] : default;
        content = header.Length == HeaderSize ? input.ReadBytes(BinaryPrimitives.ReadInt32LittleEndian(header)) : [];
        return header.Length == HeaderSize;
    }

    /// <summary>The messages of one connection: for each <c>t</c> or <c>b</c>, a length of four bytes, and the bytes.</summary>
    public static IEnumerable<(bool IsBinary, byte[] Bytes)> Messages(byte[] content)
    {
        for (var at = 0; at < content.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(at + 1));
            yield return (content[at] == 'b', content[(at + HeaderSize)..(at + HeaderSize + length)]);
            at += HeaderSize + length;
        }
    }
}
