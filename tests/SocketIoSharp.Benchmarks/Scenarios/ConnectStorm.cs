using SocketIoSharp.Benchmarks.Load;
using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>Clients that connect by WebSocket, exchange one message with the server and leave, many at a time.</summary>
internal sealed class ConnectStorm(ScenarioInfo info, string servers) : Scenario, IReplySink
{
    private const int Window = 100;

    private int _ready;

    public override ScenarioInfo Info => info;

    public override string Servers => servers;

    public override Measurement Run(ScenarioRun run)
    {
        run.Wait(Storm(run, run.Durations.StormConnections / 3));
        var isDone = Storm(run, run.Durations.StormConnections);
        var measured = run.MeasureUntil(info.Name, isDone);
        return measured with { Operations = run.Durations.StormConnections };
    }

    public void OnReady(WebSocketClient client)
    {
        _ready++;
        client.Close();
    }

    public void OnReplies(WebSocketClient client, int count)
    {
        // Nothing is asked.
    }

    private Func<bool> Storm(ScenarioRun run, int connections)
    {
        _ready = 0;
        var opened = 0;
        return () =>
        {
            for (; opened < connections && opened - _ready < Window; opened++)
            {
                run.Loop.Open(new WebSocketClient(run.Dialect, this, opened), run.Server.Port);
            }

            return _ready == connections;
        };
    }
}
