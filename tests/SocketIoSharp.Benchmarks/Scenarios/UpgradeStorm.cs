using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>Clients that connect with polling and move to a WebSocket, many at a time.</summary>
internal sealed class UpgradeStorm(ScenarioInfo info, string servers) : Scenario
{
    // Enough that no server waits for the timer by which it ends pending polls.
    private const int Window = 500;

    public override ScenarioInfo Info => info;

    public override string Servers => servers;

    public override Measurement Run(ScenarioRun run)
    {
        run.Wait(Storm(run, run.Durations.StormConnections / 3));
        var measured = run.MeasureUntil(info.Name, Storm(run, run.Durations.StormConnections));
        return measured with { Operations = run.Durations.StormConnections };
    }

    private static Func<bool> Storm(ScenarioRun run, int connections)
    {
        var done = 0;
        var opened = 0;
        return () =>
        {
            for (; opened < connections && opened - done < Window; opened++)
            {
                _ = new UpgradingClient(run, () => done++);
            }

            return done == connections;
        };
    }
}
