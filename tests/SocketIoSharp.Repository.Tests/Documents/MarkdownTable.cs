using System.Text.RegularExpressions;

namespace SocketIoSharp.Repository.Tests.Documents;

/// <summary>Reads the lines of tables.</summary>
internal static partial class MarkdownTable
{
    /// <summary>The cells of one line, trimmed. A bar within code is written <c>\|</c>.</summary>
    public static IReadOnlyList<string> Cells(string line) =>
        [.. Bar().Split(line.Trim().Trim('|')).Select(cell => cell.Trim().Replace("\\|", "|", StringComparison.Ordinal))];

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();
}
