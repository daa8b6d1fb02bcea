using System.Diagnostics;
using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>
/// Messages at a rate that does not depend on the answers. A time counts from when a message was due, so that a pause of the server is seen
/// by all messages that fell into it.
/// </summary>
internal sealed class OpenLoop(ScenarioInfo info, string servers, int connections, Func<double> ratePerSecond) : Scenario
{
    public override ScenarioInfo Info => info;

    public override string Servers => servers;

    public override Measurement Run(ScenarioRun run)
    {
        var frame = run.Dialect.Event("echo", Payloads.SmallText);
        var interval = Stopwatch.Frequency / ratePerSecond();
        using var clients = Clients.Connect(run, connections);
        clients.Replied = (client, count) =>
        {
            run.Operations += count;
            for (var i = 0; i < count; i++)
            {
                run.Latencies.Record(run.Loop.Now - client.TakeSentAt());
            }
        };

        var start = Stopwatch.GetTimestamp();
        var sent = 0L;
        return run.Measure(info.Name, () =>
        {
            var now = Stopwatch.GetTimestamp();
            for (var due = start + (long)(sent * interval); due <= now; due = start + (long)(sent * interval))
            {
                var client = clients[(int)(sent % clients.Count)];
                if (client.InFlight > Payloads.MaxInFlight)
                {
                    // The server does not keep up: the message stays due.
                    break;
                }

                client.SendTimed(frame, 1, due);
                sent++;
            }
        });
    }
}
