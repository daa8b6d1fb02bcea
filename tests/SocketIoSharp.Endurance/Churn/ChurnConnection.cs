using SocketIoSharp.Tests.Shared;

namespace SocketIoSharp.Endurance.Churn;

/// <summary>One TCP connection of a client that does just what its kind is about.</summary>
internal sealed class ChurnConnection : IAsyncDisposable
{
    private const string Target = "/socket.io/?EIO=4&transport=";

    private readonly RawConnection _connection;

    private ChurnConnection(RawConnection connection) => _connection = connection;

    public static async Task<ChurnConnection> OpenAsync(Uri server) => new(await RawConnection.OpenAsync(server));

    /// <summary>Opens a session over a WebSocket.</summary>
    public static async Task<ChurnConnection> OpenWebSocketAsync(Uri server)
    {
        var connection = await OpenAsync(server);
        await connection.UpgradeAsync("websocket");
        _ = await connection.ReceiveAsync();
        return connection;
    }

    /// <summary>Switches to a WebSocket.</summary>
    /// <param name="query">What stands behind <c>transport=</c>.</param>
    public async Task UpgradeAsync(string query)
    {
        await _connection.SendHeadAsync(
            "GET", Target + query, "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        if ((await _connection.ReceiveResponseAsync()).Status != 101)
        {
            throw new InvalidDataException("The server did not switch to a WebSocket.");
        }
    }

    public async Task<RawResponse> GetAsync(string query)
    {
        await _connection.SendHeadAsync("GET", Target + query);
        return await _connection.ReceiveResponseAsync();
    }

    public async Task<RawResponse> PostAsync(string query, string body)
    {
        await _connection.SendAsync($"POST {Target}{query} HTTP/1.1\r\nHost: churn\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        return await _connection.ReceiveResponseAsync();
    }

    /// <summary>Sends packets over the WebSocket.</summary>
    public Task SendAsync(params string[] packets) => _connection.SendAsync(packets.SelectMany(packet => ClientFrame.OfText(packet)).ToArray());

    public Task SendAsync(byte[] message) => _connection.SendAsync(ClientFrame.Of(ClientFrame.Binary, message));

    /// <summary>Sends a part of a frame, and then resets the connection.</summary>
    public async Task CutAsync()
    {
        await _connection.SendAsync(ClientFrame.OfText("""2["echo","cut in the midst of it"]""").AsMemory(0, 20));
        _connection.Reset();
    }

    public void Reset() => _connection.Reset();

    /// <summary>Says goodbye over the WebSocket, and waits for the server's.</summary>
    public async Task CloseAsync()
    {
        await _connection.SendAsync(ClientFrame.OfClose(1000));
        await _connection.ReceiveUntilEndAsync();
    }

    /// <summary>Waits until the server ends the connection, however long that takes.</summary>
    public async Task WaitForEndAsync()
    {
        while (true)
        {
            try
            {
                await _connection.ReceiveUntilEndAsync();
                return;
            }
            catch (TimeoutException)
            {
                // It has not yet.
            }
        }
    }

    /// <summary>The next packet that begins so; heartbeats and others are passed over.</summary>
    public async Task<string> ReceiveAsync(string start)
    {
        while (true)
        {
            var packet = await ReceiveAsync();
            if (packet.StartsWith(start, StringComparison.Ordinal))
            {
                return packet;
            }
        }
    }

    public async Task<string> ReceiveAsync()
    {
        var head = await _connection.ReceiveAsync(2);
        var length = head[1] == 126 ? System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(await _connection.ReceiveAsync(2)) : head[1];
        return System.Text.Encoding.UTF8.GetString(await _connection.ReceiveAsync(length));
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
