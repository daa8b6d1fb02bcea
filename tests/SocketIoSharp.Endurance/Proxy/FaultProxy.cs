using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SocketIoSharp.Endurance.Proxy;

/// <summary>A TCP proxy between clients and one server, on a port of its own: each connection gets the faults that a plan has for it.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<ProxiedConnection, bool> _connections = new();
    private readonly ConcurrentQueue<DateTime> _cuts = new();
    private readonly Gate _gate = new();
    private readonly Func<int, ConnectionFaults> _plan;
    private readonly int _target;
    private readonly Task _accepting;

    /// <param name="target">The server's port on this machine.</param>
    /// <param name="plan">The faults of each connection, by its number from 0 on; null for none.</param>
    public FaultProxy(int target, Func<int, ConnectionFaults>? plan = null)
    {
        (_target, _plan) = (target, plan ?? (_ => ConnectionFaults.None));
        _listener.Start(backlog: 512);
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Url => new($"http://127.0.0.1:{Port}");

    /// <summary>The connections that there are.</summary>
    public ICollection<ProxiedConnection> Connections => _connections.Keys;

    /// <summary>When connections were cut, those that were refused among them.</summary>
    public IReadOnlyCollection<DateTime> Cuts => _cuts;

    /// <summary>From now on nothing passes; connections stay open, new ones are accepted and lead nowhere.</summary>
    public void Freeze() => _gate.Close();

    /// <summary>What was held back passes, and everything after it.</summary>
    public void Thaw() => _gate.Open();

    /// <summary>Cuts every connection that there is.</summary>
    public void Cut(CutManner manner)
    {
        foreach (var connection in Connections)
        {
            connection.Cut(manner);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        Cut(CutManner.Reset);
        await Task.WhenAll(Connections.Select(connection => connection.Completion));
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var client = await _listener.AcceptSocketAsync();
                client.NoDelay = true;
                var connection = new ProxiedConnection(client, _plan(number), _gate);
                _connections.TryAdd(connection, true);
                _ = CarryAsync(connection);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // stopped
        }
    }

    private async Task CarryAsync(ProxiedConnection connection)
    {
        await connection.RunAsync(_target);
        _connections.TryRemove(connection, out _);
        connection.Dispose();
        if (connection.CutAt is { } time)
        {
            _cuts.Enqueue(time);
        }
    }
}
