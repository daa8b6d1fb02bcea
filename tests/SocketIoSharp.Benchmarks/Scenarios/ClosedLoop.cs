using SocketIoSharp.Benchmarks.Dialects;
using SocketIoSharp.Benchmarks.Load;
using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>Clients that keep a number of messages in flight: every reply is followed by the next message.</summary>
internal sealed class ClosedLoop(ScenarioInfo info, string servers, int connections, int inFlight, Func<Dialect, byte[]> message, int payload = 0) : Scenario
{
    public override ScenarioInfo Info => info;

    public override string Servers => servers;

    public override Measurement Run(ScenarioRun run)
    {
        var frame = message(run.Dialect);
        var burst = ClientFrames.Repeat(frame, inFlight);
        using var clients = Clients.Connect(run, connections);
        clients.Replied = (client, count) =>
        {
            run.Operations += count;
            for (var i = 0; i < count; i++)
            {
                run.Latencies.Record(run.Loop.Now - client.TakeSentAt());
            }

            client.SendTimed(burst.AsMemory(0, frame.Length * count), count, run.Loop.Now);
        };
        for (var i = 0; i < clients.Count; i++)
        {
            clients[i].SendTimed(burst, inFlight, run.Loop.Now);
        }

        var measured = run.Measure(info.Name);
        return measured with { Bytes = measured.Operations * payload };
    }
}
