using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using NetSocket = System.Net.Sockets.Socket;

namespace SocketIoSharp.Endurance.Proxy;

/// <summary>
/// Says to the server on a second connection what a client has said on the first, as a middlebox does that thinks an answer lost: each part once the
/// server has answered something to it on the first connection, and has answered as much on the second as it had on the first when the part was
/// said: a client speaks when it has heard something. It gets the first answers only.
/// </summary>
internal sealed class Replay : IDisposable
{
    private readonly NetSocket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Channel<(byte[] Bytes, long HeardBefore)> _released = Channel.CreateUnbounded<(byte[] Bytes, long HeardBefore)>();
    private readonly SemaphoreSlim _progress = new(0);
    private readonly MemoryStream _held = new();
    private readonly StringBuilder _answers = new();
    private long _heardByClient;
    private long _heardAgain;
    private volatile bool _isComplete;

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
            _held.Write(bytes.Span);
        }
    }

    /// <summary>So many bytes were answered to all that is kept.</summary>
    public void Release(int bytes)
    {
        lock (_held)
        {
            if (_held.Length > 0)
            {
                _released.Writer.TryWrite((_held.ToArray(), _heardByClient));
                _held.SetLength(0);
            }

            _heardByClient += bytes;
        }
    }

    /// <summary>The client says nothing more.</summary>
    public void Complete()
    {
        Release(0);
        _isComplete = true;
        _progress.Release();
        _released.Writer.TryComplete();
    }

    /// <summary>Replays until the client has said all, and listens until the server has.</summary>
    public async Task RunAsync(int port, CancellationToken ended)
    {
        await _socket.ConnectAsync("127.0.0.1", port, ended);
        await Task.WhenAll(SayAsync(ended), ListenAsync(ended));
    }

    public void Dispose()
    {
        _socket.Dispose();
        _held.Dispose();
        _progress.Dispose();
    }

    private async Task SayAsync(CancellationToken ended)
    {
        await foreach (var (bytes, heardBefore) in _released.Reader.ReadAllAsync(ended))
        {
            while (Volatile.Read(ref _heardAgain) < heardBefore && !_isComplete)
            {
                await _progress.WaitAsync(ended);
            }

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

            Interlocked.Add(ref _heardAgain, count);
            _progress.Release();
        }
    }
}
