using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>One client asks for a message to all; the next is asked for when everybody has it.</summary>
internal sealed class Broadcast(ScenarioInfo info, string servers, int receivers) : Scenario
{
    public override ScenarioInfo Info => info;

    public override string Servers => servers;

    public override TimeSpan Expect(Durations durations) => base.Expect(durations) + ToConnect(receivers);

    public override Measurement Run(ScenarioRun run)
    {
        var frame = run.Dialect.Event("broadcast", Payloads.SmallText);
        using var clients = Clients.Connect(run, receivers);
        var missing = 0L;
        var sentAt = 0L;
        clients.Replied = (_, count) =>
        {
            run.Operations += count;
            missing -= count;
            run.Latencies.Record(run.Loop.Now - sentAt);
        };
        return run.Measure(info.Name, () =>
        {
            if (missing == 0)
            {
                missing = receivers;
                sentAt = run.Loop.Now;
                clients[0].Send(frame);
            }
        });
    }
}
