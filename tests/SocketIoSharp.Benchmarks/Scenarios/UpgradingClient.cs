using SocketIoSharp.Benchmarks.Dialects;
using SocketIoSharp.Benchmarks.Load;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>A client that connects as stock clients do by default: polling first, then the probe, and one message over the WebSocket; then it leaves.</summary>
internal sealed class UpgradingClient : IReplySink
{
    private readonly Action _done;
    private readonly PollingClient _polling;
    private WebSocketClient? _webSocket;

    public UpgradingClient(ScenarioRun run, Action done)
    {
        _done = done;
        _polling = new PollingClient(
            run.Loop,
            run.Server.Port,
            polling =>
            {
                _webSocket = new WebSocketClient(new UpgradeDialect(polling.Id), this, 0);
                run.Loop.Open(_webSocket, run.Server.Port);
            },
            static _ => { });
    }

    // The probe is answered; the poll that is pending has to end before the session moves.
    public void OnReady(WebSocketClient client) => _polling.Paused = () => client.Send(UpgradeDialect.LastPacket);

    public void OnReplies(WebSocketClient client, int count)
    {
        _polling.Close();
        _webSocket!.Close();
        _done();
    }
}
