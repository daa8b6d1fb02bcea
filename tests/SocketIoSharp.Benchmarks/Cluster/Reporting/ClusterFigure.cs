namespace SocketIoSharp.Benchmarks.Cluster.Reporting;

/// <summary>A number that a run says about a cluster.</summary>
/// <param name="Unit">What stands behind it.</param>
/// <param name="Read">Finds it in a run; nothing where the run has none.</param>
internal sealed record ClusterFigure(string Unit, Func<ClusterMeasurement, double?> Read)
{
    public static ClusterFigure Rate { get; } = new("/s", run => run.Operations / run.Seconds);

    public static ClusterFigure Cpu { get; } = new("µs", run => 1e6 * (run.SenderCpuSeconds + run.ReceiversCpuSeconds) / run.Operations);

    public static ClusterFigure SenderCpu { get; } = new("µs", run => 1e6 * run.SenderCpuSeconds / run.Operations);

    public static ClusterFigure ReceiversCpu { get; } = new("µs", run => 1e6 * run.ReceiversCpuSeconds / run.Operations);

    public static ClusterFigure LocalP50 { get; } = new("µs", run => run.LocalP50);

    public static ClusterFigure LocalP99 { get; } = new("µs", run => run.LocalP99);

    public static ClusterFigure RemoteP50 { get; } = new("µs", run => run.RemoteP50);

    public static ClusterFigure RemoteP99 { get; } = new("µs", run => run.RemoteP99);
}
