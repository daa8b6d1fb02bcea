namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>A column of a scenario's table: its heading, and its cell for a server's runs.</summary>
internal sealed record Column(string Heading, Func<IReadOnlyList<Measurement>, string> Cell)
{
    public const string Nothing = "–";

    public static Column Of(string heading, Figure figure) => new(heading, runs => Spread.Of(figure, runs)?.ToString() ?? Nothing);

    public static Column RangeOf(Figure figure) =>
        new("lowest – highest", runs => Spread.Of(figure, runs)?.Range is { Length: > 0 } range ? range : Nothing);

    /// <summary>Every server's figure divided by ours.</summary>
    public static Column RatioOf(string heading, Figure figure, IReadOnlyList<Measurement> ours) =>
        new(heading, runs => Ratio.Of(Spread.Of(figure, runs), Spread.Of(figure, ours))?.ToString() ?? Nothing);
}
