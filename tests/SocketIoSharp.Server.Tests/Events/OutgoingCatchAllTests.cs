namespace SocketIoSharp.Server.Tests.Events;

/// <summary>Handlers for whatever is sent to the client.</summary>
internal sealed class OutgoingCatchAllTests : ServerFixture
{
    private readonly List<string> _seen = [];

    [SetUp]
    public void Forget() => _seen.Clear();

    [Test]
    public async Task OnAnyOutgoing_EmitsOfEveryKind_AreSeenBeforeTheEmitReturns()
    {
        var (_, socket) = await ConnectListeningAsync();

        await socket.EmitAsync("a", 1, "x");
        await socket.Volatile.EmitAsync("b");
        await socket.EmitManyAsync("c", 1, 2, 3);
        _ = socket.EmitWithAck("d", 4);
        _ = socket.Timeout(TimeSpan.FromSeconds(1)).EmitWithAck("e");

        _seen.Should().Equal("a:2", "b:0", "c:3", "d:1", "e:0");
    }

    [Test]
    public async Task OnAnyOutgoing_Broadcasts_AreSeenByTheSocketsThatTheyReach()
    {
        var (_, socket) = await ConnectListeningAsync();
        var (_, other) = await ConnectAsync();
        await socket.JoinAsync("room");

        await Server.EmitAsync("all", 1);
        await Server.To("room").EmitAsync("room", 1);
        await Server.To("elsewhere").EmitAsync("not for it");
        await Server.Except("room").EmitAsync("not for it");
        await other.Broadcast.EmitAsync("from another");
        await socket.Broadcast.EmitAsync("not for it");
        _ = Server.EmitWithAck("question", 1, 2);

        _seen.Should().Equal("all:1", "room:1", "from another:0", "question:2");
    }

    [Test]
    public async Task OnAnyOutgoing_ABroadcast_IsReadOnceForAll()
    {
        var args = new List<EventArguments>();
        await StartAsync(prepare: server => server.OnConnection(socket => socket.OnAnyOutgoing((_, arguments) => args.Add(arguments))));
        var (first, _) = await ConnectAsync();
        var (second, _) = await ConnectAsync();
        await Patience.UntilAsync(() => Server.Sockets.Sockets.All(socket => socket.ListenersAnyOutgoing.Count == 1));

        await Server.EmitAsync("e", "ü", new byte[] { 1, 2 });

        args.Should().HaveCount(2);
        args[0].Should().BeSameAs(args[1]);
        args[0].Get<string>(0).Should().Be("ü");
        args[0].Get<byte[]>(1).Should().Equal(1, 2);
        foreach (var client in new[] { first, second })
        {
            await client.ExpectAsync("""51-["e","ü",{"_placeholder":true,"num":0}]""", "bAQI=");
        }
    }

    [Test]
    public async Task OnAnyOutgoing_Answers_AreNotSeen()
    {
        var (client, socket) = await ConnectListeningAsync();
        socket.On("e", () => 1);

        await client.AskAsync("""["e"]""");

        _seen.Should().BeEmpty();
    }

    [Test]
    public async Task OnAnyOutgoing_Throws_IsLoggedAndEverybodyGetsTheEvent()
    {
        var (client, socket) = await ConnectListeningAsync();
        var (other, _) = await ConnectAsync();
        Host.Log.Expect("OutgoingHandlerFailed");
        socket.PrependAnyOutgoing((_, _) => throw new InvalidOperationException("no"));

        await socket.EmitAsync("alone");
        await Server.EmitAsync("all");

        await client.ExpectAsync("""2["alone"]""", """2["all"]""");
        await other.ExpectAsync("""2["all"]""");
        _seen.Should().Equal("alone:0", "all:0");
    }

    [Test]
    public async Task OnAnyOutgoing_Disconnected_SeesNothing()
    {
        var (_, socket) = await ConnectListeningAsync();

        await socket.DisconnectAsync();
        await socket.EmitAsync("late");
        await Server.EmitAsync("late");

        _seen.Should().BeEmpty();
    }

    [Test]
    public async Task OffAnyOutgoing_OneOrAll_SeeNoMore()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();
        Action<string, EventArguments> first = (name, _) => _seen.Add("first " + name);
        Action<string, EventArguments> second = (name, _) => _seen.Add("second " + name);
        socket.ListenersAnyOutgoing.Should().BeEmpty();
        socket.OffAnyOutgoing(first);
        socket.OffAnyOutgoing();
        socket.OnAnyOutgoing(first);
        socket.PrependAnyOutgoing(second);
        socket.ListenersAnyOutgoing.Should().Equal(second, first);

        await socket.EmitAsync("a");
        socket.OffAnyOutgoing(first);
        await socket.EmitAsync("b");
        socket.OffAnyOutgoing();
        await socket.EmitAsync("c");

        _seen.Should().Equal("second a", "first a", "second b");
    }

    [Test]
    public async Task OnAnyOutgoing_Null_Throws()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();

        socket.Invoking(s => s.OnAnyOutgoing(null!)).Should().Throw<ArgumentNullException>();
        socket.Invoking(s => s.PrependAnyOutgoing(null!)).Should().Throw<ArgumentNullException>();
        socket.Invoking(s => s.OffAnyOutgoing(null!)).Should().Throw<ArgumentNullException>();
    }

    private async Task<(SocketWire Client, Socket Socket)> ConnectListeningAsync()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        socket.OnAnyOutgoing((name, args) => _seen.Add($"{name}:{args.Count}"));
        return (client, socket);
    }
}
