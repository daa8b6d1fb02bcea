using SocketIoSharp.Benchmarks.Load;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>The connected clients of a scenario.</summary>
internal sealed class Clients : IReplySink, IDisposable
{
    // What a listening socket holds at least before it is accepted from.
    private const int Window = 100;

    private readonly WebSocketClient[] _clients;
    private int _opened;
    private int _ready;

    private Clients(int count) => _clients = new WebSocketClient[count];

    public int Count => _clients.Length;

    public WebSocketClient this[int index] => _clients[index];

    /// <summary>Called once for all replies that have come with one read.</summary>
    public Action<WebSocketClient, int> Replied { get; set; } = static (_, _) => { };

    public static Clients Connect(ScenarioRun run, int count)
    {
        var clients = new Clients(count);
        run.Wait(() =>
        {
            while (clients._opened < count && clients._opened - clients._ready < Window)
            {
                var client = new WebSocketClient(run.Dialect, clients, clients._opened);
                clients._clients[clients._opened++] = client;
                run.Loop.Open(client, run.Server.Port);
            }

            return clients._ready == count;
        });
        return clients;
    }

    public void OnReady(WebSocketClient client) => _ready++;

    public void OnReplies(WebSocketClient client, int count) => Replied(client, count);

    public void Dispose()
    {
        foreach (var client in _clients)
        {
            client?.Abort();
        }
    }
}
