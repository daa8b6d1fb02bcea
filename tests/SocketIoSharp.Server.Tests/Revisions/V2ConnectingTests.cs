namespace SocketIoSharp.Server.Tests.Revisions;

/// <summary>How clients of Socket.IO 2 come into namespaces.</summary>
internal sealed class V2ConnectingTests : V2ClientFixture
{
    [TestCase(WireClient.Polling)]
    [TestCase(WireClient.WebSocket)]
    public async Task Client_Opens_IsConnectedToTheMainNamespaceByItself(string transport)
    {
        await StartV2Async();

        var (client, socket) = await ConnectV2Async(transport);

        socket.Id.Should().Be(client.Engine.SessionId);
        socket.Rooms.Should().Equal(socket.Id);
        socket.Handshake.Auth.GetRawText().Should().Be("{}");
        socket.Connection.Session.Handshake.Protocol.Should().Be(3);
    }

    [Test]
    public async Task Client_OpensOverPolling_ConnectIsNotWithinTheHandshake()
    {
        await StartV2Async(server => server.OnConnection(socket => socket.EmitAsync("hello")));
        var client = await Own(V3PollingWire.OpenAsync(Host.Url));

        (await client.PollTextAsync()).Should().Be("2:4011:42[\"hello\"]");
    }

    [TestCase(WireClient.Polling)]
    [TestCase(WireClient.WebSocket)]
    public async Task Client_SentAwayByTheConnectionHandler_IsTold(string transport)
    {
        await StartV2Async(server => server.OnConnection(socket => socket.DisconnectAsync(close: true)));

        var client = await OpenV2Async(transport);

        await client.ExpectAsync("0", "1");
        await client.Engine.ReceiveCloseAsync();
    }

    [Test]
    public async Task Middleware_OfTheMainNamespace_RunsBeforeConnect()
    {
        await StartV2Async(server => server.Use(async (context, next) =>
        {
            await Task.Yield();
            await context.Socket.EmitAsync("before");
            await next();
        }));

        var client = await OpenV2Async();

        await client.ExpectAsync("""2["before"]""", "0");
    }

    [Test]
    public async Task Middleware_OfTheMainNamespaceRejects_ClientGetsTheMessageAndMayStay()
    {
        await StartV2Async(server =>
        {
            server.Of("/admin");
            server.Use((context, _) =>
            {
                context.Reject("not \"you\"");
                return Task.CompletedTask;
            });
        });
        var client = await OpenV2Async();

        await client.ExpectAsync("""4"not \"you\"" """.TrimEnd());

        await client.RequestAsync("/admin");
        await client.ExpectAsync("0/admin,");
        Server.Sockets.SocketCount.Should().Be(0);
    }

    [Test]
    public async Task Middleware_RejectsWithData_ClientGetsTheDataAlone()
    {
        await StartV2Async(server => server.Of("/mw").Use((context, _) =>
        {
            context.Reject("no", new { Code = 7 });
            return Task.CompletedTask;
        }));
        var (client, socket) = await ConnectV2Async();

        await client.RequestAsync("/mw");

        await client.ExpectAsync("""4/mw,{"code":7}""");
        await ExpectNothingAsync(client, socket);
    }

    [TestCase(false)]
    [TestCase(0)]
    [TestCase(0.0)]
    [TestCase("")]
    public async Task Middleware_RejectsWithDataThatIsNothingInJavaScript_ClientGetsTheMessage(object data)
    {
        await StartV2Async(server => server.Of("/mw").Use((context, _) =>
        {
            context.Reject("plain", data);
            return Task.CompletedTask;
        }));
        var (client, _) = await ConnectV2Async();

        await client.RequestAsync("/mw");

        await client.ExpectAsync("4/mw,\"plain\"");
    }

    [Test]
    public async Task Middleware_RejectsWithEmptyData_ClientGetsIt()
    {
        await StartV2Async(server => server.Of("/mw").Use((context, _) =>
        {
            context.Reject("plain", Array.Empty<int>());
            return Task.CompletedTask;
        }));
        var (client, _) = await ConnectV2Async();

        await client.RequestAsync("/mw");

        await client.ExpectAsync("4/mw,[]");
    }

    [Test]
    public async Task Connect_NamespaceWithQuery_QueryIsTheAuth()
    {
        await StartV2Async(server => server.Of("/admin"));
        var (client, _) = await ConnectV2Async();

        await client.SendAsync("0/admin?token=1234&uid=a%20b%26&__proto__=x,");

        await client.ExpectAsync("0/admin,");
        var socket = await FindAsync("/admin#" + client.Engine.SessionId, "/admin");
        socket.Handshake.Auth.GetRawText().Should().Be("""{"token":"1234","uid":"a b\u0026","__proto__":"x"}""");
        socket.Handshake.GetAuth<Dictionary<string, string>>()!["uid"].Should().Be("a b&");
        socket.Handshake.Query["EIO"].Should().Be("3");
        socket.Rooms.Should().Equal(socket.Id);
    }

    [Test]
    public async Task Connect_UnknownNamespace_IsRefusedAsAnObject()
    {
        await StartV2Async();
        var (client, socket) = await ConnectV2Async();

        await client.SendAsync("0/unk?x=1,");

        await client.ExpectAsync("""4/unk,{"message":"Invalid namespace"}""");
        await ExpectNothingAsync(client, socket);
    }

    [Test]
    public async Task Connect_DynamicNamespace_IsFoundByItsPathAndAuth()
    {
        string? token = null;
        await StartV2Async(server => server.Of((name, auth) =>
        {
            token = auth.GetProperty("token").GetString();
            return ValueTask.FromResult(name == "/dyn");
        }));
        var (client, _) = await ConnectV2Async();

        await client.SendAsync("0/dyn?token=t,");

        await client.ExpectAsync("0/dyn,");
        token.Should().Be("t");
    }

    [Test]
    public async Task Connect_MainNamespaceAgain_ClosesTheConnection()
    {
        await StartV2Async();
        var (client, socket) = await ConnectV2Async();

        await client.SendAsync("0");

        await client.Engine.ReceiveCloseAsync();
        await Patience.UntilAsync(() => !socket.Connected);
    }

    [Test]
    public async Task Connect_FieldThatIsNoUrl_ClosesTheConnectionAndSaysSo()
    {
        await StartV2Async();
        var (client, _) = await ConnectV2Async();

        await client.SendAsync("0//,");

        await client.Engine.ReceiveCloseAsync();
        (await Host.Log.WaitForAsync("PacketMalformed")).Message.Should().Contain("invalid namespace");
    }

    [Test]
    public async Task Event_NamespaceFieldWithQuery_IsRoutedByItsPath()
    {
        await StartV2Async(server => server.Of("/admin").OnConnection(socket => socket.On("ask", (int value) => value + 1)));
        var (client, _) = await ConnectV2Async();
        await client.RequestAsync("/admin");
        await client.ExpectAsync("0/admin,");

        await client.SendAsync("""2/admin?x=1,7["ask",1]""", """2/admin?x=1,8["ask",2]""", """2/x/../admin,9["ask",3]""");

        await client.ExpectAsync("3/admin,7[2]", "3/admin,8[3]", "3/admin,9[4]");
    }

    [Test]
    public async Task ConnectTimeout_MiddlewareNeverEnds_ClosesTheConnection()
    {
        await StartV2Async(server => server.Use((_, _) => new TaskCompletionSource().Task));
        var client = await OpenV2Async();

        // The client is alive, and joins nothing.
        Time.Advance(TimeSpan.FromSeconds(30));
        await client.Engine.SendAsync("2");
        await client.Engine.ExpectAsync("3");
        Time.Advance(TimeSpan.FromSeconds(16));

        await client.Engine.ReceiveCloseAsync();
    }

    [Test]
    public async Task Client_OfRevision5_IsNotConnectedByItself()
    {
        await StartV2Async();

        var (client, socket) = await ConnectAsync();

        socket.Id.Should().NotBe(client.Engine.SessionId);
        await client.SendAsync("0/admin?x=1,");
        await client.ExpectAsync("""4/admin?x=1,{"message":"Invalid namespace"}""");
    }
}
