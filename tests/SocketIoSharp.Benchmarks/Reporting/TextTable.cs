using System.Text;

namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>Rows of cells, for Markdown and for the console.</summary>
internal sealed class TextTable(params IReadOnlyList<string> header)
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    public void Add(params IReadOnlyList<string> cells) => _rows.Add(cells);

    /// <param name="hasNumbers">Whether all columns but the first are read from the right.</param>
    public string ToMarkdown(bool hasNumbers)
    {
        var text = new StringBuilder();
        AppendMarkdown(text, header);
        AppendMarkdown(text, [.. header.Select((_, column) => hasNumbers && column > 0 ? "--:" : "---")]);
        _rows.ForEach(row => AppendMarkdown(text, row));
        return text.ToString();
    }

    public string ToConsole()
    {
        var widths = header.Select((title, column) => _rows.Select(row => row[column].Length).Append(title.Length).Max()).ToArray();
        var text = new StringBuilder();
        foreach (var row in _rows.Prepend(header))
        {
            text.Append(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static void AppendMarkdown(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(Escape)).Append(" |\n");

    // "<" would begin a tag where no space follows.
    private static string Escape(string cell) => cell.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
