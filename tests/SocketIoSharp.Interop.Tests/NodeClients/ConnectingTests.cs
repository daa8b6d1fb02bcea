using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.NodeClients;

[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed class ConnectingTests(string transport) : NodeClientFixture(transport)
{
    [Test]
    public async Task Client_ConnectsWithAuth_IsTheSocketThatTheServerSees()
    {
        await using var server = await InteropServer.StartAsync();
        await using var client = Play("connect", server);

        var id = await client.HearAsync<string>("connected");
        var socket = await server.NextSocketAsync();
        socket.Id.Should().Be(id);
        socket.Connected.Should().BeTrue();

        // A client says that it has moved when it has sent the last packet of its probe, which is before the server has read it.
        await Patience.UntilAsync(() => socket.Transport == FinalTransport, "the last packet of the probe to be read");
        socket.Rooms.Should().Equal(id);
        socket.Handshake.GetAuth<Credentials>().Should().Be(new Credentials("sesame", 3));
        socket.Handshake.Query["EIO"].Should().Be("4");
        socket.Handshake.Query["transport"].Should().Be(Transport is Transports.WebSocket ? "websocket" : "polling");
        socket.Handshake.Address.Should().Be("127.0.0.1");

        var otherId = await client.HearAsync<string>("connected");
        var other = await server.NextSocketAsync();
        other.Id.Should().Be(otherId);
        other.Handshake.GetAuth<Credentials>().Should().Be(new Credentials("from a function", 0));
        server.Io.ConnectionCount.Should().Be(2);
        server.Io.Sockets.SocketCount.Should().Be(2);

        await client.TellAsync("leave");
        await client.FinishAsync();
    }

    [Test]
    public async Task Client_TwoNamespacesOverOneConnection_AreTwoSockets()
    {
        await using var server = await InteropServer.StartAsync(InstallWhere);
        server.Observe("/news");
        await using var client = Play("namespaces", server);

        var ids = await client.HearAsync<Sockets>("connected");
        ids.Session.Should().NotBe(ids.Main).And.NotBe(ids.News);
        server.Io.ConnectionCount.Should().Be(1);
        server.Io.Sockets.TryGetSocket(ids.Main, out _).Should().BeTrue();
        server.Io.Of("/news").TryGetSocket(ids.News, out var news).Should().BeTrue();
        await client.TellAsync("counted");

        await client.HearAsync("left");
        (await InteropServer.DisconnectionOf(news!)).Should().Be(DisconnectReason.ClientNamespaceDisconnect);
        server.Io.Of("/news").SocketCount.Should().Be(0);
        server.Io.Sockets.SocketCount.Should().Be(1);
        server.Io.ConnectionCount.Should().Be(1);
        await client.TellAsync("counted");

        (await client.HearAsync<Sockets>("returned")).Session.Should().Be(ids.Session, "the connection has lasted");
        server.Io.Of("/news").SocketCount.Should().Be(1);
        await client.TellAsync("leave");
        await client.FinishAsync();
    }

    [Test]
    public async Task Client_SharedManager_OpensOneConnectionForItsNamespaces()
    {
        await using var server = await InteropServer.StartAsync(InstallWhere);
        await using var client = Play("shared-manager", server);

        await client.HearAsync("connected");
        server.Io.ConnectionCount.Should().Be(2);
        server.Io.Sockets.SocketCount.Should().Be(2);
        server.Io.Of("/news").SocketCount.Should().Be(1);
        await client.TellAsync("counted");
        await client.FinishAsync();
        await Patience.UntilAsync(() => server.Io.ConnectionCount == 0, "both connections to be closed");
    }

    [Test]
    public async Task Client_RefusedByMiddleware_GetsMessageAndData()
    {
        await using var server = await InteropServer.StartAsync(io =>
        {
            InstallWhere(io);
            io.Of("/members").Use(RequireToken);
            io.Of("/members").OnConnection(AnswerWhere);
            io.Of("/plain").Use((context, _) =>
            {
                context.Reject("not today");
                return Task.CompletedTask;
            });
        });
        await using var client = Play("refused", server);

        await client.HearAsync("refused");
        server.Io.Of("/members").SocketCount.Should().Be(0);
        server.Io.Sockets.SocketCount.Should().Be(1);
        await client.TellAsync("counted");
        await client.FinishAsync();
    }

    [Test]
    public async Task Client_UnknownNamespace_IsRefused()
    {
        await using var server = await InteropServer.StartAsync();
        await using var client = Play("unknown-namespace", server);
        await client.FinishAsync();
    }

    private static void InstallWhere(SocketIoServer io)
    {
        io.OnConnection(AnswerWhere);
        io.Of("/news").OnConnection(AnswerWhere);
    }

    private static void AnswerWhere(Socket socket) => socket.On("where", async () =>
    {
        await socket.EmitAsync("here", socket.Namespace.Name);
        return socket.Namespace.Name;
    });

    private static Task RequireToken(ConnectContext context, Func<Task> next)
    {
        var token = context.Socket.Handshake.GetAuth<Credentials>()!.Token;
        if (token == "sesame")
        {
            return next();
        }

        context.Reject("who are you?", new { code = 42, tried = token, hints = (string[])["a", "ü"] });
        return Task.CompletedTask;
    }

    private sealed record Credentials(string Token, int Level);

    private sealed record Sockets(string Main, string News, string Session);
}
