using SocketIoSharp.Benchmarks.Load;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>A client that connects by WebSocket alone, and leaves.</summary>
internal sealed class ConnectingClient : IReplySink
{
    private readonly Action _done;

    public ConnectingClient(ScenarioRun run, Action done)
    {
        _done = done;
        run.Loop.Open(new WebSocketClient(run.Dialect, this, 0), run.Server.Port);
    }

    // One message has gone either way.
    public void OnReady(WebSocketClient client)
    {
        client.Close();
        _done();
    }

    public void OnReplies(WebSocketClient client, int count)
    {
        // Nothing is asked.
    }
}
