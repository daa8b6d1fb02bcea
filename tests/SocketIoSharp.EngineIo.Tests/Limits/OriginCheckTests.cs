namespace SocketIoSharp.EngineIo.Tests.Limits;

/// <summary>Pages of which origins may open a WebSocket. The server is <c>test</c>, on the port that its scheme has when none is named.</summary>
internal sealed class OriginCheckTests : EngineFixture
{
    [TestCase("http://test")]
    [TestCase("https://test", Description = "TLS ends at a proxy")]
    [TestCase("http://TEST:80")]
    public async Task CheckOrigin_SameOrigin_IsLetIn(string origin)
    {
        await StartAsync();

        (await RequestAsync($"Origin: {origin}")).Status.Should().Be(101);
    }

    [Test]
    public async Task CheckOrigin_NoOrigin_IsLetIn()
    {
        await StartAsync();

        (await RequestAsync()).Status.Should().Be(101);
    }

    [TestCase("http://evil.example")]
    [TestCase("http://test.evil.example")]
    [TestCase("http://test:8080")]
    [TestCase("https://test:80")]
    [TestCase("http://test@evil.example")]
    [TestCase("null")]
    [TestCase("test")]
    [TestCase("file://")]
    [TestCase("http://test, http://evil.example")]
    public async Task CheckOrigin_OtherOrigin_IsRefused(string origin)
    {
        await StartAsync();

        var refused = await RequestAsync($"Origin: {origin}");

        (refused.Status, refused.Body).Should().Be((400, "Origin not allowed"));
        Host.Server.SessionCount.Should().Be(0);
        (await Host.Log.WaitForAsync("OriginNotAllowed")).Message.Should().Contain(origin);
    }

    [Test]
    public async Task CheckOrigin_TwoOrigins_AreRefused()
    {
        await StartAsync();

        (await RequestAsync("Origin: http://test", "Origin: http://evil.example")).Status.Should().Be(400);
    }

    [Test]
    public async Task CheckOrigin_UpgradeOfASession_IsRefusedAndTheSessionGoesOn()
    {
        await StartAsync();
        var (client, _) = await OpenPollingAsync();

        var refused = await WebSocketWire.RequestAsync(Host.Url, "&sid=" + client.SessionId, "Origin: http://evil.example");

        refused.Status.Should().Be(400);
        await client.SendAsync("4still here");
        (await Handler.MessageAsync()).Should().Be("still here");
    }

    [Test]
    public async Task CheckOrigin_Off_LetsEveryPageIn()
    {
        await StartAsync(options => options.CheckOrigin = false);

        (await RequestAsync("Origin: http://evil.example")).Status.Should().Be(101);
    }

    [Test]
    public async Task CheckOrigin_Polling_IsLeftToCors()
    {
        await StartAsync();
        await using var connection = await RawConnection.OpenAsync(Host.Url);

        await connection.SendHeadAsync("GET", "/socket.io/?EIO=4&transport=polling", "Origin: http://evil.example");

        var response = await connection.ReceiveResponseAsync();
        response.Status.Should().Be(200);
        response.Headers.Should().NotContainKey("Access-Control-Allow-Origin");
    }

    private static IEnumerable<TestCaseData> Policies()
    {
        yield return new TestCaseData(new EngineIoCors(), "http://any.example", 101).SetArgDisplayNames("any");
        yield return new TestCaseData(new EngineIoCors { Origin = "http://one.example" }, "http://one.example", 101).SetArgDisplayNames("the one");
        yield return new TestCaseData(new EngineIoCors { Origin = "http://one.example" }, "http://two.example", 400).SetArgDisplayNames("not the one");
        yield return new TestCaseData(new EngineIoCors { Origins = ["http://one.example"] }, "http://one.example", 101).SetArgDisplayNames("listed");
        yield return new TestCaseData(new EngineIoCors { Origins = ["http://one.example"] }, "http://two.example", 400).SetArgDisplayNames("not listed");
        yield return new TestCaseData(new EngineIoCors { IsOriginAllowed = origin => origin.EndsWith(".one", StringComparison.Ordinal) }, "http://x.one", 101).SetArgDisplayNames("by function");
        yield return new TestCaseData(new EngineIoCors { IsOriginAllowed = origin => origin.EndsWith(".one", StringComparison.Ordinal) }, "http://x.two", 400).SetArgDisplayNames("not by function");
    }

    [TestCaseSource(nameof(Policies))]
    public async Task CheckOrigin_WithCors_FollowsIt(EngineIoCors cors, string origin, int status)
    {
        await StartAsync(options => options.Cors = cors);

        (await RequestAsync($"Origin: {origin}")).Status.Should().Be(status);
    }

    private Task<RawResponse> RequestAsync(params string[] headers) => WebSocketWire.RequestAsync(Host.Url, string.Empty, headers);
}
