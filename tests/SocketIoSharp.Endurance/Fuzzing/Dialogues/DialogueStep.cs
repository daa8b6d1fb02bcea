using System.Globalization;
using System.Text;

namespace SocketIoSharp.Endurance.Fuzzing.Dialogues;

/// <summary>
/// One line of a dialogue in the words of protocol-fixtures/README.md, or one of these: <c>raw BYTES</c> are the bytes of a whole connection; <c>split N</c>,
/// <c>mangle N</c>, <c>pipeline</c> and <c>parallel</c> say how the next step is sent: in pieces, changed on its way, with the step behind it, without waiting.
/// </summary>
/// <param name="Verb">What is done.</param>
/// <param name="Content">With what. Placeholders such as <c>{sid}</c> and <c>{token}</c> are still in it.</param>
internal sealed record DialogueStep(string Verb, byte[] Content)
{
    public DialogueStep(string verb, string content = "")
        : this(verb, Encoding.UTF8.GetBytes(content))
    {
    }

    public string Text => Encoding.UTF8.GetString(Content);

    /// <summary>Reads a line, in which <c>\xHH</c> is a byte.</summary>
    public static DialogueStep Parse(string line)
    {
        var blank = line.IndexOf(' ', StringComparison.Ordinal);
        return blank < 0 ? new DialogueStep(line) : new DialogueStep(line[..blank], Unescape(line[(blank + 1)..]));
    }

    public override string ToString() => Content.Length == 0 ? Verb : $"{Verb} {Escape(Content)}";

    private static byte[] Unescape(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && text[i + 1] == 'x'
                && byte.TryParse(text.AsSpan(i + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 3;
                continue;
            }

            var rune = Rune.TryGetRuneAt(text, i, out var whole) ? whole : Rune.ReplacementChar;
            bytes.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
            i += rune.Utf16SequenceLength - 1;
        }

        return [.. bytes];
    }

    private static string Escape(byte[] content)
    {
        var text = new StringBuilder(content.Length);
        for (var i = 0; i < content.Length; i++)
        {
            // A backslash that would be read as an escape is one itself.
            var isPlain = content[i] is >= 0x20 and < 0x7F && !(content[i] == '\\' && i + 1 < content.Length && content[i + 1] == 'x');
            _ = isPlain ? text.Append((char)content[i]) : text.Append(CultureInfo.InvariantCulture, $"\\x{content[i]:x2}");
        }

        return text.ToString();
    }
}
