using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SocketIoSharp.FuzzTarget;

/// <summary>
/// Spells JSON as JavaScript understands it: keys sorted, the last of two equal ones, numbers as the bits of a double, strings as UTF-16,
/// placeholders replaced by their bytes.
/// </summary>
internal static class CanonicalJson
{
    private const int MaxDepth = 1000;

    public static string Of(ReadOnlySpan<byte> json, ReadOnlyMemory<byte>[] attachments)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        _ = reader.Read();
        return Value(ref reader, attachments);
    }

    public static string Number(double value) => BitConverter.DoubleToUInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture);

    public static string Text(string text) => Text(text.AsSpan());

    private static string Value(ref Utf8JsonReader reader, ReadOnlyMemory<byte>[] attachments) => reader.TokenType switch
    {
        JsonTokenType.StartArray => Array(ref reader, attachments),
        JsonTokenType.StartObject => Object(ref reader, attachments),
        JsonTokenType.String => Text(Unescaped(ref reader)),
        JsonTokenType.Number => "n" + Number(reader.GetDouble()),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => "null",
    };

    private static string Array(ref Utf8JsonReader reader, ReadOnlyMemory<byte>[] attachments)
    {
        var items = new List<string>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            items.Add(Value(ref reader, attachments));
        }

        return $"[{string.Join(',', items)}]";
    }

    private static string Object(ref Utf8JsonReader reader, ReadOnlyMemory<byte>[] attachments)
    {
        var members = new SortedDictionary<string, string>(StringComparer.Ordinal);
        double? index = null;
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
        {
            var name = Text(Unescaped(ref reader));
            _ = reader.Read();
            index = name == NumberKey ? reader.TokenType is JsonTokenType.Number ? reader.GetDouble() : null : index;
            members[name] = Value(ref reader, attachments);
        }

        var isPlaceholder = attachments.Length > 0 && members.TryGetValue(PlaceholderKey, out var flag) && flag == "true";
        return isPlaceholder && index is >= 0 && index < attachments.Length
            ? "b" + Convert.ToHexStringLower(attachments[(int)index].Span)
            : $"{{{string.Join(',', members.Select(member => $"{member.Key}:{member.Value}"))}}}";
    }

    private static string PlaceholderKey { get; } = Text("_placeholder");

    private static string NumberKey { get; } = Text("num");

    private static string Text(ReadOnlySpan<char> text) =>
        "s" + string.Create(text.Length * 4, text, static (output, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                _ = ((int)source[i]).TryFormat(output[(i * 4)..], out _, "x4", CultureInfo.InvariantCulture);
            }
        });

    // By hand, since System.Text.Json refuses half of a surrogate pair. The reader has checked the grammar.
    private static string Unescaped(ref Utf8JsonReader reader)
    {
        var text = Encoding.UTF8.GetString(reader.ValueSpan);
        if (!reader.ValueIsEscaped)
        {
            return text;
        }

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
