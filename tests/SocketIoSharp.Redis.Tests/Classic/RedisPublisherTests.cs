using StackExchange.Redis;

namespace SocketIoSharp.Redis.Tests.Classic;

/// <summary>A process without a server.</summary>
internal sealed class RedisPublisherTests : ClassicFixture
{
    [Test]
    public async Task Emitter_ReachesTheClientsOfAllNodes()
    {
        await StartNodesAsync(2);
        await using var publisher = new RedisPublisher(Redis.Configuration, options => options.Key = Key);
        var emitter = new SocketIoEmitter(publisher);
        var (here, first) = await ConnectAsync(0);
        var (there, second) = await ConnectAsync(1);
        var heard = new TaskCompletionSource();
        Other.OnServerSideEvent("job", (_, _) => heard.TrySetResult());

        await emitter.EmitAsync("text", 1, "é");
        await emitter.EmitAsync("binary", new byte[] { 7 });
        await emitter.SocketsJoinAsync("a");
        await emitter.In(first.Id).SocketsLeaveAsync("a");
        await emitter.To("a").EmitAsync("in a");
        await emitter.Except(second.Id).Volatile.Compress(false).EmitAsync("others");
        await emitter.ServerSideEmitAsync("job");
        await heard.Task.Soon();
        await emitter.DisconnectSocketsAsync();

        await here.ExpectAsync("""2["text",1,"é"]""", """51-["binary",{"_placeholder":true,"num":0}]""", "bBw==", """2["others"]""", "1");
        await there.ExpectAsync("""2["text",1,"é"]""", """51-["binary",{"_placeholder":true,"num":0}]""", "bBw==", """2["in a"]""", "1");
    }

    [Test]
    public async Task Emitter_OfANamespace_StaysInIt()
    {
        await StartNodesAsync(1);
        _ = Server.Of("/n");
        await (await PeerAsync()).ListenedToAsync(1, "/n");
        await using var redis = await ConnectionMultiplexer.ConnectAsync(Redis.Configuration);
        await using var publisher = new RedisPublisher(redis, options => options.Key = Key);
        var (inside, _) = await ConnectAsync(0, "/n");
        var (outside, socket) = await ConnectAsync(0);

        await new SocketIoEmitter(publisher).Of("n").EmitAsync("hello");

        await inside.ExpectAsync("""2/n,["hello"]""");
        await ExpectNothingAsync(outside, socket);
    }

    [Test]
    public async Task Emitter_RedisIsAway_IsTold()
    {
        var redis = await Own(RedisServer.StartAsync());
        await redis.StopAsync();
        await using var publisher = new RedisPublisher(redis.Configuration);

        var emit = () => new SocketIoEmitter(publisher).EmitAsync("lost").Soon();

        await emit.Should().ThrowAsync<RedisException>();
    }

    [Test]
    public void Options_ThatMakeNoSense_AreRefused()
    {
        FluentActions.Invoking(() => new RedisPublisher("localhost", options => options.Key = string.Empty)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new RedisPublisher("localhost", options => options.MaxPendingBytes = 0)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new RedisPublisher(string.Empty)).Should().Throw<ArgumentException>();
    }
}
