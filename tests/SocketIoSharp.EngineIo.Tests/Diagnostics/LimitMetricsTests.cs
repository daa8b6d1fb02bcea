using SocketIoSharp.EngineIo.Tests.Limits;

namespace SocketIoSharp.EngineIo.Tests.Diagnostics;

/// <summary>Each limit that a client meets is counted once, under its own name.</summary>
internal sealed class LimitMetricsTests : MetricsFixture
{
    [Test]
    public Task Sessions_AreCounted() => ExpectAsync("sessions", options => options.MaxSessions = 1, async () =>
    {
        await OpenAsync(WireClient.WebSocket);
        await RequestAsync();
    });

    [Test]
    public Task SessionsOfAnAddress_AreCounted() => ExpectAsync("sessions_per_address", options => options.MaxSessionsPerAddress = 1, async () =>
    {
        await using var first = await RawConnection.OpenAsync(Host.Url);
        await first.SendHeadAsync("GET", "/socket.io/?EIO=4&transport=polling", ClaimedAddress.Header + ": 203.0.113.7");
        await first.ReceiveResponseAsync();
        await RequestAsync(ClaimedAddress.Header + ": 203.0.113.7");
    });

    [Test]
    public Task Handshakes_AreCounted() => ExpectAsync(
        "handshakes_per_second",
        options => (options.HandshakeBurst, options.MaxHandshakesPerSecond) = (1, 1),
        async () =>
        {
            await OpenAsync(WireClient.WebSocket);
            await RequestAsync();
        });

    [Test]
    public Task PacketsOfAPayload_AreCounted() => ExpectAsync("packets_per_payload", options => options.MaxPacketsPerPayload = 1, async () =>
    {
        var (client, _) = await OpenPollingAsync();
        await client.SendAsync("4x", "4x");
    });

    [Test]
    public Task Fragments_AreCounted() => ExpectAsync("fragments", options => options.MaxFragments = 1, async () =>
    {
        var (client, _) = await OpenWebSocketAsync();
        await client.SendRawAsync([.. ClientFrame.OfText("4", isFinal: false), .. ClientFrame.Of(ClientFrame.Continuation, [])]);
    });

    [Test]
    public Task TheSizeOfAMessage_IsCounted() => ExpectAsync("payload_size", options => options.MaxHttpBufferSize = 10, async () =>
    {
        var (client, _) = await OpenWebSocketAsync();
        await client.SendAsync("4 eleven bytes");
    });

    private async Task ExpectAsync(string limit, Action<EngineIoOptions> configure, Func<Task> meet)
    {
        await StartAsync(configure, configureServices: ClaimedAddress.AddTo);
        var limits = Collect<long>("engineio.limits.exceeded");

        await meet();

        await limits.ReachAsync(1, ("engineio.limit", limit));
        limits.Sum().Should().Be(1);
    }

    private Task<RawResponse> RequestAsync(params string[] headers) => WebSocketWire.RequestAsync(Host.Url, string.Empty, headers);
}
