using SocketIoSharp.Benchmarks.Cluster.Nodes;
using SocketIoSharp.Benchmarks.Cluster.Scenarios;
using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Cluster.Reporting;

/// <summary>How long a broadcast takes to the clients of its own node and of another one, and how much of it the cluster has added.</summary>
internal static class LatencyTable
{
    public static string Of(ClusterResults results)
    {
        var table = new TextTable("engine", "server", "own node p50, µs", "own node p99, µs", "other node p50, µs", "other node p99, µs", "added p50, µs", "added p99, µs");
        foreach (var server in results.Servers)
        {
            var alone = new Latencies(results, EngineKind.None.Name, ClusterScenario.Alone.Name, server.Name);
            table.Add([EngineKind.None.Title, KnownServers.LabelOf(server.Name), .. alone.Own, "–", "–", "–", "–"]);
        }

        foreach (var engine in EngineKind.All)
        {
            foreach (var server in results.Servers)
            {
                var alone = new Latencies(results, EngineKind.None.Name, ClusterScenario.Alone.Name, server.Name);
                var measured = new Latencies(results, engine.Name, ClusterScenario.Latency, server.Name);
                table.Add([engine.Title, KnownServers.LabelOf(server.Name), .. measured.Own, .. measured.Others, .. measured.AddedTo(alone)]);
            }
        }

        return table.ToMarkdown(hasNumbers: true);
    }

    private sealed class Latencies(ClusterResults results, string engine, string scenario, string server)
    {
        public string[] Own => [Text(ClusterFigure.LocalP50), Text(ClusterFigure.LocalP99)];

        public string[] Others => [Text(ClusterFigure.RemoteP50), Text(ClusterFigure.RemoteP99)];

        /// <summary>What a client on another node waits longer than one of a server that is alone.</summary>
        public string[] AddedTo(Latencies alone) =>
            [Difference(Median(ClusterFigure.RemoteP50), alone.Median(ClusterFigure.LocalP50)), Difference(Median(ClusterFigure.RemoteP99), alone.Median(ClusterFigure.LocalP99))];

        private static string Difference(double? value, double? from) => value - from is { } difference ? Numbers.Text(difference) : "–";

        private string Text(ClusterFigure figure) => Median(figure) is { } median ? Numbers.Text(median) : "–";

        private double? Median(ClusterFigure figure) => results.SpreadOf(figure, engine, scenario, server)?.Median;
    }
}
