using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>Clients that do nothing but answer heartbeats: the memory that they take, or the processor time.</summary>
internal sealed class IdleConnections(ScenarioInfo info, string servers, bool isWatched) : Scenario
{
    // Filled pools and compiled code are not what a connection costs.
    private const int WarmUpConnections = 500;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    public override ScenarioInfo Info => info;

    public override string Servers => servers;

    public override Measurement Run(ScenarioRun run)
    {
        Clients.Connect(run, WarmUpConnections).Dispose();
        run.Loop.Idle(Settling);
        var before = run.Server.CollectedBytesAsync().GetAwaiter().GetResult();
        using var clients = Clients.Connect(run, run.Durations.IdleConnections);
        run.Loop.Idle(Settling);
        var resident = (run.Server.CollectedBytesAsync().GetAwaiter().GetResult() - before) / clients.Count;
        var watched = isWatched ? run.Durations.IdleWatched : TimeSpan.Zero;
        var start = run.Server.ProcessorTime;
        run.Loop.Idle(watched);
        var used = run.Server.ProcessorTime - start;
        return new Measurement(
            info.Name, run.ServerName, Round: 0, Cores: 1, watched.TotalSeconds, clients.Count, Bytes: 0, used.Total, used.User, used.System, resident,
            P50: null, P99: null, P999: null, GeneratorShare: 0, Void: null);
    }
}
