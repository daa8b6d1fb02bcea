using System.Net.Sockets;
using NetSocket = System.Net.Sockets.Socket;

namespace SocketIoSharp.Endurance.Proxy;

/// <summary>A client's connection and the one to the server behind it.</summary>
internal sealed class ProxiedConnection : IDisposable
{
    private readonly NetSocket _client;
    private readonly NetSocket _server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly ConnectionFaults _faults;
    private readonly Gate _proxyGate;
    private readonly Gate _gate = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Flow _toServer;
    private readonly Flow _toClient;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isOver;

    public ProxiedConnection(NetSocket client, ConnectionFaults faults, Gate proxyGate)
    {
        (_client, _faults, _proxyGate, Ended) = (client, faults, proxyGate, _ended.Token);
        Replay = faults.IsReplayed ? new Replay() : null;
        _toServer = new Flow(this, client, _server, faults.ToServer) { Passing = Replay is { } asked ? asked.Hold : null };
        _toClient = new Flow(this, _server, client, faults.ToClient) { Passing = Replay is { } answered ? bytes => answered.Release(bytes.Length) : null };
    }

    /// <summary>Cancelled when the connection is cut.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Done when nothing is left of it.</summary>
    public Task Completion => _completion.Task;

    /// <summary>When the proxy cut it; null while it has not.</summary>
    public DateTime? CutAt { get; private set; }

    /// <summary>What the server made of the same bytes the second time, where they are replayed.</summary>
    public Replay? Replay { get; }

    /// <summary>Carries bytes both ways until both ends have closed or one has failed, or the connection is cut.</summary>
    public async Task RunAsync(int port)
    {
        if (_faults.IsRefused)
        {
            Cut(CutManner.Reset);
            return;
        }

        try
        {
            await PassageAsync();
            await _server.ConnectAsync("127.0.0.1", port, Ended);
            var replaying = Replay?.RunAsync(port, Ended) ?? Task.CompletedTask;
            await Task.WhenAll(CarryAsync(_toServer), CarryAsync(_toClient));
            Replay?.Complete();
            await replaying;
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // Nobody listens, or it was cut before it stood.
            Break();
        }
    }

    /// <summary>Waits while the connection, or the whole proxy, is stalled.</summary>
    public async ValueTask PassageAsync()
    {
        await _proxyGate.Passage.WaitAsync(Ended);
        await _gate.Passage.WaitAsync(Ended);
    }

    /// <summary>Lets nothing pass for a time, either way.</summary>
    public void Stall(TimeSpan time)
    {
        _gate.Close();
        _ = OpenAgainAsync();

        async Task OpenAgainAsync()
        {
            await Task.Delay(time);
            _gate.Open();
        }
    }

    /// <summary>Cuts it when the client has got so many more bytes.</summary>
    public void CutAfterToClient(long bytes) => _toClient.CutAfter(bytes);

    /// <summary>Cuts it when the server has got so many more bytes.</summary>
    public void CutAfterToServer(long bytes) => _toServer.CutAfter(bytes);

    /// <summary>Cuts it in the manner that was chosen for it.</summary>
    public void Cut() => Cut(_faults.Manner);

    /// <summary>Cuts it, unless it is over.</summary>
    public void Cut(CutManner manner)
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            CutAt = DateTime.UtcNow;
            EndBoth(manner);
            _ended.Cancel();
        }
    }

    // Whoever is about to cut it may still cancel: the source of that is left to the garbage collector.
    public void Dispose()
    {
        Interlocked.Exchange(ref _isOver, 1);
        _client.Dispose();
        _server.Dispose();
        Replay?.Dispose();
        _completion.SetResult();
    }

    // The end of one direction is passed on; a failure ends both, as it would without a proxy.
    private async Task CarryAsync(Flow flow)
    {
        try
        {
            await flow.RunAsync();
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            Break();
        }
    }

    // Not by the proxy's doing: one of the ends has failed, and the other is told so.
    private void Break()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            EndBoth(CutManner.Reset);
            _ended.Cancel();
        }
    }

    private void EndBoth(CutManner manner)
    {
        End(_client, manner);
        End(_server, manner);
    }

    private static void End(NetSocket socket, CutManner manner)
    {
        try
        {
            if (manner is CutManner.Reset)
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            }
            else
            {
                socket.Shutdown(SocketShutdown.Both);
            }
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // it is not connected, or no more
        }

        socket.Close();
    }

    private static bool IsEnd(Exception exception) => exception is SocketException or OperationCanceledException or ObjectDisposedException;
}
