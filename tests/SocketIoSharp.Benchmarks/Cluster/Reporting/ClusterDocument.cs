using System.Text;
using SocketIoSharp.Benchmarks.Cluster.Nodes;
using SocketIoSharp.Benchmarks.Cluster.Scenarios;
using SocketIoSharp.Benchmarks.Reporting;
using SocketIoSharp.Benchmarks.Reporting.Plots;

namespace SocketIoSharp.Benchmarks.Cluster.Reporting;

/// <summary>The results as a document in Markdown.</summary>
internal static class ClusterDocument
{
    public const string Name = "cluster.md";

    private static readonly (string Title, ClusterFigure Figure)[] Columns =
    [
        ("per second", ClusterFigure.Rate), ("CPU, all nodes, µs", ClusterFigure.Cpu), ("CPU, sender's node, µs", ClusterFigure.SenderCpu), ("CPU, other nodes, µs", ClusterFigure.ReceiversCpu),
    ];

    public static string Of(ClusterResults results, ClusterTargets targets, BarChart chart)
    {
        var text = new StringBuilder("# Cluster benchmark\n\n");
        text.Append(MachineTable.Of(results.Machine)).Append('\n');
        text.Append("## What it must show\n\n").Append(targets.ToMarkdown()).Append('\n');
        text.Append(
            """
            All nodes share one core, the engine and the load generator the other one. A client on the first node sends; a broadcast is done when clients on all nodes have it, and 32 are
            under way at a time, one for latencies. Figures are medians of the rounds, in parentheses the lowest and the highest; the servers had their turns one after the other.


            """.ReplaceLineEndings("\n"));
        text.Append("![").Append(chart.Title).Append("](").Append(chart.FileName).Append(")\n\n## Servers\n\n").Append(Servers(results));
        foreach (var scenario in ClusterScenario.All)
        {
            text.Append("\n## ").Append(scenario.Title).Append("\n\n").Append(scenario.Name == ClusterScenario.Latency ? Latencies(results) : Section(results, scenario));
        }

        return text.ToString();
    }

    private static string Latencies(ClusterResults results) => LatencyTable.Of(results) +
        """

        *Added* is what a client on another node waits longer than a client of the same server alone, without an engine. But for Redis Pub/Sub, Node.js waits for the engine before it sends to its
        own clients; ours does not.

        """.ReplaceLineEndings("\n");

    private static string Section(ClusterResults results, ClusterScenario scenario)
    {
        var table = new TextTable(["engine", "server", .. Columns.Select(column => column.Title)]);
        foreach (var engine in EngineKind.All)
        {
            foreach (var server in results.Servers.Where(server => results.SpreadOf(ClusterFigure.Rate, engine.Name, scenario.Name, server.Name) is not null))
            {
                table.Add([engine.Title, KnownServers.LabelOf(server.Name), .. Columns.Select(column => Cell(results.SpreadOf(column.Figure, engine.Name, scenario.Name, server.Name)))]);
            }
        }

        return table.ToMarkdown(hasNumbers: true);
    }

    private static string Cell(Spread? spread) => spread is null ? "–" : spread.Range.Length > 0 ? $"{spread} ({spread.Range})" : spread.ToString();

    private static string Servers(ClusterResults results)
    {
        var table = new TextTable("server", "version", "settings");
        foreach (var server in results.Servers)
        {
            table.Add(server.Title, server.Version, server.Settings);
        }

        return table.ToMarkdown(hasNumbers: false);
    }
}
