using System.Buffers;

namespace SocketIoSharp.Protocol.EngineIo.Jsonp;

/// <summary>The answer to a poll as a script for old browsers: <c>___eio[0]("…");</c>, with the payload as a JavaScript string.</summary>
public static class JsonpScript
{
    private const int LargestEscape = 6;

    /// <summary>Writes the script.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="index">The digits that name the callback; may be empty.</param>
    /// <param name="payload">The payload in UTF-8.</param>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> index, ReadOnlySpan<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write("___eio["u8);
        output.Write(index);
        output.Write("](\""u8);
        WriteEscaped(output, payload);
        output.Write("\");"u8);
    }

    private static void WriteEscaped(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        Span<byte> escape = stackalloc byte[LargestEscape];
        var written = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var length = Escape(text[i..], escape, out var replaced);
            if (length > 0)
            {
                output.Write(text[written..i]);
                output.Write(escape[..length]);
                written = i + replaced;
                i = written - 1;
            }
        }

        output.Write(text[written..]);
    }

    /// <returns>The length of the escape for what <paramref name="text"/> starts with; 0 when it may stay.</returns>
    private static int Escape(ReadOnlySpan<byte> text, Span<byte> escape, out int replaced)
    {
        replaced = 1;
        switch (text[0])
        {
            case (byte)'"' or (byte)'\\':
                return EscapeShort(text[0], escape);
            case (byte)'\n':
                return EscapeShort((byte)'n', escape);
            case (byte)'\r':
                return EscapeShort((byte)'r', escape);
            case (byte)'\t':
                return EscapeShort((byte)'t', escape);
            case (byte)'\b':
                return EscapeShort((byte)'b', escape);
            case (byte)'\f':
                return EscapeShort((byte)'f', escape);
            case < 0x20:
                return EscapeLong(text[0], escape);

            // U+2028 and U+2029 may stand in JSON, but ended a line in the JavaScript of that time.
            case 0xE2 when text.Length > 2 && text[1] == 0x80 && text[2] is 0xA8 or 0xA9:
                replaced = 3;
                return EscapeLong((ushort)(0x2028 + text[2] - 0xA8), escape);
            default:
                return 0;
        }
    }

    private static int EscapeShort(byte letter, Span<byte> escape)
    {
        escape[0] = (byte)'\\';
        escape[1] = letter;
        return 2;
    }

    private static int EscapeLong(ushort character, Span<byte> escape)
    {
        "\\u"u8.CopyTo(escape);
        for (var i = 0; i < 4; i++)
        {
            escape[2 + i] = "0123456789abcdef"u8[(character >> (12 - (4 * i))) & 0xF];
        }

        return LargestEscape;
    }
}
