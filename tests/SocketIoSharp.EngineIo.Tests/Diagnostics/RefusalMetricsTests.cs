namespace SocketIoSharp.EngineIo.Tests.Diagnostics;

internal sealed class RefusalMetricsTests : MetricsFixture
{
    private const string Type = "error.type";
    private const string Code = "engineio.error.code";

    [TestCase("transport=pigeon&EIO=4", "transport_unknown", 0)]
    [TestCase("transport=polling&EIO=4&sid=unknown", "session_unknown", 1)]
    [TestCase("transport=websocket&EIO=4", "bad_request", 3)]
    [TestCase("transport=polling&EIO=4&denied", "forbidden", 4)]
    [TestCase("transport=polling&EIO=3", "unsupported_protocol_version", 5)]
    public async Task Refusals_ByTheProtocol_AreCountedByCode(string query, string type, int code)
    {
        await StartAsync(options => options.AllowRequest = http =>
            ValueTask.FromResult(http.Request.Query.ContainsKey("denied") ? AllowRequestResult.Deny() : AllowRequestResult.Allow));
        var refusals = Collect<long>("engineio.requests.refused");

        await GetAsync(query);

        refusals.Sum((Type, type), (Code, code)).Should().Be(1);
        refusals.Sum().Should().Be(1);
    }

    [Test]
    public async Task Refusals_WrongMethod_IsCounted()
    {
        await StartAsync();
        var refusals = Collect<long>("engineio.requests.refused");
        using var http = new HttpClient { BaseAddress = Host.Url };

        using var response = await http.PutAsync(new Uri("/socket.io/?EIO=4&transport=polling", UriKind.Relative), null);

        refusals.Sum((Type, "bad_handshake_method"), (Code, 2)).Should().Be(1);
    }

    [Test]
    public async Task Refusals_OfABrokenWebSocketHandshake_HaveNoCode()
    {
        await StartAsync();
        var refusals = Collect<long>("engineio.requests.refused");

        (await WebSocketWire.RequestAsync(Host.Url, string.Empty, "Sec-WebSocket-Version: 7")).Status.Should().NotBe(101);

        await refusals.ReachAsync(1, (Type, "websocket_handshake"));
        refusals.With((Code, null)).Should().BeEmpty();
    }

    [Test]
    public async Task Refusals_OfAServerThatCloses_AreCountedOnBothTransports()
    {
        await StartAsync();
        var refusals = Collect<long>("engineio.requests.refused");
        Host.Server.StopAccepting();

        await GetAsync("transport=polling&EIO=4");
        (await WebSocketWire.RequestAsync(Host.Url, string.Empty)).Status.Should().Be(503);

        refusals.Sum((Type, "server_closing")).Should().Be(2);
    }

    [Test]
    public async Task Refusals_OfAnOrigin_HaveATypeOfTheirOwn()
    {
        await StartAsync();
        var refusals = Collect<long>("engineio.requests.refused");

        await WebSocketWire.RequestAsync(Host.Url, string.Empty, "Origin: http://evil.example");

        refusals.Sum((Type, "origin_not_allowed"), (Code, 4)).Should().Be(1);
        refusals.Sum().Should().Be(1);
    }

    [Test]
    public async Task Refusals_AtALimit_HaveATypeOfTheirOwn()
    {
        await StartAsync(options => options.MaxSessions = 1);
        var refusals = Collect<long>("engineio.requests.refused");
        await OpenAsync(WireClient.WebSocket);

        await GetAsync("transport=polling&EIO=4");

        refusals.Sum((Type, "limit_exceeded"), (Code, 3)).Should().Be(1);
        refusals.Sum().Should().Be(1);
    }

    private async Task GetAsync(string query)
    {
        using var http = new HttpClient { BaseAddress = Host.Url };
        using var response = await http.GetAsync(new Uri("/socket.io/?" + query, UriKind.Relative));
    }
}
