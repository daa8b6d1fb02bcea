using System.Text.Json;

namespace SocketIoSharp.Server.Tests.Sockets;

/// <summary>What a socket knows about itself.</summary>
internal sealed class SocketStateTests : ServerFixture
{
    [Test]
    public async Task Socket_Connected_KnowsItsPlace([Values(WireClient.Polling, WireClient.WebSocket)] string transport)
    {
        await StartAsync(prepare: server => server.Of("/chat"));

        var (client, socket) = await ConnectAsync("/chat", transport);

        socket.Id.Should().Be(client.Id).And.HaveLength(20).And.NotBe(client.Engine.SessionId, "the session's id is secret");
        socket.Namespace.Should().BeSameAs(Server.Of("/chat"));
        socket.Server.Should().BeSameAs(Server);
        socket.Connected.Should().BeTrue();
        socket.Transport.Should().Be(transport);
        socket.Rooms.Should().Equal(socket.Id);
        socket.User.Identity!.IsAuthenticated.Should().BeFalse();
    }

    [Test]
    public async Task Socket_InAMiddleware_IsNotConnectedYet()
    {
        var connected = true;
        await StartAsync(prepare: server => server.Use((context, next) =>
        {
            connected = context.Socket.Connected;
            return next();
        }));

        var (_, socket) = await ConnectAsync();

        connected.Should().BeFalse();
        socket.Connected.Should().BeTrue();
    }

    [Test]
    public async Task Transport_Upgrade_Follows()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync(transport: WireClient.Polling);
        socket.Transport.Should().Be("polling");

        var webSocket = await Own(WebSocketWire.UpgradeAsync(Host.Url, client.Engine.SessionId));
        await webSocket.SendAsync("5");

        await Patience.UntilAsync(() => socket.Transport == "websocket");
        await socket.EmitAsync("hello");
        await webSocket.ExpectAsync("""42["hello"]""");
        socket.Handshake.Query["transport"].Should().Be("polling", "the handshake is the first request's for ever");
    }

    [Test]
    public async Task Data_AndItems_KeepWhatTheApplicationPutsThere()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();
        var (_, other) = await ConnectAsync();
        var key = new object();

        socket.Data["name"] = "Ada";
        socket.Items[key] = this;

        socket.Data.Should().Equal(new Dictionary<string, object?> { ["name"] = "Ada" });
        socket.Items[key].Should().BeSameAs(this);
        socket.Data.ContainsKey("Name").Should().BeFalse("names are exact");
        other.Data.Should().BeEmpty();
        other.Items.Should().BeEmpty();
    }

    [Test]
    public async Task Data_ManyThreads_LoseNothing()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                socket.Data[$"{thread}:{i}"] = i;
                socket.Items[(thread, i)] = i;
            }
        })));

        socket.Data.Should().HaveCount(800);
        socket.Items.Should().HaveCount(800);
    }

    [Test]
    public async Task Data_AfterTheDisconnection_IsStillThere()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        socket.Data["name"] = "Ada";

        await client.DisposeAsync();
        await Patience.UntilAsync(() => !socket.Connected);

        socket.Data["name"].Should().Be("Ada");
    }

    [Test]
    public async Task Handshake_OfARequest_HasAllOfIt()
    {
        await StartAsync();
        var connection = await Own(RawConnection.OpenAsync(Host.Url));
        await connection.SendHeadAsync(
            "GET",
            "/socket.io/?EIO=4&transport=polling&token=a%20b&Token=other&t=x",
            "Origin: https://site.example",
            "X-Many: one",
            "X-Many: two",
            "Cookie: a=1; b=2");
        var sessionId = JsonDocument.Parse((await connection.ReceiveResponseAsync()).Body[1..]).RootElement.GetProperty("sid").GetString()!;
        var webSocket = await Own(WebSocketWire.UpgradeAsync(Host.Url, sessionId, "&token=not-this-one"));
        await webSocket.SendAsync("5", """40{"token":"secret","level":3}""");
        var id = JsonDocument.Parse((await webSocket.ReceiveAsync())[2..]).RootElement.GetProperty("sid").GetString()!;

        var handshake = (await FindAsync(id)).Handshake;

        handshake.Query["token"].Should().Be("a b");
        handshake.Query["Token"].Should().Be("other");
        handshake.Query["EIO"].Should().Be("4");
        handshake.Url.Should().Be("/socket.io/?EIO=4&transport=polling&token=a%20b&Token=other&t=x");
        handshake.Headers["x-many"].Should().Be("one,two");
        handshake.Headers["COOKIE"].Should().Be("a=1; b=2");
        handshake.Headers.ContainsKey("X-None").Should().BeFalse();
        handshake.Headers.TryGetValue("host", out var host).Should().BeTrue();
        host.Should().Be("test");
        handshake.Headers.Keys.Should().Contain("Origin");
        handshake.Headers.Values.Should().Contain("https://site.example");
        handshake.Headers.Should().HaveCount(handshake.Headers.Count);
        ((Func<string>)(() => handshake.Headers["X-None"])).Should().Throw<KeyNotFoundException>();
        handshake.CrossDomain.Should().BeTrue();
        handshake.Secure.Should().BeFalse();
        handshake.Address.Should().Be("127.0.0.1");
        handshake.Time.Should().Be(Time.GetUtcNow());
        handshake.Issued.Should().Be(Time.GetUtcNow().ToUnixTimeMilliseconds());
        handshake.Auth.GetProperty("token").GetString().Should().Be("secret");
        handshake.GetAuth<Dictionary<string, JsonElement>>()!["level"].GetInt32().Should().Be(3);
        ((Func<int>)(() => handshake.GetAuth<int>())).Should().Throw<JsonException>();
    }

    [Test]
    public async Task Handshake_NothingSent_AuthIsEmpty()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();

        socket.Handshake.Auth.GetRawText().Should().Be("{}");
        socket.Handshake.CrossDomain.Should().BeFalse();
    }

    [Test]
    public async Task Handshake_TwoNamespaces_EachHasItsAuthAndOneRequest()
    {
        await StartAsync(prepare: server => server.Of("/other"));
        var client = await OpenAsync();
        var first = await FindAsync(await client.ConnectAsync("/", """{"as":"first"}"""));
        var second = await FindAsync(await client.ConnectAsync("/other", """{"as":"second"}"""), "/other");

        first.Handshake.Auth.GetProperty("as").GetString().Should().Be("first");
        second.Handshake.Auth.GetProperty("as").GetString().Should().Be("second");
        second.Handshake.Url.Should().Be(first.Handshake.Url);
        second.Id.Should().NotBe(first.Id);
    }

    [Test]
    public async Task Handshake_AuthWithOtherPropertyNames_IsReadAsTheOptionsSay()
    {
        await StartAsync();
        var client = await OpenAsync();

        var socket = await FindAsync(await client.ConnectAsync("/", """{"userName":"Ada","TOKEN":"x"}"""));

        socket.Handshake.GetAuth<Credentials>().Should().Be(new Credentials("Ada", "x"));
    }

    private sealed record Credentials(string UserName, string Token);
}
