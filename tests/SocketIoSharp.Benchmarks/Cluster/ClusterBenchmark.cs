using SocketIoSharp.Benchmarks.Cluster.Nodes;
using SocketIoSharp.Benchmarks.Cluster.Reporting;
using SocketIoSharp.Benchmarks.Cluster.Scenarios;
using SocketIoSharp.Benchmarks.Load;
using SocketIoSharp.Benchmarks.Native;
using SocketIoSharp.Benchmarks.Reporting;
using SocketIoSharp.Benchmarks.Scenarios;
using SocketIoSharp.Benchmarks.Servers;

namespace SocketIoSharp.Benchmarks.Cluster;

/// <summary>
/// Plays every scenario on clusters of every kind of server, on every engine: one round of a scenario after the other, the servers in turns. All nodes are on one core, the engine and the
/// load generator on the other.
/// </summary>
internal sealed class ClusterBenchmark(ClusterOptions options)
{
    private const string NodesCore = "0";
    private const string EngineCore = "1";
    private const int GeneratorCore = 1;

    private readonly Durations _durations = options.IsQuick ? Durations.Quick : Durations.Full;
    private readonly List<ClusterMeasurement> _measurements = [];
    private readonly List<ServerInfo> _servers = [];

    public ClusterResults Run()
    {
        if (!OperatingSystem.IsLinux() || Environment.ProcessorCount < 2)
        {
            throw new PlatformNotSupportedException("The cluster part needs Linux and two cores: one for the nodes, one for the engine and the load generator.");
        }

        Libc.PinThisProcess(GeneratorCore);
        Play(EngineKind.None, port: 0, ClusterScenario.Alone.Nodes, [ClusterScenario.Alone]);
        foreach (var engine in EngineKind.All.Where(engine => options.WantsEngine(engine.Name)))
        {
            Play(engine);
        }

        return new ClusterResults(MachineInfo.Read(options.IsQuick), _servers, _measurements);
    }

    private void Play(EngineKind engine)
    {
        using var process = EngineProcess.Start(engine, EngineCore);
        var scenarios = ClusterScenario.All.Where(scenario => options.Plays(scenario.Name)).GroupBy(scenario => scenario.Nodes);
        foreach (var ofSize in scenarios)
        {
            Play(engine, process.Port, ofSize.Key, [.. ofSize]);
        }
    }

    private void Play(EngineKind engine, int port, int nodes, IReadOnlyList<ClusterScenario> scenarios)
    {
        var groups = new List<(BenchmarkedServer Server, NodeGroup Nodes)>();
        try
        {
            foreach (var kind in NodeKind.Find(options.WantsServer))
            {
                groups.Add(Start(engine, port, kind, nodes));
            }

            foreach (var (server, group) in groups)
            {
                Say(engine, server, $"warm-up, {nodes} nodes");
                WarmUp(group, scenarios);
            }

            for (var round = 1; round <= _durations.Rounds; round++)
            {
                foreach (var scenario in scenarios)
                {
                    groups.ForEach(each => Measure(engine, each.Server, each.Nodes, scenario, round));
                }
            }
        }
        finally
        {
            groups.ForEach(each => each.Nodes.Dispose());
        }
    }

    private (BenchmarkedServer Server, NodeGroup Nodes) Start(EngineKind engine, int port, NodeKind kind, int nodes)
    {
        // On one engine under one name all would be one cluster.
        var server = kind.Describe(engine.Name, $"{port}", $"{kind.Name}-{nodes}");
        if (_servers.TrueForAll(known => known.Name != server.Name))
        {
            _servers.Add(new ServerInfo(server.Name, server.Title, server.Version, server.Settings));
        }

        Say(engine, server, $"starting {nodes} nodes");
        return (server, NodeGroup.Start(server, nodes, NodesCore));
    }

    // The runtimes compile what is hot.
    private void WarmUp(NodeGroup group, IReadOnlyList<ClusterScenario> scenarios)
    {
        foreach (var scenario in scenarios)
        {
            using var loop = new LoadLoop(sharesCore: true);
            _ = new ClusterRun(group, loop, scenario).Measure(TimeSpan.Zero, _durations.FirstWarmUp);
        }
    }

    private void Measure(EngineKind engine, BenchmarkedServer server, NodeGroup group, ClusterScenario scenario, int round)
    {
        Say(engine, server, $"round {round}: {scenario.Name}");
        using var loop = new LoadLoop(sharesCore: true);
        var measured = new ClusterRun(group, loop, scenario).Measure(_durations.WarmUp, _durations.Measured);
        _measurements.Add(measured with { Engine = engine.Name, Server = server.Name, Round = round });
    }

    private static void Say(EngineKind engine, BenchmarkedServer server, string what) => Console.WriteLine($"[ {engine.Title} ] {server.Title}: {what}");
}
