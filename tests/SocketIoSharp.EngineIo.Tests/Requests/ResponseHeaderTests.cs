using System.Collections.Concurrent;

namespace SocketIoSharp.EngineIo.Tests.Requests;

internal sealed class ResponseHeaderTests : EngineFixture
{
    private readonly ConcurrentQueue<string> _raised = new();

    [Test]
    public async Task Headers_PollingAndUpgrade_AreRaisedForEveryResponseAndInitialOnesFirst()
    {
        await StartObservedAsync();

        var (client, session) = await OpenPollingAsync();
        session.TrySend(EngineHost.Message("x"));
        using var poll = await client.GetAsync();
        using var content = new StringContent("4x");
        using var post = await client.PostAsync(content);
        var webSocket = await UpgradeAsync(client);

        _raised.Should().Equal("initial GET 200", "headers GET 200", "headers GET 200", "headers POST 200", "headers GET 101");
        Values(poll.Headers).Should().Equal("no-store", "later");
        Values(post.Headers).Should().Equal("no-store", "later");
        webSocket.Handshake.Headers.Should().Contain("X-Later", "later").And.NotContainKey("X-Initial");
    }

    [Test]
    public async Task Headers_WebSocket_AreOnThe101()
    {
        await StartObservedAsync();

        var (client, _) = await OpenWebSocketAsync();

        _raised.Should().Equal("initial GET 101", "headers GET 101");
        client.Handshake.Headers.Should().Contain("X-Initial", "initial").And.Contain("X-Later", "later");
    }

    [Test]
    public async Task Headers_HandshakeWithCookie_SeeIt()
    {
        var cookie = string.Empty;
        await StartAsync(options => options.Cookie = new EngineIoCookie { Name = "sticky" });
        Host.Server.InitialHeaders += http => cookie = http.Response.Headers.SetCookie.ToString();

        await OpenPollingAsync();

        cookie.Should().StartWith("sticky=");
    }

    [TestCase("/socket.io/?EIO=4&transport=pigeon")]
    [TestCase("/socket.io/?EIO=4&transport=polling&sid=nobody")]
    public async Task Headers_Refusals_RaiseNothing(string target)
    {
        await StartObservedAsync();
        await using var connection = await RawConnection.OpenAsync(Host.Url);

        await connection.SendHeadAsync("GET", target);
        await connection.ReceiveResponseAsync();
        await WebSocketWire.RequestAsync(Host.Url, "&sid=nobody");

        _raised.Should().BeEmpty();
    }

    [Test]
    public async Task Headers_HandlerFails_TheAnswerIsSent()
    {
        await StartObservedAsync();
        Host.Log.Expect("EngineEventHandlerFailed");
        Host.Server.Headers += _ => throw new InvalidOperationException();

        var (client, _) = await OpenPollingAsync();

        client.SessionId.Should().NotBeEmpty();
    }

    private static IEnumerable<string> Values(System.Net.Http.Headers.HttpResponseHeaders headers) =>
        headers.GetValues("cache-control").Concat(headers.GetValues("X-Later"));

    private async Task StartObservedAsync()
    {
        _raised.Clear();
        await StartAsync();
        Host.Server.Headers += http => Record("headers", http, "X-Later", "later");
        Host.Server.InitialHeaders += http => Record("initial", http, "X-Initial", "initial");
    }

    private void Record(string name, Microsoft.AspNetCore.Http.HttpContext http, string header, string value)
    {
        http.Response.Headers[header] = value;
        _raised.Enqueue($"{name} {http.Request.Method} {http.Response.StatusCode}");
    }
}
