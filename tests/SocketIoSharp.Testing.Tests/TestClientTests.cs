using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SocketIoSharp.Testing.Tests;

[TestFixture(TestTransport.WebSocket)]
[TestFixture(TestTransport.Polling)]
internal sealed class TestClientTests(TestTransport transport)
{
    [Test]
    public async Task Connect_Options_ReachTheServer()
    {
        await using var app = await InMemoryApp.StartAsync(io => io.Of("/chat"));
        await using var client = await app.Server.ConnectSocketIoAsync(options =>
        {
            options.Transport = transport;
            options.Namespace = "/chat";
            options.Auth = new { Token = "sesame" };
            options.Query["page"] = "a b&c";
            options.Headers["X-Device"] = "phone";
            options.ConfigureRequest = http => http.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.7");
        });

        var socket = app.Find(client);
        socket.Transport.Should().Be(transport is TestTransport.Polling ? "polling" : "websocket");
        socket.Handshake.Auth.GetProperty("token").GetString().Should().Be("sesame");
        socket.Handshake.Query["page"].Should().Be("a b&c");
        socket.Handshake.Headers["x-device"].Should().Be("phone");
        socket.Handshake.Address.Should().Be("192.0.2.7");
        client.Connected.Should().BeTrue();
        client.SessionId.Should().HaveLength(20).And.NotBe(client.Id);
    }

    [Test]
    public async Task Connect_CutOffAndBackWithItsSecret_IsTheSameSocket()
    {
        await using var app = await InMemoryApp.StartAsync(configure: options => options.ConnectionStateRecovery = new ConnectionStateRecovery());
        await using var client = await ConnectAsync(app);
        await app.Io.EmitAsync("first");
        var offset = (await client.ReceiveAsync("first")).Get<string>(0);
        await app.CutOffAsync(client);
        await app.Io.EmitAsync("missed", 7);

        await using var again = await app.Server.ConnectSocketIoAsync(options =>
        {
            options.Transport = transport;
            options.Auth = new { pid = client.PrivateId, offset };
        });

        (again.Id, again.PrivateId).Should().Be((client.Id, client.PrivateId));
        (await again.NextAsync<int>("missed")).Should().Be(7);
    }

    [Test]
    public async Task Connect_ServerDoesNotRecover_HasNoSecret()
    {
        await using var app = await InMemoryApp.StartAsync();
        await using var client = await ConnectAsync(app);

        client.PrivateId.Should().BeNull();
    }

    [Test]
    public async Task Emit_BothWays_ArrivesInOrder()
    {
        await using var app = await InMemoryApp.StartAsync(io => io.OnConnection(socket =>
            socket.On("move", async (int x, string y) => await socket.EmitAsync("moved", new { x, y }))));
        await using var client = await ConnectAsync(app);

        for (var i = 0; i < 20; i++)
        {
            await client.EmitAsync("move", i, "ü");
        }

        for (var i = 0; i < 20; i++)
        {
            (await client.NextAsync<Position>("moved")).Should().Be(new Position(i, "ü"));
        }
    }

    [Test]
    public async Task EmitWithAck_Answer_ComesBack()
    {
        await using var app = await InMemoryApp.StartAsync(io => io.OnConnection(socket =>
        {
            socket.On("sum", (int a, int b) => a + b);
            socket.On("two", (Ack ack) => ack.SendAsync("a", 2));
            socket.On("nothing", () => { });
        }));
        await using var client = await ConnectAsync(app);

        var sums = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => client.EmitWithAckAsync<int>("sum", i, 1)));
        sums.Should().Equal(Enumerable.Range(1, 50));
        var two = await client.EmitWithAckAsync("two");
        (two.Count, two.Get<string>(0), two.Get<int>(1)).Should().Be((2, "a", 2));
        (await client.EmitWithAckAsync<string>("nothing")).Should().BeNull();
    }

    [Test]
    public async Task Binary_BothWays_IsUnchanged()
    {
        await using var app = await InMemoryApp.StartAsync(io => io.OnConnection(socket =>
            socket.On("turn", (byte[] picture, Picture other) => new Picture("turned", [.. picture.Reverse(), .. other.Bytes]))));
        await using var client = await ConnectAsync(app);
        var large = new byte[100_000];
        Random.Shared.NextBytes(large);

        var answer = await client.EmitWithAckAsync<Picture>("turn", new byte[] { 1, 2, 3 }, new Picture("x", large));

        answer!.Name.Should().Be("turned");
        answer.Bytes.Should().Equal([3, 2, 1, .. large]);
    }

    [Test]
    public async Task Answer_ToTheServersQuestion_ReachesIt()
    {
        await using var app = await InMemoryApp.StartAsync();
        await using var client = await ConnectAsync(app);
        client.On("double", question => question.AnswerAsync(question.Get<int>(0) * 2));

        (await app.Find(client).EmitWithAck("double", 21).As<int>()).Should().Be(42);

        var asking = app.Find(client).EmitWithAck("manual", "a").As<string>();
        var question = await client.ReceiveAsync("manual");
        question.WantsAnswer.Should().BeTrue();
        await question.AnswerAsync("b");
        (await asking).Should().Be("b");
        await question.Invoking(asked => asked.AnswerAsync("c")).Should().ThrowAsync<InvalidOperationException>().WithMessage("*answered already*");
    }

    [Test]
    public async Task Answer_NotAskedFor_Throws()
    {
        await using var app = await InMemoryApp.StartAsync(io => io.OnConnection(socket => socket.EmitAsync("news")));
        await using var client = await ConnectAsync(app);

        var news = await client.ReceiveAsync("news");

        await news.Invoking(received => received.AnswerAsync()).Should().ThrowAsync<InvalidOperationException>().WithMessage("*without asking*");
    }

    [Test]
    public async Task Namespaces_OverOneConnection_AreClientsOfTheirOwn()
    {
        await using var app = await InMemoryApp.StartAsync(io => io.Of("/admin").OnConnection(socket => socket.On("who", () => socket.Id)));
        await using var main = await ConnectAsync(app);
        await using var admin = await main.ConnectToAsync("/admin", new { key = 1 });

        app.Io.ConnectionCount.Should().Be(1);
        app.Find(admin).Handshake.Auth.GetProperty("key").GetInt32().Should().Be(1);
        (await admin.EmitWithAckAsync<string>("who")).Should().Be(admin.Id).And.NotBe(main.Id);
        await admin.DisconnectAsync();
        (await admin.Disconnected).Should().Be("io client disconnect");
        main.Connected.Should().BeTrue();

        await using var again = await main.ConnectToAsync("/admin");
        again.Id.Should().NotBe(admin.Id);
        await main.Invoking(client => client.ConnectToAsync("/admin")).Should().ThrowAsync<InvalidOperationException>().WithMessage("*a client in /admin already*");
    }

    [Test]
    public async Task Connect_RefusedByAMiddleware_ThrowsItsMessageAndDetails()
    {
        await using var app = await InMemoryApp.StartAsync(io => io.Use((context, _) =>
        {
            context.Reject("not you", new { code = 42 });
            return Task.CompletedTask;
        }));

        var refused = (await FluentActions.Awaiting(() => ConnectAsync(app)).Should().ThrowAsync<SocketIoConnectException>().WithMessage("not you")).Which;

        refused.GetDetails<Dictionary<string, int>>().Should().Contain("code", 42);
        refused.StatusCode.Should().BeNull();
    }

    [Test]
    public async Task Connect_UnknownNamespace_Throws()
    {
        await using var app = await InMemoryApp.StartAsync();
        await using var client = await ConnectAsync(app);

        var refused = (await client.Invoking(client => client.ConnectToAsync("/nowhere")).Should().ThrowAsync<SocketIoConnectException>().WithMessage("Invalid namespace")).Which;

        refused.Details.ValueKind.Should().Be(JsonValueKind.Undefined);
        refused.GetDetails<string>().Should().BeNull();
        client.Connected.Should().BeTrue();
    }

    [Test]
    public async Task Connect_RequestRefused_ThrowsItsStatus()
    {
        await using var app = await InMemoryApp.StartAsync(
            configure: options => options.Engine.AllowRequest = _ => ValueTask.FromResult(EngineIo.AllowRequestResult.Deny("full")));

        var refused = (await FluentActions.Awaiting(() => ConnectAsync(app)).Should().ThrowAsync<SocketIoConnectException>().WithMessage("*full*")).Which;

        ((int?)refused.StatusCode).Should().Be(transport is TestTransport.Polling ? 403 : 400);
    }

    [Test]
    public async Task Disconnect_ByTheClient_TellsTheServer()
    {
        var reason = new TaskCompletionSource<DisconnectReason>();
        await using var app = await InMemoryApp.StartAsync(io => io.OnConnection(socket => socket.OnDisconnect(reason.SetResult)));
        var client = await ConnectAsync(app);

        await client.DisconnectAsync();

        (await reason.Task.Soon()).Should().Be(DisconnectReason.ClientNamespaceDisconnect);
        (await client.Disconnected).Should().Be("io client disconnect");
        client.Connected.Should().BeFalse();
        await Patience.UntilAsync(() => app.Io.ConnectionCount == 0);
        await client.Invoking(gone => gone.EmitAsync("x")).Should().ThrowAsync<SocketIoDisconnectedException>().WithMessage("*io client disconnect*");
        await client.DisposeAsync();
    }

    [Test]
    public async Task Disconnect_ByTheServer_FailsWhatIsWaitedFor()
    {
        await using var app = await InMemoryApp.StartAsync(io => io.OnConnection(socket => socket.On("never", (Ack _) => { })));
        await using var client = await ConnectAsync(app);
        var answer = client.EmitWithAckAsync<int>("never");
        var news = client.ReceiveAsync("news");

        await app.Find(client).DisconnectAsync();

        (await client.Disconnected.Soon()).Should().Be("io server disconnect");
        (await answer.Awaiting(task => task).Should().ThrowAsync<SocketIoDisconnectedException>()).Which.Reason.Should().Be("io server disconnect");
        await news.Awaiting(task => task).Should().ThrowAsync<SocketIoDisconnectedException>();
        await Patience.UntilAsync(() => app.Io.ConnectionCount == 0);
    }

    [Test]
    public async Task Disconnect_ConnectionClosed_IsTransportClose()
    {
        await using var app = await InMemoryApp.StartAsync();
        await using var client = await ConnectAsync(app);

        await app.StopAsync().Soon();

        (await client.Disconnected.Soon()).Should().Be("transport close");
    }

    [Test]
    public async Task Abort_Client_IsGoneForTheServer()
    {
        var reason = new TaskCompletionSource<DisconnectReason>();
        await using var app = await InMemoryApp.StartAsync(io => io.OnConnection(socket => socket.OnDisconnect(reason.SetResult)));
        await using var client = await ConnectAsync(app);

        await client.AbortAsync().Soon();

        (await client.Disconnected).Should().Be("transport close");
        (await reason.Task.Soon()).Name.Should().Be(transport is TestTransport.Polling ? "transport error" : "transport close");
    }

    [Test]
    public async Task Cookies_SetByTheServer_AreKeptAndSent()
    {
        await using var app = await InMemoryApp.StartAsync(use: web => web.Use((HttpContext http, RequestDelegate next) =>
        {
            http.Response.Cookies.Append("visit", "1");
            return next(http);
        }));
        var cookies = new CookieContainer();
        await using var first = await app.Server.ConnectSocketIoAsync(options => (options.Transport, options.Cookies) = (transport, cookies));
        await using var second = await app.Server.ConnectSocketIoAsync(options => (options.Transport, options.Cookies) = (transport, cookies));

        first.ResponseHeaders["set-cookie"].ToString().Should().StartWith("visit=1");
        app.Find(first).Handshake.Headers.ContainsKey("Cookie").Should().BeFalse();
        app.Find(second).Handshake.Headers["Cookie"].Should().Be("visit=1");
    }

    private Task<SocketIoTestClient> ConnectAsync(InMemoryApp app) => app.Server.ConnectSocketIoAsync(options => options.Transport = transport);

    private sealed record Position(int X, string Y);

    private sealed record Picture(string Name, byte[] Bytes);
}
