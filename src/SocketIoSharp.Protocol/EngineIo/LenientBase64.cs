using System.Buffers;
using System.Buffers.Text;

namespace SocketIoSharp.Protocol.EngineIo;

/// <summary>
/// Base64 as JavaScript peers decode it: both alphabets, padding optional, characters of neither alphabet skipped,
/// everything after the first <c>=</c> ignored.
/// </summary>
internal static class LenientBase64
{
    public static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var exact = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Base64.DecodeFromUtf8(text, exact, out _, out var written) == OperationStatus.Done
            ? Trim(exact, written)
            : DecodeSkipping(text);
    }

    private static byte[] DecodeSkipping(ReadOnlySpan<byte> text)
    {
        var output = new byte[((text.Length * 3) / 4) + 3];
        int bits = 0, bitCount = 0, length = 0;
        foreach (var character in text)
        {
            if (character == '=')
            {
                break;
            }

            var value = SixBits(character);
            if (value < 0)
            {
                continue;
            }

            bits = (bits << 6) | value;
            bitCount += 6;
            if (bitCount >= 8)
            {
                bitCount -= 8;
                output[length++] = (byte)(bits >> bitCount);
                bits &= (1 << bitCount) - 1;
            }
        }

        return Trim(output, length);
    }

    private static int SixBits(byte character) => character switch
    {
        >= (byte)'A' and <= (byte)'Z' => character - 'A',
        >= (byte)'a' and <= (byte)'z' => character - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => character - '0' + 52,
        (byte)'+' or (byte)'-' => 62,
        (byte)'/' or (byte)'_' => 63,
        _ => -1,
    };

    private static byte[] Trim(byte[] buffer, int length) => length == buffer.Length ? buffer : buffer[..length];
}
