namespace SocketIoSharp.EngineIo.Tests.Revisions;

/// <summary>A fixture with an engine server that lets revision 3 in.</summary>
internal abstract class V3Fixture : EngineFixture
{
    protected Task StartV3Async(Action<EngineIoOptions>? configure = null) => StartAsync(options =>
    {
        options.AllowEio3 = true;
        configure?.Invoke(options);
    });

    protected async Task<(V3PollingWire Client, EngineSession Session)> OpenV3Async(string query = "") =>
        (await Own(V3PollingWire.OpenAsync(Host.Url, query)), await Handler.OpenedAsync());

    protected Task<(WebSocketWire Client, EngineSession Session)> OpenV3WebSocketAsync(string query = "") =>
        OpenWebSocketAsync(WireClient.Revision3 + query);

    protected async Task<(WireClient Client, EngineSession Session)> OpenV3Async(string transport, string query) =>
        transport == WireClient.Polling ? await OpenV3Async(query) : await OpenV3WebSocketAsync(query);

    protected async Task<RawResponse> GetAsync(string query, string method = "GET", params string[] headers)
    {
        var connection = await Own(RawConnection.OpenAsync(Host.Url));
        await connection.SendHeadAsync(method, "/engine.io/?" + query, headers);
        return await connection.ReceiveResponseAsync();
    }
}
