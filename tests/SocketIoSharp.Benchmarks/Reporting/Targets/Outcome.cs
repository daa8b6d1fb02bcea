namespace SocketIoSharp.Benchmarks.Reporting.Targets;

/// <summary>
/// What the measurements say about a target: the number that was compared, and the verdict in words, with how much is missing or why it is not known.
/// </summary>
internal sealed record Outcome(Verdict Verdict, string Measured, string Text)
{
    private const string Nothing = "–";

    public static Outcome NotKnown(string why) => new(Verdict.Unknown, Nothing, why);

    /// <summary>Says why there is no figure: nothing was measured, or what was measured is void.</summary>
    public static Outcome NotMeasured(LoadResults results, params IEnumerable<Contender> contenders)
    {
        foreach (var contender in contenders)
        {
            var runs = results.RunsOf(contender.Scenario, contender.Server);
            if (runs.Count == 0)
            {
                return NotKnown($"not measured: {contender.Scenario}, {KnownServers.LabelOf(contender.Server)}");
            }
        }

        var reason = contenders.SelectMany(contender => results.RunsOf(contender.Scenario, contender.Server)).Select(run => run.Void).FirstOrDefault(reason => reason is not null);
        return NotKnown(reason is null ? "not measured" : $"not known: {reason}");
    }
}
