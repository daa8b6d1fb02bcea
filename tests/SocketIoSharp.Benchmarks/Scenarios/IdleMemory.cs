using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>The memory that idle clients take in a server that has done nothing else.</summary>
internal sealed class IdleMemory(ScenarioInfo info, string servers) : Scenario
{
    // Filled pools and compiled code are not what a connection costs.
    private const int WarmUpConnections = 500;

    public override ScenarioInfo Info => info;

    public override string Servers => servers;

    public override TimeSpan Expect(Durations durations) => (2 * durations.Settling) + ToConnect(WarmUpConnections + durations.IdleConnections);

    public override Measurement Run(ScenarioRun run)
    {
        Clients.Connect(run, WarmUpConnections).Dispose();
        run.Loop.Idle(run.Durations.Settling);
        var before = run.Server.CollectedBytesAsync().GetAwaiter().GetResult();
        using var clients = Clients.Connect(run, run.Durations.IdleConnections);
        run.Loop.Idle(run.Durations.Settling);
        var resident = (run.Server.CollectedBytesAsync().GetAwaiter().GetResult() - before) / clients.Count;
        return new Measurement(
            info.Name, run.ServerName, Round: 0, Cores: 1, Seconds: 0, clients.Count, Bytes: 0, ServerCpuSeconds: 0, ServerUserSeconds: 0, ServerSystemSeconds: 0, resident,
            P50: null, P99: null, P999: null, GeneratorShare: 0, Void: null);
    }
}
