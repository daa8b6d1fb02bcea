namespace SocketIoSharp.Benchmarks.Reporting.Plots;

/// <summary>Breaks text into lines, which SVG does not do.</summary>
internal static class TextLines
{
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line += line.Length > 0 ? " " + word : word;
            }
        }

        return line.Length > 0 ? [.. lines, line] : lines;
    }
}
