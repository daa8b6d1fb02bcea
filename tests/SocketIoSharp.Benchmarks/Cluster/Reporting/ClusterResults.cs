using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Cluster.Reporting;

/// <summary>All that a run of the cluster part has found.</summary>
internal sealed record ClusterResults(MachineInfo Machine, IReadOnlyList<ServerInfo> Servers, IReadOnlyList<ClusterMeasurement> Measurements)
{
    /// <summary>The median of a figure over the rounds, and the lowest and the highest.</summary>
    /// <returns><see langword="null"/> when nothing was measured.</returns>
    public Spread? SpreadOf(ClusterFigure figure, string engine, string scenario, string server)
    {
        double[] values = [.. Runs(engine, scenario, server).Select(figure.Read).OfType<double>().Where(double.IsFinite).Order()];
        return values.Length > 0
            ? new Spread((values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2, values[0], values[^1], IsLowerBound: false)
            : null;
    }

    private IEnumerable<ClusterMeasurement> Runs(string engine, string scenario, string server) =>
        Measurements.Where(run => run.Engine == engine && run.Scenario == scenario && run.Server == server);
}
