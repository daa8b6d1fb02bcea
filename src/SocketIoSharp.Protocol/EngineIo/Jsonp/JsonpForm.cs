using System.Diagnostics.CodeAnalysis;

namespace SocketIoSharp.Protocol.EngineIo.Jsonp;

/// <summary>The body of a POST of the JSONP transport: an HTML form whose field <c>d</c> is the payload.</summary>
public static class JsonpForm
{
    /// <summary>Reads the payload. Time and memory are proportional to the body's length.</summary>
    /// <param name="form">The body.</param>
    /// <param name="payload">The payload with its escapes undone: bytes of a text that may be ill-formed UTF-8.</param>
    /// <returns><see langword="false"/> when there is no field <c>d</c>, or more than one.</returns>
    public static bool TryReadPayload(ReadOnlySpan<byte> form, [NotNullWhen(true)] out byte[]? payload)
    {
        payload = null;
        while (!form.IsEmpty)
        {
            var end = form.IndexOf((byte)'&');
            var field = end < 0 ? form : form[..end];
            form = end < 0 ? [] : form[(end + 1)..];
            var equals = field.IndexOf((byte)'=');
            if (!IsPayloadName(equals < 0 ? field : field[..equals]))
            {
                continue;
            }

            if (payload is not null)
            {
                payload = null;
                return false;
            }

            payload = RestoreLineFeeds(Decode(equals < 0 ? [] : field[(equals + 1)..]));
        }

        return payload is not null;
    }

    private static bool IsPayloadName(ReadOnlySpan<byte> name) => name.SequenceEqual("d"u8) || name.SequenceEqual("%64"u8);

    private static Span<byte> Decode(ReadOnlySpan<byte> value)
    {
        var decoded = new byte[value.Length];
        var length = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '%' && i + 2 < value.Length && char.IsAsciiHexDigit((char)value[i + 1]) && char.IsAsciiHexDigit((char)value[i + 2]))
            {
                decoded[length++] = (byte)((Hex(value[i + 1]) << 4) | Hex(value[i + 2]));
                i += 2;
                continue;
            }

            decoded[length++] = value[i] == '+' ? (byte)' ' : value[i];
        }

        return decoded.AsSpan(0, length);
    }

    // Browsers changed the line feeds of a form, so clients write them as "\n", and a "\n" of the text as "\\n".
    private static byte[] RestoreLineFeeds(Span<byte> text)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i..].StartsWith("\\\\n"u8))
            {
                text[length++] = (byte)'\\';
                text[length++] = (byte)'n';
                i += 2;
            }
            else if (text[i..].StartsWith("\\n"u8))
            {
                text[length++] = (byte)'\n';
                i++;
            }
            else
            {
                text[length++] = text[i];
            }
        }

        return text[..length].ToArray();
    }

    private static int Hex(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
