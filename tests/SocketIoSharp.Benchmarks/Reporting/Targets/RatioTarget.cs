namespace SocketIoSharp.Benchmarks.Reporting.Targets;

/// <summary>A figure of ours divided by another, which has a name in words: a peer's, or ours in another scenario.</summary>
internal sealed record RatioTarget(string What, Figure Figure, Limit Limit, double Factor, Contender Ours, Contender Other, string Name) : Target(What, Figure, Limit)
{
    /// <summary>Whether processor time decides where the load generator was the limit: a server that takes half of it can do twice as much with a core.</summary>
    public bool CpuMayDecide { get; init; }

    public override string Requirement => Factor == 1 ? $"{Limit.Sign()} {Name}" : $"{Limit.Sign()} {Numbers.Exact(Factor)} × {Name}";

    public override Outcome Judge(LoadResults results)
    {
        var ratio = Ratio.Of(SpreadOf(results, Ours, Figure), SpreadOf(results, Other, Figure));
        if (ratio is not null && Decides(ratio))
        {
            return JudgeRatio(ratio, ratio.Sign.Length == 0 ? RangeOf(results) : "", "");
        }

        // The other way round: the less processor time, the more of everything else.
        return CpuMayDecide && Ratio.Of(SpreadOf(results, Other, Figure.Cpu), SpreadOf(results, Ours, Figure.Cpu)) is { } capacity
            ? JudgeRatio(capacity, "", "; by CPU time, since a rate is void")
            : ratio is not null
                ? Outcome.NotKnown($"{ratio} × says nothing")
                : Outcome.NotMeasured(results, Ours, Other);
    }

    // "At least 3" answers whether it is at least 2, and leaves open whether it is at most 4.
    private bool Decides(Ratio ratio) => ratio.Sign switch
    {
        Ratio.AtLeast => ratio.Value >= Factor,
        Ratio.AtMost => ratio.Value < Factor,
        _ => true,
    };

    private Outcome JudgeRatio(Ratio ratio, string range, string remark)
    {
        var measured = $"{ratio} ×{range}";
        if (Limit.Holds(ratio.Value, Factor))
        {
            return new Outcome(Verdict.Met, measured, "met" + remark);
        }

        var atLeast = ratio.Sign.Length == 0 ? "" : "at least ";
        return new Outcome(Verdict.Missed, measured, $"missed by {atLeast}{Numbers.Text(100 * Math.Abs(ratio.Value / Factor - 1), 2)} %{remark}");
    }

    // Rounds alternate between the servers, so that the two runs of one round had the same neighbours.
    private string RangeOf(LoadResults results)
    {
        var others = SoundRunsOf(results, Other).ToLookup(run => run.Round);
        var ratios = SoundRunsOf(results, Ours)
            .SelectMany(run => others[run.Round].Select(other => Figure.Read(run) / Figure.Read(other))).OfType<double>().Where(double.IsFinite).ToArray();
        return ratios.Length > 1 ? $" ({Numbers.Text(ratios.Min())} – {Numbers.Text(ratios.Max())})" : "";
    }

    private IEnumerable<Measurement> SoundRunsOf(LoadResults results, Contender contender) =>
        results.RunsOf(contender.Scenario, contender.Server).Where(Figure.IsSoundIn);

    private static Spread? SpreadOf(LoadResults results, Contender contender, Figure figure) => results.SpreadOf(contender.Scenario, contender.Server, figure);
}
