namespace SocketIoSharp.Server.Tests.Namespaces;

internal sealed class NamespaceTests : ServerFixture
{
    [Test]
    public async Task Of_WithAndWithoutSlash_IsOneNamespace()
    {
        await StartAsync();

        Server.Of("chat").Should().BeSameAs(Server.Of("/chat"));
        Server.Of("chat").Name.Should().Be("/chat");
        Server.Of("/").Should().BeSameAs(Server.Sockets);
        Server.Of(string.Empty).Should().BeSameAs(Server.Sockets);
        Server.Of("/Chat").Should().NotBeSameAs(Server.Of("/chat"));
        Server.Of("/chat/").Should().NotBeSameAs(Server.Of("/chat"));
        Server.Of("/chat").Server.Should().BeSameAs(Server);
    }

    [Test]
    public async Task Of_ManyThreads_MakeOneNamespace()
    {
        await StartAsync();

        var found = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => Server.Of("/new"))));

        found.Distinct().Should().ContainSingle();
    }

    [Test]
    public async Task Connect_UnknownNamespace_IsRefusedAndTheConnectionGoesOn()
    {
        await StartAsync();
        var client = await OpenAsync();

        await client.RequestAsync("/nowhere");
        await client.ExpectAsync("""4/nowhere,{"message":"Invalid namespace"}""");
        Server.Of("/nowhere");

        await client.ConnectAsync("/nowhere");
    }

    [TestCase(WireClient.WebSocket)]
    [TestCase(WireClient.Polling)]
    public async Task Namespaces_OverOneConnection_AreApart(string transport)
    {
        await StartAsync(prepare: server =>
        {
            server.OnConnection(socket => socket.On("who", () => "main"));
            server.Of("/admin").OnConnection(socket => socket.On("who", () => "admin"));
        });
        var client = await OpenAsync(transport);
        var main = await FindAsync(await client.ConnectAsync());
        var admin = await FindAsync(await client.ConnectAsync("/admin"), "/admin");

        await client.SendAsync("""2/admin,1["who"]""");
        await client.ExpectAsync("""3/admin,1["admin"]""");
        await client.SendAsync("""21["who"]""");
        await client.ExpectAsync("""31["main"]""");
        await Server.EmitAsync("to main");
        await client.ExpectAsync("""2["to main"]""");
        await Server.Of("/admin").EmitAsync("to admin");
        await client.ExpectAsync("""2/admin,["to admin"]""");

        main.Id.Should().NotBe(admin.Id);
        Server.ConnectionCount.Should().Be(1);
        Server.Sockets.TryGetSocket(admin.Id, out _).Should().BeFalse();
    }

    [Test]
    public async Task Rooms_OfOneNameInTwoNamespaces_AreApart()
    {
        await StartAsync(prepare: server => server.Of("/admin"));
        var (mainClient, main) = await ConnectAsync();
        var (adminClient, admin) = await ConnectAsync("/admin");
        await main.JoinAsync("lobby");
        await admin.JoinAsync("lobby");

        await Server.To("lobby").EmitAsync("main");
        await Server.Of("/admin").To("lobby").EmitAsync("admin");

        await mainClient.ExpectAsync("""2["main"]""");
        await adminClient.ExpectAsync("""2/admin,["admin"]""");
        await ExpectNothingAsync(mainClient, main);
        await ExpectNothingAsync(adminClient, admin);
    }

    [Test]
    public async Task Disconnect_OneNamespace_LeavesTheOther()
    {
        await StartAsync(prepare: server => server.Of("/admin"));
        var client = await OpenAsync();
        var main = await FindAsync(await client.ConnectAsync());
        var admin = await FindAsync(await client.ConnectAsync("/admin"), "/admin");
        var reason = new TaskCompletionSource<DisconnectReason>();
        admin.OnDisconnect(reason.SetResult);

        await client.SendAsync("1/admin,");

        (await reason.Task.Soon()).Should().Be(DisconnectReason.ClientNamespaceDisconnect);
        await ExpectNothingAsync(client, main);
        main.Connected.Should().BeTrue();
        Server.Of("/admin").SocketCount.Should().Be(0);
        (await client.ConnectAsync("/admin")).Should().NotBe(admin.Id, "a socket that comes back is a new one");
    }

    [Test]
    public async Task DisconnectAsync_OneNamespace_TellsTheClientAndLeavesTheOther()
    {
        await StartAsync(prepare: server => server.Of("/admin"));
        var client = await OpenAsync();
        var main = await FindAsync(await client.ConnectAsync());
        var admin = await FindAsync(await client.ConnectAsync("/admin"), "/admin");

        await admin.DisconnectAsync();

        await client.ExpectAsync("1/admin,");
        admin.Connected.Should().BeFalse();
        await ExpectNothingAsync(client, main);
    }

    [Test]
    public async Task DisconnectAsync_Close_EndsAllNamespacesAndTheConnection()
    {
        await StartAsync(prepare: server => server.Of("/admin"));
        var client = await OpenAsync();
        await client.ConnectAsync();
        var admin = await FindAsync(await client.ConnectAsync("/admin"), "/admin");

        await admin.DisconnectAsync(close: true);

        var packets = new[] { await client.ReceiveAsync(), await client.ReceiveAsync() };
        packets.Should().BeEquivalentTo("1", "1/admin,");
        await client.Engine.ReceiveCloseAsync();
        await Patience.UntilAsync(() => Server.ConnectionCount == 0);
    }

    [TestCase("0", Description = "A second socket in one namespace.")]
    [TestCase("""2/admin,["hello"]""", Description = "An event for a namespace that was not joined.")]
    [TestCase("1/admin,", Description = "A goodbye to one.")]
    [TestCase("3/admin,1[]", Description = "An answer in one.")]
    public async Task Packet_OutOfPlace_EndsTheConnection(string packet)
    {
        await StartAsync(prepare: server => server.Of("/admin"));
        var (client, socket) = await ConnectAsync();
        var reason = new TaskCompletionSource<DisconnectReason>();
        socket.OnDisconnect(reason.SetResult);

        await client.SendAsync(packet);

        await client.Engine.ReceiveCloseAsync();
        (await reason.Task.Soon()).Should().Be(DisconnectReason.ForcedClose);
    }

    [Test]
    public async Task Sockets_ComeAndGo_AreListedMeanwhile()
    {
        await StartAsync();
        var (_, first) = await ConnectAsync();
        var (client, second) = await ConnectAsync();
        var before = Server.Sockets.Sockets;

        before.Should().BeEquivalentTo([first, second]);
        Server.Sockets.SocketCount.Should().Be(2);
        Server.Sockets.TryGetSocket(second.Id, out var found).Should().BeTrue();
        found.Should().BeSameAs(second);
        await client.DisposeAsync();
        await Patience.UntilAsync(() => Server.Sockets.SocketCount == 1);

        Server.Sockets.Sockets.Should().Equal(first);
        Server.Sockets.TryGetSocket(second.Id, out _).Should().BeFalse();
        before.Should().HaveCount(2, "it is a snapshot");
    }
}
