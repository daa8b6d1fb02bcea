using System.Diagnostics;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace SocketIoSharp.Endurance.SlowReceivers;

/// <summary>A client over a WebSocket that reads what comes, or stops doing so once it has joined.</summary>
internal sealed class SlowClient : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        // So that little waits outside of the server's own queue.
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new System.Net.Sockets.Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 64 * 1024 };
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly List<double> _latencies = [];
    private int _last;

    /// <summary>The milliseconds from each emit to its arrival, since the last <see cref="Restart"/>.</summary>
    public IReadOnlyList<double> Latencies => _latencies;

    /// <summary>The number of messages that arrived in another place than behind the one before.</summary>
    public int OutOfOrder { get; private set; }

    public async Task JoinAsync(Uri server, string kind)
    {
        var url = new UriBuilder(server) { Scheme = "ws", Path = "/socket.io/", Query = "EIO=4&transport=websocket" }.Uri;
        await _socket.ConnectAsync(url, _http, CancellationToken.None);
        _ = await ReceiveAsync();
        await SendAsync("40");
        _ = await ReceiveAsync();
        await SendAsync($"420[\"join\",\"{kind}\"]");

        // The answer may come behind the first of the stream.
        while (!(await ReceiveAsync())!.StartsWith("430", StringComparison.Ordinal))
        {
        }
    }

    /// <summary>Counts anew.</summary>
    public void Restart()
    {
        lock (_latencies)
        {
            _latencies.Clear();
        }
    }

    /// <summary>Reads until the connection ends.</summary>
    public async Task ReadAsync()
    {
        while (await ReceiveAsync() is { } packet)
        {
            if (packet == "2")
            {
                await SendAsync("3");
            }
            else
            {
                Note(packet);
            }
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _http.Dispose();
    }

    // 42["tick",17,123456789,"xxx…
    private void Note(string packet)
    {
        var parts = packet.Split(',', 4);
        var number = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        var sent = long.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture);
        lock (_latencies)
        {
            _latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        if (_last != 0 && number != _last + 1)
        {
            OutOfOrder++;
        }

        _last = number;
    }

    private Task SendAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task<string?> ReceiveAsync()
    {
        var length = 0;
        try
        {
            while (true)
            {
                var result = await _socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
                length += result.Count;
                if (result.EndOfMessage)
                {
                    return result.MessageType is WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(_buffer, 0, length);
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
    }
}
