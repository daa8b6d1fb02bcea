using System.Globalization;
using System.Text;

namespace Ember.Limits;

/// <summary>What people may call themselves, their chats and their files, and what a message may hold.</summary>
internal static class TextRules
{
    public const int MaxName = 32;
    public const int MaxTitle = 60;
    public const int MaxFileName = 120;
    private const int MaxClientId = 64;

    public static string PersonName(string? value) => Line(value, MaxName, "a name");

    public static string ChatTitle(string? value) => Line(value, MaxTitle, "a title");

    public static string MessageText(string? value, int maxLength)
    {
        var text = Clean(value ?? "", keepLines: true).Trim();
        return text.Length <= maxLength ? text : throw new Refusal($"A message may have {maxLength} characters at most");
    }

    /// <summary>The id a client gives a message before it is sent; it makes sending it twice harmless.</summary>
    public static string ClientId(string? value) =>
        value is { Length: > 0 and <= MaxClientId } && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? value
            : throw new Refusal("A message needs an id of letters and digits");

    public static string FileName(string? value)
    {
        var name = Clean(value ?? "", keepLines: false);
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim().Trim('.');
        if (name.Length > MaxFileName)
        {
            var extension = Path.GetExtension(name);
            name = extension.Length is > 0 and < 12 ? name[..(MaxFileName - extension.Length)] + extension : name[..MaxFileName];
        }

        return name.Length > 0 ? name : "file";
    }

    private static string Line(string? value, int maxLength, string what)
    {
        var words = Clean(value ?? "", keepLines: false).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var line = string.Join(' ', words);
        if (line.Length == 0)
        {
            throw new Refusal($"Please choose {what}");
        }

        return line.Length <= maxLength ? line : throw new Refusal($"Please choose {what} of {maxLength} characters at most");
    }

    // Control characters draw nothing, and directional overrides let "gpj.exe" look like "exe.jpg".
    private static string Clean(string value, bool keepLines)
    {
        var cleaned = new StringBuilder(value.Length);
        foreach (var rune in value.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (keepLines && rune.Value is ('\n' or '\t'))
            {
                cleaned.Append(rune);
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                cleaned.Append(' ');
            }
            else if (!Rune.IsControl(rune) && !IsDirectional(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.OtherNotAssigned)
            {
                cleaned.Append(rune);
            }
        }

        return cleaned.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool IsDirectional(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
