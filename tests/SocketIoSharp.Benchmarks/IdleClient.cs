using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocketIoSharp.Benchmarks;

/// <summary>A client on a raw socket that connects to <c>/</c> and then only answers heartbeats.</summary>
internal sealed class IdleClient : IDisposable
{
    // Masked with a key of zeros, which leaves the text as it is.
    private static readonly byte[] Connect = [0x81, 0x82, 0, 0, 0, 0, .. "40"u8];
    private static readonly byte[] Pong = [0x81, 0x81, 0, 0, 0, 0, .. "3"u8];

    private readonly TcpClient _tcp = new();
    private readonly byte[] _buffer = new byte[1024];

    public int Pings { get; private set; }

    public async Task ConnectAsync(int port)
    {
        await _tcp.ConnectAsync(IPAddress.Loopback, port);
        var stream = _tcp.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        await ReadUntilAsync("\"maxPayload\"");
        await stream.WriteAsync(Connect);
        await ReadUntilAsync("40{");
    }

    public async Task AnswerHeartbeatsAsync(CancellationToken cancellationToken)
    {
        var stream = _tcp.GetStream();
        try
        {
            while (await stream.ReadAsync(_buffer, cancellationToken) > 0)
            {
                Pings++;
                await stream.WriteAsync(Pong, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    public void Dispose() => _tcp.Dispose();

    private async Task ReadUntilAsync(string text)
    {
        var seen = string.Empty;
        while (!seen.Contains(text, StringComparison.Ordinal))
        {
            var read = await _tcp.GetStream().ReadAsync(_buffer);
            seen += read > 0 ? Encoding.UTF8.GetString(_buffer, 0, read) : throw new IOException("The server closed the connection: " + seen);
        }
    }
}
