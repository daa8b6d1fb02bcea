using System.Text;

namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>The chapter of one scenario: how it was run, a table of the servers, and which runs were void.</summary>
internal static class ScenarioSection
{
    /// <returns>Nothing for a scenario that was not run.</returns>
    public static string Of(LoadResults results, ScenarioInfo scenario)
    {
        var servers = results.Servers.Select(server => (Info: server, Runs: results.RunsOf(scenario.Name, server.Name))).Where(server => server.Runs.Count > 0).ToArray();
        if (servers.Length == 0)
        {
            return "";
        }

        var columns = ScenarioColumns.Of(results, scenario);
        var table = new TextTable(["server", .. columns.Select(column => column.Heading)]);
        foreach (var (info, runs) in servers)
        {
            table.Add([info.Name == KnownServers.Ours ? $"**{info.Title}**" : info.Title, .. columns.Select(column => column.Cell(runs))]);
        }

        var text = new StringBuilder($"### {scenario.Title}\n\n{Circumstances(scenario, [.. servers.SelectMany(server => server.Runs)])}\n\n");
        text.Append(table.ToMarkdown(hasNumbers: true));
        var remarks = servers.Select(server => VoidRuns(server.Info.Title, server.Runs)).OfType<string>().ToArray();
        return text.Append(remarks.Length > 0 ? "\n" : "").AppendJoin("", remarks.Select(remark => $"- {remark}\n")).ToString();
    }

    private static string Circumstances(ScenarioInfo scenario, Measurement[] runs)
    {
        var parts = new List<string> { $"`{scenario.Name}`", $"rounds: {runs.Max(run => run.Round)}" };
        if (Spread.Of(new Figure("", "", VoidRule.Counts, run => run.Seconds), runs) is { Median: > 0 } seconds)
        {
            parts.Add($"seconds a round: {seconds}");
        }

        if (Figure.HeadlineOf(scenario) == Figure.Memory || Figure.HeadlineOf(scenario) == Figure.IdleCpu)
        {
            parts.Add($"connections: {Numbers.Exact(runs.Max(run => run.Operations))}");
        }

        parts.Add($"cores of the server: {runs.Max(run => run.Cores)}");
        return string.Join("; ", parts) + ".";
    }

    private static string? VoidRuns(string title, IReadOnlyList<Measurement> runs)
    {
        var reasons = runs.Select(run => run.Void).OfType<string>().ToArray();
        return reasons.Length switch
        {
            0 => null,
            _ when reasons.Distinct().Count() == 1 => $"{title}: throughput and latencies of {reasons.Length} of {runs.Count} rounds are void: {reasons[0]}",
            _ => $"{title}: throughput and latencies of {reasons.Length} of {runs.Count} rounds are void, for example: {reasons[0]}",
        };
    }
}
