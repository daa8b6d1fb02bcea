using System.Text.RegularExpressions;

namespace SocketIoSharp.Repository.Tests.Documents;

/// <summary>The pieces of C# files that documents quote: they stand between <c>// &lt;name&gt;</c> and <c>// &lt;/name&gt;</c>.</summary>
internal static partial class Snippets
{
    public static IEnumerable<(string Name, string Code)> In(IReadOnlyList<string> lines)
    {
        for (var start = 0; start < lines.Count; start++)
        {
            if (Start().Match(lines[start]) is not { Success: true } marker)
            {
                continue;
            }

            var name = marker.Groups["name"].Value;
            var length = lines.Skip(start + 1).TakeWhile(line => line.Trim() != $"// </{name}>").Count();
            if (start + 1 + length == lines.Count)
            {
                throw new InvalidDataException($"The snippet <{name}> has no end.");
            }

            // Markers of snippets inside are no part of it.
            yield return (name, Normalize(lines.Skip(start + 1).Take(length).Where(line => !Marker().IsMatch(line))));
        }
    }

    /// <summary>Code without its indentation, blank lines around it and blanks at the end of lines.</summary>
    public static string Normalize(IEnumerable<string> lines)
    {
        var code = lines.Select(line => line.TrimEnd()).SkipWhile(line => line.Length == 0).Reverse().SkipWhile(line => line.Length == 0).Reverse().ToList();
        var indentation = code.Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        return string.Join('\n', code.Select(line => line.Length == 0 ? line : line[indentation..]));
    }

    [GeneratedRegex(@"^\s*// <(?<name>[\w.-]+)>\s*$")]
    private static partial Regex Start();

    [GeneratedRegex(@"^\s*// </?[\w.-]+>\s*$")]
    private static partial Regex Marker();
}
