using SocketIoSharp.Benchmarks.Cluster.Nodes;
using SocketIoSharp.Benchmarks.Reporting;
using SocketIoSharp.Benchmarks.Reporting.Plots;

namespace SocketIoSharp.Benchmarks.Cluster.Reporting;

/// <summary>The plot of the cluster part: what a broadcast costs all nodes together, and how that grows.</summary>
internal static class ClusterChart
{
    private static readonly (string Scenario, string Title)[] Groups = [("broadcast", "2 nodes"), ("four-nodes", "4 nodes"), ("eight-nodes", "8 nodes")];

    public static BarChart Of(ClusterResults results)
    {
        var groups = EngineKind.All.SelectMany(engine => Groups.Select(group => Group(results, engine, group.Scenario, group.Title))).OfType<BarGroup>();
        return new BarChart(
            "cluster", "A broadcast in a cluster", "Processor time of all nodes together. Shorter is better; each group has its own scale. Whiskers: the lowest and the highest round.",
            [.. groups], PlotSource.Of(results.Machine)) { IsOneScale = false };
    }

    private static BarGroup? Group(ClusterResults results, EngineKind engine, string scenario, string title)
    {
        var bars = results.Servers.Select(server => Bar(server.Name, results.SpreadOf(ClusterFigure.Cpu, engine.Name, scenario, server.Name))).OfType<Bar>().ToArray();
        return bars.Length > 0 ? new BarGroup($"{engine.Title}, {title}", "CPU per broadcast", bars) : null;
    }

    private static Bar? Bar(string server, Spread? spread) =>
        spread is null ? null : new Bar(KnownServers.LabelOf(server), $"{Numbers.Text(spread.Median)} µs", spread.Median, spread.Low, spread.High, server == KnownServers.Ours);
}
