using System.Buffers.Binary;
using System.Text;

namespace SocketIoSharp.Tests.Shared;

/// <summary>A client over a WebSocket of its own making: it reads only when it is told to, and may break every rule.</summary>
internal sealed class WebSocketWire : WireClient
{
    private readonly RawConnection _connection;

    private WebSocketWire(RawConnection connection, RawResponse handshake)
    {
        _connection = connection;
        Handshake = handshake;
    }

    /// <summary>The response that switched protocols.</summary>
    public RawResponse Handshake { get; }

    /// <summary>Opens a session.</summary>
    public static async Task<WebSocketWire> OpenAsync(Uri server, string query = "", int? receiveBuffer = null)
    {
        var wire = await ConnectAsync(server, query, receiveBuffer);
        wire.ReadHandshake(await wire.ReceiveAsync());
        return wire;
    }

    /// <summary>Opens a WebSocket for a polling session.</summary>
    public static async Task<WebSocketWire> UpgradeAsync(Uri server, string sessionId, string query = "")
    {
        var wire = await ConnectAsync(server, $"{query}&sid={sessionId}", null);
        wire.SessionId = sessionId;
        return wire;
    }

    /// <summary>Asks for a WebSocket and returns the answer, whatever it is.</summary>
    public static async Task<RawResponse> RequestAsync(Uri server, string query, params string[] headers)
    {
        await using var connection = await RawConnection.OpenAsync(server);
        return await RequestAsync(connection, query, headers);
    }

    public override async Task SendAsync(params string[] packets)
    {
        var frames = new MemoryStream();
        foreach (var packet in packets)
        {
            frames.Write(ClientFrame.OfText(packet));
        }

        await SendRawAsync(frames.ToArray());
    }

    public override Task SendAsync(byte[] message) => SendRawAsync(ClientFrame.Of(ClientFrame.Binary, message));

    /// <summary>Sends bytes as they are.</summary>
    public Task SendRawAsync(byte[] frames) => _connection.SendAsync(frames);

    public override async Task<string> ReceiveAsync()
    {
        var frame = await ReceiveFrameAsync();
        frame.Opcode.Should().BeOneOf([ClientFrame.Text, ClientFrame.Binary], "a packet is expected (close code {0})", frame.CloseCode);
        return frame.Packet;
    }

    public async Task<ServerFrame> ReceiveFrameAsync()
    {
        var head = await _connection.ReceiveAsync(2);
        (head[0] & 0xF0).Should().Be(0x80, "servers do not split messages here and use no extension");
        var length = head[1] switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(await _connection.ReceiveAsync(2)),
            127 => BinaryPrimitives.ReadInt64BigEndian(await _connection.ReceiveAsync(8)),
            var small => small,
        };
        (head[1] switch { 126 => length > 125, 127 => length > ushort.MaxValue, _ => length < 126 }).Should().BeTrue("servers do not mask, and write the shortest length");
        return new ServerFrame((byte)(head[0] & 0x0F), await _connection.ReceiveAsync((int)length));
    }

    /// <summary>Waits until everything that was sent has been read by the server; nothing else must arrive meanwhile.</summary>
    public async Task SynchroniseAsync()
    {
        var payload = Encoding.ASCII.GetBytes(Guid.NewGuid().ToString("N"));
        await SendRawAsync(ClientFrame.Of(ClientFrame.Ping, payload));
        var answer = await ReceiveFrameAsync();
        answer.Opcode.Should().Be(ClientFrame.Pong);
        answer.Payload.Should().Equal(payload);
    }

    public override async Task ReceiveCloseAsync() => (await CloseCodeAsync()).Should().Be(1005);

    /// <summary>Waits for the server's close frame, answers it, and waits for the end of the connection.</summary>
    public async Task<int> CloseCodeAsync()
    {
        var code = await ReceiveCloseFrameAsync();
        await SendRawAsync(ClientFrame.Of(ClientFrame.Close, []));
        (await _connection.ReceiveUntilEndAsync()).Should().BeEmpty();
        return code;
    }

    /// <summary>Waits for the server's close frame, and leaves it unanswered.</summary>
    public async Task<int> ReceiveCloseFrameAsync()
    {
        var frame = await ReceiveFrameAsync();
        frame.Opcode.Should().Be(ClientFrame.Close, "the connection is to be closed (text: {0})", frame.Text);
        return frame.CloseCode;
    }

    /// <summary>Waits for the server to end the TCP connection; returns what came until then.</summary>
    public Task<byte[]> ReceiveUntilEndAsync() => _connection.ReceiveUntilEndAsync();

    /// <summary>Sends nothing more, not even a goodbye, and still receives.</summary>
    public void EndSending() => _connection.EndSending();

    /// <summary>Ends the TCP connection with a reset.</summary>
    public void Reset() => _connection.Reset();

    public override ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<WebSocketWire> ConnectAsync(Uri server, string query, int? receiveBuffer)
    {
        var connection = await RawConnection.OpenAsync(server, receiveBuffer);
        var response = await RequestAsync(connection, query, []);
        response.Status.Should().Be(101, "the server answered {0}", response.Body);
        response.Headers["Sec-WebSocket-Accept"].Should().Be("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        return new WebSocketWire(connection, response);
    }

    // The key of RFC 6455's example, whose answer everybody knows.
    private static async Task<RawResponse> RequestAsync(RawConnection connection, string query, string[] headers)
    {
        await connection.SendHeadAsync(
            "GET",
            "/socket.io/?EIO=4&transport=websocket" + query,
            ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", .. headers]);
        return await connection.ReceiveResponseAsync();
    }
}
