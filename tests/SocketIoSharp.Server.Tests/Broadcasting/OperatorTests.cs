using SocketIoSharp.Adapters;

namespace SocketIoSharp.Server.Tests.Broadcasting;

/// <summary>What acts on the receivers themselves, on one server.</summary>
internal sealed class OperatorTests : CrowdFixture
{
    [Test]
    public async Task FetchSockets_Narrowed_FindsEachOnce()
    {
        await GatherAsync(3);
        await Sockets[0].JoinAsync("a", "b");
        await Sockets[1].JoinAsync("b");

        (await Server.FetchSocketsAsync()).Select(socket => socket.Id).Should().BeEquivalentTo(Sockets.Select(socket => socket.Id));
        (await Server.In("a", "b").FetchSocketsAsync()).Select(socket => socket.Id).Should().BeEquivalentTo(Sockets[0].Id, Sockets[1].Id);
        (await Sockets[0].Broadcast.Except("b").FetchSocketsAsync()).Select(socket => socket.Id).Should().Equal(Sockets[2].Id);
        (await Server.Of("/empty").FetchSocketsAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task FetchSockets_Data_IsASnapshotOnceRead()
    {
        await GatherAsync(1);
        Sockets[0].Data["n"] = 1;
        Sockets[0].Data["bytes"] = new byte[] { 1, 2 };
        var remote = (await Server.FetchSocketsAsync())[0];

        remote.GetData<int>("n").Should().Be(1);
        Sockets[0].Data["n"] = 2;

        remote.GetData<int>("n").Should().Be(1);
        remote.GetData<byte[]>("bytes").Should().Equal(1, 2);
    }

    [Test]
    public async Task SocketsJoin_OfARoom_MovesItsMembers()
    {
        await GatherAsync(3);
        await Sockets[0].JoinAsync("a");
        await Sockets[2].JoinAsync("a");

        await Server.In("a").Except(Sockets[2].Id).SocketsJoinAsync("b", "c");
        await Server.In("a").SocketsLeaveAsync("a", "c");
        await Server.To("b").EmitAsync("hello");

        await ExpectAsync("""2["hello"]""", 0);
        Sockets[0].Rooms.Should().BeEquivalentTo(Sockets[0].Id, "b");
        Sockets[2].Rooms.Should().BeEquivalentTo(Sockets[2].Id);
    }

    [Test]
    public async Task SocketsJoin_NullRoom_Throws()
    {
        await StartAsync();

        ((Func<Task>)(() => Server.SocketsJoinAsync("a", null!))).Should().ThrowAsync<ArgumentNullException>().GetAwaiter().GetResult();
    }

    [Test]
    public async Task DisconnectSockets_AfterAnEmit_DeliversThatFirst()
    {
        await GatherAsync(2);
        await Sockets[0].JoinAsync("a");
        var reason = new TaskCompletionSource<DisconnectReason>();
        Sockets[0].OnDisconnect(reason.SetResult);

        await Server.To("a").EmitAsync("bye");
        await Server.In("a").DisconnectSocketsAsync(close: true);

        await Client(0).ExpectAsync("""2["bye"]""", "1");
        await Client(0).Engine.ReceiveCloseAsync();
        (await reason.Task.Soon()).Should().Be(DisconnectReason.ServerNamespaceDisconnect);
        Sockets[1].Connected.Should().BeTrue();
    }

    [Test]
    public async Task RemoteSocket_OfThisServer_EmitsAndAsks()
    {
        await GatherAsync(2);
        var remote = (await Server.In(Sockets[1].Id).FetchSocketsAsync()).Single();

        await remote.EmitAsync("hello");
        await ExpectAsync("""2["hello"]""", 1);
        var answer = remote.EmitWithAck("q").As<int>();
        var id = await Client(1).ExpectRequestAsync("""["q"]""");
        await Client(1).SendAsync($"3{id}[5,6]");

        (await answer.Soon()).Should().Be(5);
    }

    [Test]
    public async Task ServerSideEmit_OneServer_ReachesNobodyAndSaysSoOnce()
    {
        await StartAsync();
        Server.OnServerSideEvent("news", (_, _) => throw new InvalidOperationException("never self"));

        await Server.ServerSideEmitAsync("news", 1);
        (await Server.ServerSideEmitWithAck("news").As<int>().Soon()).Should().BeEmpty();

        Host.Log.Entries.Where(entry => entry.Message.Contains("knows no other nodes", StringComparison.Ordinal)).Should().ContainSingle();
    }

    [TestCase("connect")]
    [TestCase("connection")]
    [TestCase("new_namespace")]
    public async Task ServerSideEmit_ReservedName_ThrowsInTheReferencesWords(string name)
    {
        await StartAsync();
        var message = $"\"{name}\" is a reserved event name*";

        ((Action)(() => _ = Server.ServerSideEmitAsync(name))).Should().Throw<ArgumentException>().WithMessage(message);
        ((Action)(() => Server.ServerSideEmitWithAck(name))).Should().Throw<ArgumentException>().WithMessage(message);
        ((Action)(() => Server.OnServerSideEvent(name, (_, _) => { }))).Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Test]
    public async Task Compress_False_MarksTheFrames()
    {
        await GatherAsync(1);
        var packet = new OutgoingPacket("[\"e\"]"u8.ToArray());

        packet.FramesFor(Server.Sockets, Server.Compress(false).Target).IsCompressible.Should().BeFalse();
        packet.FramesFor(Server.Sockets, Server.Compress(false).Compress(true).Target).IsCompressible.Should().BeTrue();
        await Server.Compress(false).EmitAsync("a");
        await Sockets[0].Compress(false).EmitAsync("b");
        await Sockets[0].Volatile.Compress(true).Timeout(TimeSpan.FromSeconds(1)).EmitAsync("c");
        await Client(0).ExpectAsync("""2["a"]""", """2["b"]""");
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}x")]
    public void OutgoingPacket_NoEvent_Throws(string json) =>
        ((Action)(() => _ = new OutgoingPacket(System.Text.Encoding.UTF8.GetBytes(json)))).Should().Throw<ArgumentException>();
}
