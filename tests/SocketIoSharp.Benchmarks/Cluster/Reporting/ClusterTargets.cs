using System.Globalization;
using SocketIoSharp.Benchmarks.Cluster.Nodes;
using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Cluster.Reporting;

/// <summary>What the cluster part must show: twice the messages of Node.js for each second of processor time, on every engine.</summary>
internal sealed class ClusterTargets(ClusterResults results)
{
    private const double MustBe = 2;

    private static readonly string[] Scenarios = ["broadcast", "room", "binary"];

    public string ToMarkdown() => Table().ToMarkdown(hasNumbers: false);

    public string ToConsole() => Table().ToConsole();

    private TextTable Table()
    {
        var table = new TextTable("engine", "scenario", "must be", "measured", "verdict");
        foreach (var engine in EngineKind.All)
        {
            foreach (var scenario in Scenarios)
            {
                var (ours, theirs) = (Cost(engine, scenario, KnownServers.Ours), Cost(engine, scenario, KnownServers.Node));
                table.Add([engine.Title, scenario, $"≥ {MustBe} × Node.js in messages per CPU second", .. Verdict(ours, theirs)]);
            }
        }

        return table;
    }

    private static string[] Verdict(Spread? ours, Spread? theirs)
    {
        if (ours is null || theirs is null)
        {
            return ["–", "not measured"];
        }

        var ratio = theirs.Median / ours.Median;
        return [$"{Numbers.Text(ratio)} ×", ratio >= MustBe ? "met" : string.Create(CultureInfo.InvariantCulture, $"missed by {1 - (ratio / MustBe):P0}")];
    }

    private Spread? Cost(EngineKind engine, string scenario, string server) => results.SpreadOf(ClusterFigure.Cpu, engine.Name, scenario, server);
}
