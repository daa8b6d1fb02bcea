namespace SocketIoSharp.Benchmarks.Reporting.Plots;

/// <summary>Makes groups of bars from measurements.</summary>
internal sealed class ResultBars(LoadResults results)
{
    /// <summary>A figure of all servers; that which matters in the scenario, unless another is given.</summary>
    /// <returns><see langword="null"/> where nothing was measured.</returns>
    public BarGroup? Absolute(string name, string title, Figure? figure = null)
    {
        if (results.ScenarioOf(name) is not { } scenario)
        {
            return null;
        }

        var shown = figure ?? Figure.HeadlineOf(scenario);
        var bars = results.Servers.Select(server => Bar(server.Name, results.SpreadOf(name, server.Name, shown), 1, shown.Unit)).OfType<Bar>().ToArray();
        return bars.Length > 0 ? new BarGroup(title, shown.NameIn(scenario), bars) : null;
    }

    /// <summary>What a scenario costs each server, divided by what it costs ours: processor time, or memory where that is the point.</summary>
    /// <returns><see langword="null"/> where ours was not measured, or nobody else.</returns>
    public BarGroup? Relative(string name, string title, IEnumerable<string> servers)
    {
        if (results.ScenarioOf(name) is not { } scenario)
        {
            return null;
        }

        var figure = Figure.HeadlineOf(scenario) == Figure.Memory ? Figure.Memory : Figure.Cpu;
        if (results.SpreadOf(name, KnownServers.Ours, figure) is not { Median: > 0 } ours)
        {
            return null;
        }

        var bars = servers.Select(server => Bar(server, results.SpreadOf(name, server, figure), ours.Median, "×")).OfType<Bar>().ToArray();
        return bars.Length > 1 ? new BarGroup(title, figure.NameIn(scenario), bars) : null;
    }

    private static Bar? Bar(string server, Spread? spread, double divisor, string unit) => spread is null
        ? null
        : new Bar(
            KnownServers.LabelOf(server), $"{Numbers.Text(spread.Median / divisor)} {unit}", spread.Median / divisor, spread.Low / divisor, spread.High / divisor,
            server == KnownServers.Ours);
}
