using System.Diagnostics;
using SocketIoSharp.Benchmarks.Cluster.Nodes;
using SocketIoSharp.Benchmarks.Cluster.Reporting;
using SocketIoSharp.Benchmarks.Load;

namespace SocketIoSharp.Benchmarks.Cluster.Scenarios;

/// <summary>One run of one scenario on one cluster.</summary>
internal sealed class ClusterRun(NodeGroup group, LoadLoop loop, ClusterScenario scenario)
{
    private const int SenderPlace = 0;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly LatencyRecorder _local = new();
    private readonly LatencyRecorder _remote = new();
    private long _sent;
    private long _sentAt;
    private bool _isOver;

    public ClusterMeasurement Measure(TimeSpan warmUp, TimeSpan measured)
    {
        using var clients = ClusterClients.Connect(loop, [.. group.Nodes.Select(node => node.Port)]);
        clients.OnReceived = (place, _) =>
        {
            (place == SenderPlace ? _local : _remote).Record(loop.Now - _sentAt);
            FillUp(clients);
        };
        FillUp(clients);
        RunFor(warmUp);
        _local.Clear();
        _remote.Clear();
        var before = ProcessorSeconds();
        var done = clients.ReceivedByAll;
        var start = Stopwatch.GetTimestamp();
        RunFor(measured);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var used = ProcessorSeconds().Zip(before, static (later, earlier) => later - earlier).ToArray();
        var operations = (clients.ReceivedByAll - done) * scenario.UnitsEach;

        // Nothing of this run may reach the clients of the next.
        _isOver = true;
        loop.RunUntil(() => clients.ReceivedByAll == _sent, Patience);
        return new ClusterMeasurement(
            scenario.Name, seconds, operations, used[SenderPlace], used[1..].Sum(),
            _local.Percentile(0.5), _local.Percentile(0.99), _remote.Percentile(0.5), _remote.Percentile(0.99));
    }

    // For each that has reached all nodes the next one leaves.
    private void FillUp(ClusterClients clients)
    {
        var due = (int)(clients.ReceivedByAll + scenario.InFlight - _sent);
        if (due > 0 && !_isOver)
        {
            _sent += due;
            _sentAt = loop.Now;
            clients.Sender.Send(scenario.Burst(due));
        }
    }

    private void RunFor(TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        loop.RunUntil(() => Stopwatch.GetElapsedTime(start) > time, Patience);
    }

    private double[] ProcessorSeconds() => [.. group.Nodes.Select(node => node.ProcessorTime.Total)];
}
