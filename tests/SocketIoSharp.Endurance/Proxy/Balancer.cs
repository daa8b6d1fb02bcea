using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SocketIoSharp.Endurance.Proxy;

/// <summary>A load balancer that knows nothing: each connection goes to the next server that takes connections, whoever it comes from.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<int> _targets;
    private readonly Task _accepting;
    private int _next;

    /// <param name="targets">The servers' ports on this machine.</param>
    public Balancer(IReadOnlyList<int> targets)
    {
        _targets = targets;
        _listener.Start(backlog: 512);
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token));
                _connections.TryAdd(connection, true);
                _ = connection.ContinueWith(ended => _connections.TryRemove(ended, out _), TaskScheduler.Default);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(System.Net.Sockets.Socket client)
    {
        using (client)
        {
            client.NoDelay = true;
            using var server = await ConnectAsync();
            if (server is null)
            {
                return;
            }

            // When one side has ended, so has the connection.
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            var flows = new[] { PassOnAsync(client, server, ended.Token), PassOnAsync(server, client, ended.Token) };
            await Task.WhenAny(flows);
            await ended.CancelAsync();
            await Task.WhenAll(flows);
        }
    }

    private async Task<System.Net.Sockets.Socket?> ConnectAsync()
    {
        for (var attempt = 0; attempt < _targets.Count; attempt++)
        {
            var target = _targets[(int)((uint)Interlocked.Increment(ref _next) % (uint)_targets.Count)];
            var server = new System.Net.Sockets.Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, target, _stop.Token);
                return server;
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                server.Dispose();
            }
        }

        return null;
    }

    private static async Task PassOnAsync(System.Net.Sockets.Socket from, System.Net.Sockets.Socket to, CancellationToken ended)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, ended) is > 0 and var received)
            {
                await to.SendAsync(buffer.AsMemory(0, received), ended);
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut on one side.
        }
    }
}
