using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SocketIoSharp.Protocol.Payloads;

/// <summary>
/// Reads JSON strings as JavaScript does. A string may hold half of a surrogate pair, for example because a client has cut a text in the
/// middle of an emoji; System.Text.Json throws there.
/// </summary>
internal static class JsonText
{
    /// <summary>Whether the current property name is <paramref name="name"/>.</summary>
    public static bool NameIs(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The current string or property name; half of a pair stays what it is.</summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    // The reader has checked the grammar already.
    private static string Unescape(string text)
    {
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                output.Append(text[i]);
                continue;
            }

            var escape = text[++i];
            output.Append(escape switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\b',
                'f' => '\f',
                'u' => (char)ushort.Parse(text.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                _ => escape,
            });
            i += escape == 'u' ? 4 : 0;
        }

        return output.ToString();
    }
}
