using System.Globalization;
using System.Xml.Linq;

namespace SocketIoSharp.Benchmarks.Reporting.Plots;

/// <summary>The few elements of SVG that the plots consist of.</summary>
internal static class SvgShapes
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static XElement Element(string name, params object[] content) => new(Svg + name, content);

    public static XElement Text(double x, double y, string style, string text) =>
        Element("text", Coordinate("x", x), Coordinate("y", y), Style(style), text);

    public static XElement Rectangle(double x, double y, double width, double height, double radius, string style) =>
        Element("rect", Coordinate("x", x), Coordinate("y", y), Coordinate("width", width), Coordinate("height", height), Coordinate("rx", radius), Style(style));

    public static XElement Line(double x1, double y1, double x2, double y2, string style) =>
        Element("line", Coordinate("x1", x1), Coordinate("y1", y1), Coordinate("x2", x2), Coordinate("y2", y2), Style(style));

    private static XAttribute Style(string name) => new("class", name);

    // A tenth of a unit is finer than any screen shows, and keeps the file readable.
    private static XAttribute Coordinate(string name, double value) => new(name, value.ToString("0.#", CultureInfo.InvariantCulture));
}
