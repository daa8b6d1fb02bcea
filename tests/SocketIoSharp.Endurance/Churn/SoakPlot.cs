using System.Globalization;
using System.Xml.Linq;
using SocketIoSharp.Benchmarks.Reporting.Plots;
using static SocketIoSharp.Benchmarks.Reporting.Plots.SvgShapes;

namespace SocketIoSharp.Endurance.Churn;

/// <summary>Draws what a server held over time: one panel for each figure, one below the other, narrow enough for a phone.</summary>
internal static class SoakPlot
{
    private const double Width = 400;
    private const double Margin = 16;
    private const double PanelHeight = 130;
    private const double Top = 60;
    private const double Megabyte = 1024 * 1024;

    private const string Lines = """
        .line { fill: none; stroke: #1f6feb; stroke-width: 1.5; }
        .end { text-anchor: end; }
        @media (prefers-color-scheme: dark) { .line { stroke: #388bfd; } }

        """;

    public static string Of(IReadOnlyList<SoakSample> samples)
    {
        (string Title, string Unit, Func<SoakSample, double> Value)[] panels =
        [
            ("Memory in use", "MiB", sample => sample.ResidentBytes / Megabyte),
            ("Heap after a collection", "MiB", sample => sample.HeapBytes / Megabyte),
            ("Handles", string.Empty, sample => sample.Handles),
            ("Sessions", string.Empty, sample => sample.Sessions),
        ];
        var height = Top + (panels.Length * PanelHeight) + Margin;
        var minutes = samples.Count == 0 ? 0 : samples[^1].Minutes;
        var shapes = new List<XElement> { Text(Margin, Margin + 18, "title", "A server under churn"), Text(Margin, Margin + 38, "quiet", string.Create(CultureInfo.InvariantCulture, $"{minutes:F0} minutes from left to right")) };
        for (var i = 0; i < panels.Length; i++)
        {
            shapes.AddRange(Panel(panels[i].Title, panels[i].Unit, [.. samples.Select(sample => (sample.Minutes, panels[i].Value(sample)))], Top + (i * PanelHeight)));
        }

        return Element(
            "svg",
            new XAttribute("viewBox", $"0 0 {Width} {height}"), new XAttribute("width", Width), new XAttribute("height", height),
            new XAttribute("role", "img"), new XAttribute("aria-labelledby", "soak-title soak-description"),
            Element("title", new XAttribute("id", "soak-title"), "A server under churn"),
            Element("desc", new XAttribute("id", "soak-description"), Description(panels, samples)),
            Element("style", PlotStyle.Sheet + Lines),
            Rectangle(0.5, 0.5, Width - 1, height - 1, 8, "card"),
            shapes).ToString().ReplaceLineEndings("\n") + "\n";
    }

    private static IEnumerable<XElement> Panel(string title, string unit, (double X, double Y)[] points, double top)
    {
        var highest = points.Length == 0 ? 1 : Math.Max(1, points.Max(point => point.Y));
        var last = points.Length == 0 ? 1 : Math.Max(points[^1].X, 0.001);
        var (left, right) = (Margin, Width - Margin);
        var (upper, lower) = (top + 32, top + PanelHeight - 14);
        yield return Text(left, top + 20, "group", title);
        yield return Text(right, top + 20, "quiet end", string.Create(CultureInfo.InvariantCulture, $"at most {highest:0.#} {unit}"));
        yield return Line(left, lower, right, lower, "reference");
        var path = string.Join(' ', points.Select(point => string.Create(
            CultureInfo.InvariantCulture, $"{left + ((right - left) * point.X / last):F1},{lower - ((lower - upper) * point.Y / highest):F1}")));
        yield return Element("polyline", new XAttribute("class", "line"), new XAttribute("points", path));
    }

    // All of it in words, for those who do not see it.
    private static string Description((string Title, string Unit, Func<SoakSample, double> Value)[] panels, IReadOnlyList<SoakSample> samples) =>
        samples.Count == 0 ? "Nothing was measured." : string.Join(' ', panels.Select(panel => string.Create(
            CultureInfo.InvariantCulture,
            $"{panel.Title}: {panel.Value(samples[0]):0.#} {panel.Unit} at the beginning, {samples.Max(panel.Value):0.#} at most, {panel.Value(samples[^1]):0.#} at the end.")));
}
