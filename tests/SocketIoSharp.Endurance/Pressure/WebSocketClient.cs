using System.Net.WebSockets;
using System.Text;

namespace SocketIoSharp.Endurance.Pressure;

/// <summary>A client over a WebSocket.</summary>
internal sealed class WebSocketClient(Uri server) : PressedClient
{
    private readonly ClientWebSocket _socket = new() { Options = { KeepAliveInterval = TimeSpan.Zero } };
    private readonly SemaphoreSlim _writing = new(1);
    private readonly byte[] _buffer = new byte[4096];

    public override string Transport => "websocket";

    public override ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _writing.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override Task OpenAsync() =>
        _socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/socket.io/", Query = "EIO=4&transport=websocket" }.Uri, CancellationToken.None);

    protected override async Task SendAsync(string packet)
    {
        await _writing.WaitAsync();
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(packet), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    // No packet of these servers is larger than the buffer.
    protected override async Task<(string[] Packets, string? End)> ReceiveAsync()
    {
        var received = await _socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None);
        return received.MessageType is WebSocketMessageType.Close
            ? ([], "close frame")
            : ([Encoding.UTF8.GetString(_buffer, 0, received.Count)], null);
    }
}
