namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>One median divided by another; with the sign <c>≥</c> or <c>≤</c> where one of the two is only a bound.</summary>
internal sealed record Ratio(double Value, string Sign)
{
    public const string AtLeast = "≥ ";
    public const string AtMost = "≤ ";

    /// <returns><see langword="null"/> where nothing can be said.</returns>
    public static Ratio? Of(Spread? dividend, Spread? divisor) => (dividend, divisor) switch
    {
        (null, _) or (_, null) or (_, { Median: 0 }) or ({ IsLowerBound: true }, { IsLowerBound: true }) => null,
        ({ IsLowerBound: true }, _) => new Ratio(dividend.Median / divisor.Median, AtLeast),
        (_, { IsLowerBound: true }) => new Ratio(dividend.Median / divisor.Median, AtMost),
        _ => new Ratio(dividend.Median / divisor.Median, ""),
    };

    public override string ToString() => Sign + Numbers.Text(Value);
}
