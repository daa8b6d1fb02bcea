namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>The median of a figure over the rounds, and how far they lie apart. A lower bound where the server was not the limit: it can do at least this.</summary>
internal sealed record Spread(double Median, double Low, double High, bool IsLowerBound)
{
    /// <returns><see langword="null"/> when no run has the figure.</returns>
    public static Spread? Of(Figure figure, IReadOnlyList<Measurement> runs)
    {
        var sound = Values(figure, runs.Where(figure.IsSoundIn));
        var all = Values(figure, runs);

        // A few void rounds do not spoil the median of the others.
        return figure.WhenVoid == VoidRule.IsLowerBound && sound.Length * 2 <= all.Length
            ? Of(all, isLowerBound: true)
            : Of(sound, isLowerBound: false);
    }

    public override string ToString() => (IsLowerBound ? "≥ " : "") + Numbers.Text(Median);

    /// <summary>The rounds that lie farthest apart, or nothing where there is only one.</summary>
    public string Range => Low < High ? $"{Numbers.Text(Low)} – {Numbers.Text(High)}" : "";

    private static Spread? Of(double[] values, bool isLowerBound) =>
        values.Length > 0 ? new Spread((values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2, values[0], values[^1], isLowerBound) : null;

    // A run without operations or without time divides by zero, and has no such figure.
    private static double[] Values(Figure figure, IEnumerable<Measurement> runs) =>
        [.. runs.Select(figure.Read).OfType<double>().Where(double.IsFinite).Order()];
}
