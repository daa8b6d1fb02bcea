using SocketIoSharp.Benchmarks.Dialects;
using SocketIoSharp.Benchmarks.Load;

namespace SocketIoSharp.Benchmarks.Cluster.Scenarios;

/// <summary>One connected client on each node, and how many broadcasts each has received.</summary>
internal sealed class ClusterClients : IReplySink, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebSocketClient[] _clients;
    private int _ready;

    private ClusterClients(int count) => (_clients, Received) = (new WebSocketClient[count], new long[count]);

    /// <summary>What each client has received so far.</summary>
    public long[] Received { get; }

    /// <summary>What all clients have received so far.</summary>
    public long ReceivedByAll => Received.Min();

    /// <summary>The client on the first node, which sends.</summary>
    public WebSocketClient Sender => _clients[0];

    /// <summary>Called with the place of the client and the number of broadcasts that have come with one read.</summary>
    public Action<int, int> OnReceived { get; set; } = static (_, _) => { };

    public static ClusterClients Connect(LoadLoop loop, IReadOnlyList<int> ports)
    {
        var clients = new ClusterClients(ports.Count);
        for (var i = 0; i < ports.Count; i++)
        {
            clients._clients[i] = new WebSocketClient(new SocketIoDialect(), clients, i);
            loop.Open(clients._clients[i], ports[i]);
        }

        loop.RunUntil(() => clients._ready == ports.Count, Patience);
        return clients;
    }

    public void OnReady(WebSocketClient client) => _ready++;

    public void OnReplies(WebSocketClient client, int count)
    {
        Received[client.Index] += count;
        OnReceived(client.Index, count);
    }

    public void Dispose()
    {
        foreach (var client in _clients)
        {
            client.Abort();
        }
    }
}
