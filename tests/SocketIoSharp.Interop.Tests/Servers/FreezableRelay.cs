using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SocketIoSharp.Interop.Tests.Servers;

/// <summary>A relay between client and server that can fall silent without closing anything, as a network does that has failed.</summary>
internal sealed class FreezableRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _frozen = new();
    private readonly ConcurrentBag<TcpClient> _ends = [];
    private readonly int _target;
    private readonly Task _accepting;

    public FreezableRelay(Uri target)
    {
        _target = target.Port;
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Url { get; }

    /// <summary>From now on nothing passes; connections stay open, new ones are accepted and lead nowhere.</summary>
    public void Freeze() => _frozen.Cancel();

    public async ValueTask DisposeAsync()
    {
        _frozen.Cancel();
        _listener.Stop();
        await _accepting;
        foreach (var end in _ends)
        {
            end.Dispose();
        }

        _listener.Dispose();
        _frozen.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ends.Add(client);
                if (!_frozen.IsCancellationRequested)
                {
                    await ConnectAsync(client);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // stopped
        }
    }

    private async Task ConnectAsync(TcpClient client)
    {
        var server = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        _ends.Add(server);
        await server.ConnectAsync(IPAddress.Loopback, _target);
        _ = RelayAsync(client, server);
        _ = RelayAsync(server, client);
    }

    private async Task RelayAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _frozen.Token) is var count and > 0)
            {
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _frozen.Token);
            }

            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (OperationCanceledException)
        {
            // frozen: the connection stays as it is
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            to.Close();
        }
    }
}
