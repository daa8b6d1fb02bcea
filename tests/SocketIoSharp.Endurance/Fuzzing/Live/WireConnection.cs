using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using TcpSocket = System.Net.Sockets.Socket;

namespace SocketIoSharp.Endurance.Fuzzing.Live;

/// <summary>A TCP connection to the server. Everything that comes is read at once and checked.</summary>
internal sealed class WireConnection : IDisposable
{
    private readonly TcpSocket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Channel<WireEvent> _events = Channel.CreateUnbounded<WireEvent>();
    private readonly Tokens.Mine _token;
    private readonly WireReader _reader = new();
    private Task _reading = Task.CompletedTask;

    private WireConnection(Tokens.Mine token) => _token = token;

    /// <summary>Whether the server, or the client itself, has ended it.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>What the server has done wrong on it, if anything.</summary>
    public OracleException? Fault { get; private set; }

    public static async Task<WireConnection> OpenAsync(int port, Tokens.Mine token)
    {
        var connection = new WireConnection(token);
        try
        {
            await connection._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        }
        catch (SocketException exception)
        {
            throw new OracleException("The server takes no connection: " + exception.Message);
        }

        connection._reading = connection.ReadAsync();
        return connection;
    }

    /// <param name="bytes">What is sent.</param>
    /// <param name="method">The method of the request that they are; null when they are none, or changed on their way.</param>
    /// <param name="split">What the places follow from at which they are cut; null for in one piece.</param>
    public async Task SendAsync(byte[] bytes, string? method, int? split = null)
    {
        lock (_reader)
        {
            _reader.IsLoose |= method is null;
            if (method is not null)
            {
                _reader.Expect(method);
            }
        }

        await WriteAsync(bytes, split);
    }

    /// <summary>Sends more of a request or a frame.</summary>
    public async Task WriteAsync(byte[] bytes, int? split = null)
    {
        try
        {
            var random = new Random(split ?? 0);
            for (var at = 0; at < bytes.Length;)
            {
                var count = split is null ? bytes.Length : Math.Min(bytes.Length - at, random.Next(1, (bytes.Length / 3) + 2));
                at += await _socket.SendAsync(bytes.AsMemory(at, count));
                await (split is null ? Task.CompletedTask : Task.Delay(1));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            IsEnded = true;
        }
    }

    /// <summary>The next thing that comes, or null where nothing does in that time.</summary>
    public async Task<WireEvent?> NextAsync(TimeSpan patience)
    {
        using var late = new CancellationTokenSource(patience);
        try
        {
            return await _events.Reader.ReadAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (ChannelClosedException)
        {
            return WireEvent.End;
        }
    }

    /// <summary>Ends it, in order or with a reset, and waits until nothing more is read.</summary>
    public async Task EndAsync(bool isReset = false)
    {
        IsEnded = true;
        if (_socket.SafeHandle is { IsClosed: false })
        {
            _socket.LingerState = new LingerOption(isReset, 0);
            _socket.Dispose();
        }

        await _reading;
    }

    public void Dispose() => _socket.Dispose();

    private async Task ReadAsync()
    {
        var buffer = new byte[8192];
        byte[] tail = [];
        try
        {
            while (await _socket.ReceiveAsync(buffer) is > 0 and var count)
            {
                tail = _token.Check([.. tail, .. buffer.AsSpan(0, count)]);
                lock (_reader)
                {
                    foreach (var found in _reader.Read(buffer.AsSpan(0, count)))
                    {
                        _ = _events.Writer.TryWrite(found);
                    }
                }
            }
        }
        catch (OracleException exception)
        {
            Fault = exception;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Ended by either side.
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            Fault = new OracleException("The server has sent a length that is none: " + exception.Message);
        }

        IsEnded = true;
        _ = _events.Writer.TryWrite(WireEvent.End);
        _events.Writer.Complete();
    }
}
