namespace SocketIoSharp.Tests.Shared;

/// <summary>A client that speaks Engine.IO packet by packet and does nothing by itself.</summary>
internal abstract class WireClient : IAsyncDisposable
{
    public const string Polling = "polling";
    public const string WebSocket = "websocket";

    /// <summary>Makes a client one of revision 3: of two equal query parameters the last counts.</summary>
    public const string Revision3 = "&EIO=3";

    /// <summary>The id of the session.</summary>
    public string SessionId { get; protected set; } = string.Empty;

    /// <summary>The handshake, with its type digit.</summary>
    public string OpenPacket { get; protected set; } = string.Empty;

    public static async Task<WireClient> OpenAsync(Uri server, string transport, string query = "") =>
        transport == Polling ? await PollingWire.OpenAsync(server, query) : await WebSocketWire.OpenAsync(server, query);

    /// <summary>Sends packets in their text form; together, where the transport can.</summary>
    public abstract Task SendAsync(params string[] packets);

    /// <summary>Sends a binary message.</summary>
    public abstract Task SendAsync(byte[] message);

    /// <summary>Waits for the next packet, in its text form.</summary>
    public abstract Task<string> ReceiveAsync();

    /// <summary>Waits until the server says that the session is over.</summary>
    public abstract Task ReceiveCloseAsync();

    public async Task ExpectAsync(params string[] packets)
    {
        foreach (var packet in packets)
        {
            (await ReceiveAsync()).Should().Be(packet);
        }
    }

    public abstract ValueTask DisposeAsync();

    protected void ReadHandshake(string packet)
    {
        OpenPacket = packet;
        using var handshake = System.Text.Json.JsonDocument.Parse(packet[1..]);
        SessionId = handshake.RootElement.GetProperty("sid").GetString()!;
    }
}
