namespace SocketIoSharp.Benchmarks.Reporting.Targets;

/// <summary>What the benchmark must show, and what it has shown.</summary>
internal sealed class TargetTable
{
    private readonly TextTable _table = new("scenario", "must be", "measured", "verdict");
    private readonly Dictionary<Verdict, int> _counts = [];

    private TargetTable(LoadResults results)
    {
        foreach (var target in LoadTargets.All)
        {
            var outcome = target.Judge(results);
            _table.Add(target.What, (target.IsAim ? "aim: " : "") + target.Requirement, outcome.Measured, outcome.Text);
            if (!target.IsAim)
            {
                _counts[outcome.Verdict] = _counts.GetValueOrDefault(outcome.Verdict) + 1;
            }
        }
    }

    public string Summary => $"{Count(Verdict.Met)} of {_counts.Values.Sum()} targets are met, {Count(Verdict.Missed)} missed, {Count(Verdict.Unknown)} not known.";

    public static TargetTable Of(LoadResults results) => new(results);

    public string ToMarkdown() => _table.ToMarkdown(hasNumbers: false);

    public string ToConsole() => _table.ToConsole() + Summary + "\n";

    private int Count(Verdict verdict) => _counts.GetValueOrDefault(verdict);
}
