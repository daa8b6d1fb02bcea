using System.Diagnostics;
using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>Clients that connect, exchange one message with the server and leave, many at a time.</summary>
/// <param name="info">What is played.</param>
/// <param name="servers">Who can play it.</param>
/// <param name="window">How many are on their way at a time.</param>
/// <param name="send">Sends a client on its way, and tells what to call when it has left.</param>
internal sealed class Storm(ScenarioInfo info, string servers, int window, Action<ScenarioRun, Action> send) : Scenario
{
    public override ScenarioInfo Info => info;

    public override string Servers => servers;

    public override TimeSpan Expect(Durations durations) => durations.WarmUp + durations.Storm;

    public override Measurement Run(ScenarioRun run)
    {
        run.Wait(Lasting(run, run.Durations.WarmUp));
        return run.MeasureUntil(info.Name, Lasting(run, run.Durations.Storm));
    }

    // Clients come in waves, so those that are on their way when the time is over are waited for: the last wave counts as a whole.
    private Func<bool> Lasting(ScenarioRun run, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        var onTheirWay = 0;
        void Leave()
        {
            onTheirWay--;
            run.Operations++;
        }

        return () =>
        {
            var isOver = Stopwatch.GetElapsedTime(start) > time;
            for (; !isOver && onTheirWay < window; onTheirWay++)
            {
                send(run, Leave);
            }

            return isOver && onTheirWay == 0;
        };
    }
}
