using SocketIoSharp.Cluster;

namespace SocketIoSharp.Server.Tests.Cluster;

/// <summary>What a process without a server sends to the sockets of two nodes.</summary>
internal sealed class EmitterTests : ClusterFixture, IClusterPublisher
{
    private readonly ClusterMessageCodec _codec = new(1 << 20, 64);

    private SocketIoEmitter Emitter => new(this);

    public Task PublishAsync(ClusterMessage message)
    {
        Bus.Send(_codec.WriteMessagePack(message));
        return Task.CompletedTask;
    }

    [Test]
    public async Task Event_TextAndBinary_ReachesTheSocketsOfAllNodes()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        var (there, _) = await ConnectToOtherAsync();

        await Emitter.EmitAsync("hello", 1, new byte[] { 7 }, new { SomeName = "é" });

        foreach (var client in new[] { here, there })
        {
            await client.ExpectAsync("""51-["hello",1,{"_placeholder":true,"num":0},{"someName":"é"}]""", "bBw==");
        }
    }

    [Test]
    public async Task Event_RoomsAndExceptions_ReachesThoseThatAreMeant()
    {
        await StartBothAsync();
        var (first, in1) = await ConnectAsync();
        var (second, in2) = await ConnectToOtherAsync();
        await in1.JoinAsync("a", "b");
        await in2.JoinAsync("b");

        await Emitter.In("b").Except("a").EmitAsync("not a");
        await Emitter.To("a").Volatile.Compress(false).EmitAsync("a");

        await first.ExpectAsync("""2["a"]""");
        await second.ExpectAsync("""2["not a"]""");
        await ExpectNothingAsync(second, in2);
    }

    [Test]
    public void Flags_AreThoseOfTheMessage()
    {
        var published = new List<ClusterMessage>();
        var emitter = new SocketIoEmitter(new Recorder(published));

        _ = emitter.Volatile.Compress(false).To("a", "b").In("c").Except("d").EmitAsync("x");

        published.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Type = ClusterMessageType.Broadcast,
            NodeId = "emitter",
            Namespace = "/",
            Target = new { Rooms = new[] { "a", "b", "c" }, Except = new[] { "d" }, IsVolatile = true, Compress = false, IsLocal = false },
        });
    }

    [Test]
    public async Task Namespace_IsTheOneThatIsNamed()
    {
        await StartBothAsync();
        var (here, socket) = await ConnectAsync();
        Other.Of("/admin").Should().NotBeNull();
        var there = await Own(SocketWire.OpenAsync(OtherHost.Url));
        await there.ConnectAsync("/admin");

        await Emitter.To("nobody").Of("admin").EmitAsync("hello");

        await there.ExpectAsync("""2/admin,["hello"]""");
        await ExpectNothingAsync(here, socket);
    }

    [Test]
    public async Task SocketsJoinAndLeave_ChangeTheRoomsOfAllNodes()
    {
        await StartBothAsync();
        var (client, socket) = await ConnectToOtherAsync();

        await Emitter.In(socket.Id).SocketsJoinAsync("a", "b");
        await Emitter.SocketsLeaveAsync("b");
        await Emitter.To("b").EmitAsync("b");
        await Emitter.To("a").EmitAsync("a");

        await client.ExpectAsync("""2["a"]""");
    }

    [Test]
    public async Task DisconnectSockets_DisconnectsThoseOfAllNodes()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        var (there, _) = await ConnectToOtherAsync();

        await Emitter.DisconnectSocketsAsync();

        await here.ExpectAsync("1");
        await there.ExpectAsync("1");
    }

    [Test]
    public async Task ServerSideEmit_RunsTheHandlersOfAllNodes()
    {
        await StartBothAsync();
        var seen = new SemaphoreSlim(0);
        foreach (var server in new[] { Server, Other })
        {
            server.Sockets.OnServerSideEvent("hello", (args, _) =>
            {
                if (args.Get<int>(0) == 1 && args.Get<byte[]>(1)![0] == 7)
                {
                    seen.Release();
                }
            });
        }

        await Emitter.ServerSideEmitAsync("hello", 1, new byte[] { 7 });

        await Patience.UntilAsync(() => seen.CurrentCount == 2, "both nodes' handlers");
    }

    [Test]
    public async Task BrokerThatCannotBeReached_IsToldToTheCaller()
    {
        await StartBothAsync();
        Bus.IsThere = false;

        await Emitter.Invoking(emitter => emitter.EmitAsync("hello")).Should().ThrowAsync<IOException>();
    }

    [TestCase("connect")]
    [TestCase("connection")]
    [TestCase("new_namespace")]
    public Task ServerSideEmit_ReservedName_IsRefused(string name) =>
        Emitter.Invoking(emitter => emitter.ServerSideEmitAsync(name)).Should().ThrowAsync<ArgumentException>().WithMessage("*reserved event name*");

    [Test]
    public void Json_IsWhatTheApplicationSays()
    {
        var published = new List<ClusterMessage>();

        _ = new SocketIoEmitter(new Recorder(published), json => json.PropertyNamingPolicy = null).EmitAsync("x", new { SomeName = 1 });

        System.Text.Encoding.UTF8.GetString(published[0].Packet!.Json.Span).Should().Be("""["x",{"SomeName":1}]""");
    }

    private sealed class Recorder(List<ClusterMessage> published) : IClusterPublisher
    {
        public Task PublishAsync(ClusterMessage message)
        {
            published.Add(message);
            return Task.CompletedTask;
        }
    }
}
