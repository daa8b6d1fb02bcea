namespace SocketIoSharp.Server.Tests.Revisions;

/// <summary>A fixture whose server lets clients of Socket.IO 2 in.</summary>
internal abstract class V2ClientFixture : ServerFixture
{
    protected Task StartV2Async(Action<SocketIoServer>? prepare = null, Action<SocketIoOptions>? configure = null) => StartAsync(
        options =>
        {
            options.Engine.AllowEio3 = true;
            configure?.Invoke(options);
        },
        prepare);

    /// <summary>Opens a connection and leaves what the server says to the caller.</summary>
    protected async Task<SocketWire> OpenV2Async(string transport = WireClient.WebSocket) => Own(new SocketWire(
        transport == WireClient.Polling ? await V3PollingWire.OpenAsync(Host.Url) : await WebSocketWire.OpenAsync(Host.Url, WireClient.Revision3)));

    /// <summary>Opens a connection and waits for its socket in the main namespace.</summary>
    protected async Task<(SocketWire Client, Socket Socket)> ConnectV2Async(string transport = WireClient.WebSocket)
    {
        var client = await OpenV2Async(transport);
        await client.ExpectAsync("0");
        return (client, await FindAsync(client.Engine.SessionId));
    }
}
