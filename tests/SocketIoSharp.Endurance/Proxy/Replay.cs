using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using NetSocket = System.Net.Sockets.Socket;

namespace SocketIoSharp.Endurance.Proxy;

/// <summary>
/// Says to the server on a second connection what a client has said on the first, as a middlebox does that thinks an answer lost: each part once the
/// server has answered something to it. The client gets the first answers only.
/// </summary>
internal sealed class Replay : IDisposable
{
    private readonly NetSocket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Channel<byte[]> _released = Channel.CreateUnbounded<byte[]>();
    private readonly Queue<byte[]> _held = new();
    private readonly StringBuilder _answers = new();

    /// <summary>What the server has answered to the replayed bytes so far.</summary>
    public string Answers
    {
        get
        {
            lock (_answers)
            {
                return _answers.ToString();
            }
        }
    }

    /// <summary>Keeps a part until it has been answered.</summary>
    public void Hold(ReadOnlyMemory<byte> bytes)
    {
        lock (_held)
        {
            _held.Enqueue(bytes.ToArray());
        }
    }

    /// <summary>Something was answered to all that is kept.</summary>
    public void Release()
    {
        lock (_held)
        {
            while (_held.TryDequeue(out var bytes))
            {
                _released.Writer.TryWrite(bytes);
            }
        }
    }

    /// <summary>The client says nothing more.</summary>
    public void Complete()
    {
        Release();
        _released.Writer.TryComplete();
    }

    /// <summary>Replays until the client has said all, and listens until the server has.</summary>
    public async Task RunAsync(int port, CancellationToken ended)
    {
        await _socket.ConnectAsync("127.0.0.1", port, ended);
        await Task.WhenAll(SayAsync(ended), ListenAsync(ended));
    }

    public void Dispose() => _socket.Dispose();

    private async Task SayAsync(CancellationToken ended)
    {
        await foreach (var bytes in _released.Reader.ReadAllAsync(ended))
        {
            for (var rest = bytes.AsMemory(); rest.Length > 0;)
            {
                rest = rest[await _socket.SendAsync(rest, ended)..];
            }
        }

        _socket.Shutdown(SocketShutdown.Send);
    }

    private async Task ListenAsync(CancellationToken ended)
    {
        var buffer = new byte[4096];
        int count;
        while ((count = await _socket.ReceiveAsync(buffer, ended)) > 0)
        {
            lock (_answers)
            {
                _answers.Append(Encoding.UTF8.GetString(buffer, 0, count));
            }
        }
    }
}
