namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>Everybody who is connected, as an array that never changes once a broadcast has it.</summary>
internal sealed class ConnectedWebSockets
{
    private readonly Lock _gate = new();
    private readonly HashSet<WebSocketEcho> _all = [];
    private WebSocketEcho[]? _array = [];

    /// <summary>Those who are connected now.</summary>
    public WebSocketEcho[] Everybody
    {
        get
        {
            lock (_gate)
            {
                return _array ??= [.. _all];
            }
        }
    }

    public void Add(WebSocketEcho echo)
    {
        lock (_gate)
        {
            _all.Add(echo);

            // Copied when a broadcast asks next: a copy for each of ten thousand who connect would be a cost of its own.
            _array = null;
        }
    }

    public void Remove(WebSocketEcho echo)
    {
        lock (_gate)
        {
            _all.Remove(echo);
            _array = null;
        }
    }
}
