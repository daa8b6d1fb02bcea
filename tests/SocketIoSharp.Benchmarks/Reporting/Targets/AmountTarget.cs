namespace SocketIoSharp.Benchmarks.Reporting.Targets;

/// <summary>A figure of ours against a number, or against a peer's figure and that number more.</summary>
internal sealed record AmountTarget(string What, Figure Figure, Limit Limit, double Amount, Contender Ours, Contender? Peer = null) : Target(What, Figure, Limit)
{
    public override string Requirement => Peer is null
        ? $"{Limit.Sign()} {Numbers.Exact(Amount)} {Figure.Unit}"
        : $"{Limit.Sign()} {KnownServers.LabelOf(Peer.Server)} + {Numbers.Exact(Amount)} {Figure.Unit}";

    public override Outcome Judge(LoadResults results)
    {
        var ours = results.SpreadOf(Ours.Scenario, Ours.Server, Figure);
        var peer = Peer is null ? null : results.SpreadOf(Peer.Scenario, Peer.Server, Figure);
        if (ours is null || (Peer is not null && peer is null))
        {
            return Outcome.NotMeasured(results, Peer is null ? [Ours] : [Ours, Peer]);
        }

        var measured = peer is null ? $"{ours} {Figure.Unit}" : $"{ours} against {peer} {Figure.Unit}";
        var bound = Amount + (peer?.Median ?? 0);
        return Limit.Holds(ours.Median, bound)
            ? new Outcome(Verdict.Met, measured, "met")
            : new Outcome(Verdict.Missed, measured, $"missed by {Numbers.Text(Math.Abs(ours.Median - bound), 2)} {Figure.Unit}");
    }
}
