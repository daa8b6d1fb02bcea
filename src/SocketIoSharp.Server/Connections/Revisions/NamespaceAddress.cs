using System.Text;

namespace SocketIoSharp.Connections.Revisions;

/// <summary>
/// The namespace field of revision 4, which is a URL without its host: <c>/admin?token=1234</c>. It is read as browsers read one, so that each
/// spelling of a path names the same namespace.
/// </summary>
/// <param name="Name">The path, normalised.</param>
/// <param name="Query">What follows the question mark, undecoded.</param>
internal readonly record struct NamespaceAddress(string Name, string Query)
{
    // What a URL's path keeps as it is, beside letters and digits.
    private const string PathCharacters = "/-_.~!$&'()*+,;=:@%[]^|";

    /// <returns><see langword="false"/> when the field names a host as well.</returns>
    public static bool TryParse(string field, out NamespaceAddress address)
    {
        if (IsPlain(field))
        {
            address = new NamespaceAddress(field, string.Empty);
            return true;
        }

        var text = Strip(field);
        var fragment = text.IndexOf('#', StringComparison.Ordinal);
        text = fragment < 0 ? text : text[..fragment];
        var question = text.IndexOf('?', StringComparison.Ordinal);
        var path = (question < 0 ? text : text[..question]).Replace('\\', '/');
        var isPath = path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal);
        address = isPath ? new NamespaceAddress(Escape(Normalise(path)), question < 0 ? string.Empty : text[(question + 1)..]) : default;
        return isPath;
    }

    // Nearly all are: nothing to escape, no dots to follow, no query.
    private static bool IsPlain(string field)
    {
        if (field.StartsWith("//", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var character in field)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('/' or '-' or '_'))
            {
                return false;
            }
        }

        return true;
    }

    // Blanks at the ends and line breaks anywhere do not count.
    private static string Strip(string field)
    {
        var end = field.Length;
        while (end > 0 && field[end - 1] <= ' ')
        {
            end--;
        }

        return string.Concat(field[..end].Where(character => character is not ('\t' or '\n' or '\r')));
    }

    private static string Normalise(string path)
    {
        var kept = new List<string>();
        var segments = path[1..].Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var dots = segments[i].Length > "%2e%2e".Length ? segments[i] : segments[i].Replace("%2e", ".", StringComparison.OrdinalIgnoreCase);
            if (dots is not ("." or ".."))
            {
                kept.Add(segments[i]);
                continue;
            }

            if (dots == ".." && kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }

            if (i == segments.Length - 1)
            {
                kept.Add(string.Empty);
            }
        }

        return "/" + string.Join('/', kept);
    }

    private static string Escape(string path)
    {
        var escaped = new StringBuilder(path.Length);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in path.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || PathCharacters.Contains((char)rune.Value, StringComparison.Ordinal)))
            {
                escaped.Append((char)rune.Value);
                continue;
            }

            foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
            {
                escaped.Append('%').Append(value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return escaped.ToString();
    }
}
