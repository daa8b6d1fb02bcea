using System.Xml.Linq;
using static SocketIoSharp.Benchmarks.Reporting.Plots.SvgShapes;

namespace SocketIoSharp.Benchmarks.Reporting.Plots;

/// <summary>Draws a chart from top to bottom, narrow enough for a phone.</summary>
internal sealed class BarChartDrawing
{
    private const double Width = 400;
    private const double Margin = 16;
    private const double BarsLeft = 144;
    private const double RowHeight = 24;
    private const double BarHeight = 15;
    private const double LineHeight = 20;
    private const double TextGap = 7;
    private const double ValueLetter = 9.2;
    // What fits into a line of the widest font that a system may have.
    private const int TitleLetters = 34;
    private const int TextLetters = 44;

    private readonly BarChart _chart;
    private readonly double _barsRight;
    private readonly List<XElement> _shapes = [];
    private double _y = Margin;

    private BarChartDrawing(BarChart chart)
    {
        _chart = chart;
        _barsRight = Width - Margin - TextGap - chart.TextLength * ValueLetter;
    }

    /// <returns>An SVG document.</returns>
    public static string Of(BarChart chart)
    {
        var drawing = new BarChartDrawing(chart);
        drawing.AddLines(chart.Title, TitleLetters, "title", LineHeight * 1.2);
        drawing._y += 3;
        drawing.AddLines(chart.Explanation, TextLetters, "quiet", LineHeight);
        foreach (var group in chart.Groups)
        {
            drawing.AddGroup(group);
        }

        drawing._y += LineHeight / 2;
        drawing.AddLines(chart.Source, TextLetters, "quiet", LineHeight);
        return drawing.Document().ToString().ReplaceLineEndings("\n") + "\n";
    }

    private XElement Document()
    {
        var height = Math.Ceiling(_y + Margin);
        // Names of their own, because pages may hold several plots.
        var (title, description) = ($"{_chart.Name}-title", $"{_chart.Name}-description");
        return Element(
            "svg",
            new XAttribute("viewBox", $"0 0 {Width} {height}"), new XAttribute("width", Width), new XAttribute("height", height),
            new XAttribute("role", "img"), new XAttribute("aria-labelledby", $"{title} {description}"),
            Element("title", new XAttribute("id", title), _chart.Title),
            Element("desc", new XAttribute("id", description), _chart.Description),
            Element("style", PlotStyle.Sheet),
            Rectangle(0.5, 0.5, Width - 1, height - 1, 8, "card"),
            _shapes);
    }

    private void AddGroup(BarGroup group)
    {
        _y += LineHeight * 0.7;
        AddHeading(group);
        var top = _y;
        var scale = new BarScale(BarsLeft, _barsRight, _chart.ScaleOf(group));
        foreach (var bar in group.Bars)
        {
            AddBar(bar, scale);
        }

        if (_chart.Reference is { } reference)
        {
            _shapes.Add(Line(scale.At(reference), top, scale.At(reference), _y, "reference"));
        }
    }

    private void AddHeading(BarGroup group)
    {
        _y += LineHeight;
        var isOneLine = group.Title.Length + 2 + group.Unit.Length <= TextLetters;
        _shapes.Add(Text(Margin, _y - 5, "group", group.Title));
        if (isOneLine)
        {
            _shapes[^1].Add(Element("tspan", new XAttribute("class", "quiet unit"), "  " + group.Unit));
        }
        else
        {
            AddLines(group.Unit, TextLetters, "quiet", LineHeight);
        }

        _y += 2;
    }

    private void AddBar(Bar bar, BarScale scale)
    {
        var (middle, baseline, end) = (_y + RowHeight / 2, _y + RowHeight / 2 + 5, scale.At(bar.Value));
        var ours = bar.IsOurs ? " ours" : "";
        _shapes.Add(Text(Margin, baseline, "label" + ours, bar.Label));
        _shapes.Add(Rectangle(BarsLeft, middle - BarHeight / 2, Math.Max(1, end - BarsLeft), BarHeight, 2, "bar" + ours));
        if (scale.IsBroken(bar.Value))
        {
            _shapes.Add(Line(end - 16, middle + BarHeight / 2 + 1, end - 10, middle - BarHeight / 2 - 1, "break"));
        }
        else if (bar.Low < bar.High)
        {
            AddWhisker(scale.At(bar.Low), scale.At(bar.High), middle);
        }

        _shapes.Add(Text(Math.Max(end, scale.At(bar.High)) + TextGap, baseline, "value" + ours, bar.Text));
        _y += RowHeight;
    }

    private void AddWhisker(double low, double high, double middle)
    {
        _shapes.Add(Line(low, middle, high, middle, "whisker"));
        _shapes.Add(Line(low, middle - 3, low, middle + 3, "whisker"));
        _shapes.Add(Line(high, middle - 3, high, middle + 3, "whisker"));
    }

    private void AddLines(string text, int letters, string style, double height)
    {
        foreach (var line in TextLines.Wrap(text, letters))
        {
            _y += height;
            _shapes.Add(Text(Margin, _y - 5, style, line));
        }
    }
}
