using System.Text.RegularExpressions;
using SocketIoSharp.Repository.Tests.Documents;

namespace SocketIoSharp.Repository.Tests.Parity;

/// <summary>The rows of docs/from-nodejs.md: tables whose last column names the tests that show what the row says.</summary>
internal static partial class ParityTable
{
    public const string Document = "docs/from-nodejs.md";
    private const string TestColumn = "Shown by";

    public static IReadOnlyList<Row> Rows { get; } = [.. Read(File.ReadAllLines(RepositoryFiles.PathOf(Document)))];

    /// <summary>The code spans of a cell.</summary>
    public static IEnumerable<string> Code(string cell) => InlineCode().Matches(cell).Select(match => match.Groups["code"].Value);

    private static IEnumerable<Row> Read(string[] lines)
    {
        var isParity = false;
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith('|'))
            {
                isParity = false;
                continue;
            }

            var cells = MarkdownTable.Cells(lines[i]);
            if (cells[^1] == TestColumn)
            {
                isParity = true;
            }
            else if (isParity && cells.Any(cell => cell.Trim('-').Length > 0))
            {
                yield return new Row(i + 1, cells);
            }
        }
    }

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex InlineCode();

    /// <summary>One row.</summary>
    internal sealed record Row(int Line, IReadOnlyList<string> Cells)
    {
        public IEnumerable<string> Tests => Code(Cells[^1]);

        public override string ToString() => $"line {Line}: {Cells[0]}";
    }
}
