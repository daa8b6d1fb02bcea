using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>The processor time that clients take which do nothing but answer heartbeats, in a server that is warm.</summary>
internal sealed class IdleHeartbeats(ScenarioInfo info, string servers) : Scenario
{
    // What runtimes still compile and collect after the clients have come is not what their heartbeats cost. They beat much later.
    private const double QuietShare = 0.005;
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public override ScenarioInfo Info => info;

    public override string Servers => servers;

    public override TimeSpan Expect(Durations durations) => durations.IdleWatched + ToConnect(durations.IdleConnections);

    public override Measurement Run(ScenarioRun run)
    {
        using var clients = Clients.Connect(run, run.Durations.IdleConnections);
        WaitUntilQuiet(run);
        var watched = run.Durations.IdleWatched;
        var start = run.Server.ProcessorTime;
        run.Loop.Idle(watched);
        var used = run.Server.ProcessorTime - start;
        return new Measurement(
            info.Name, run.ServerName, Round: 0, Cores: 1, watched.TotalSeconds, clients.Count, Bytes: 0, used.Total, used.User, used.System,
            ResidentBytesPerConnection: null, P50: null, P99: null, P999: null, GeneratorShare: 0, Void: null);
    }

    private static void WaitUntilQuiet(ScenarioRun run)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Glance)
        {
            var before = run.Server.ProcessorTime;
            run.Loop.Idle(Glance);
            if ((run.Server.ProcessorTime - before).Total < QuietShare * Glance.TotalSeconds)
            {
                return;
            }
        }
    }
}
