using System.Net;
using System.Net.Sockets;

namespace SocketIoSharp.Redis.Tests;

/// <summary>
/// A line to a Redis that can be cut: what is connected by it falls silent and is gone for Redis, as when its process is killed. Connections that listen can be cut alone, and kept away for a time.
/// </summary>
internal sealed class CutLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<TcpClient> _clients = [];
    private readonly List<TcpClient> _listening = [];
    private readonly int _target;
    private TaskCompletionSource _mayListen = new();

    public CutLine(int target)
    {
        _target = target;
        _mayListen.SetResult();
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Configuration => _listener.LocalEndpoint.ToString()!;

    public async Task CutAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        lock (_clients)
        {
            _clients.ForEach(client => client.Dispose());
        }
    }

    /// <summary>Cuts the connections that have subscribed to anything, and keeps back what others want to subscribe to.</summary>
    public void CutListening()
    {
        _mayListen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_clients)
        {
            _listening.ForEach(client => client.Dispose());
            _listening.Clear();
        }
    }

    public void LetListen() => _mayListen.SetResult();

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var near = await _listener.AcceptTcpClientAsync(_end.Token);
                var far = new TcpClient();
                await far.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
                lock (_clients)
                {
                    _clients.AddRange([near, far]);
                }

                _ = CopyAsync(near, far, isQuestions: true);
                _ = CopyAsync(far, near, isQuestions: false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool isQuestions)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            for (int count; (count = await from.GetStream().ReadAsync(buffer)) > 0;)
            {
                if (isQuestions && buffer.AsSpan(0, count).IndexOf("SUBSCRIBE"u8) >= 0)
                {
                    await _mayListen.Task;
                    lock (_clients)
                    {
                        _listening.Add(from);
                    }
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }

        to.Dispose();
    }
}
