using System.Collections.Concurrent;
using SocketIoSharp.Redis.Connections;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Tests.Connections;

/// <summary>The connection by itself: order, losses and what waits.</summary>
internal sealed class RedisConnectionTests : WireFixture
{
    private const long Limit = 64 * 1024 * 1024;

    private readonly ConcurrentQueue<string> _told = new();

    [SetUp]
    public void Forget() => _told.Clear();

    [Test]
    public async Task Publish_ManyNumberedMessages_ArriveInOrder()
    {
        const int count = 100_000;
        var connection = await ConnectAsync(RedisRun.Server);
        var (next, isInOrder) = (0, true);
        await connection.SubscribeAsync(Channel("order"), message =>
        {
            isInOrder &= BitConverter.ToInt32((byte[])message.Message!) == next;
            Volatile.Write(ref next, next + 1);
        }, Fail);
        await SubscribedAsync(connection, Channel("order"));

        var last = Task.CompletedTask;
        for (var i = 0; i < count; i++)
        {
            last = connection.PublishAsync(Channel("order"), BitConverter.GetBytes(i));
        }

        await last.WaitAsync(TimeSpan.FromMinutes(1));
        await Patience.UntilAsync(() => Volatile.Read(ref next) == count, "the last message");
        isInOrder.Should().BeTrue();
        await Patience.UntilAsync(() => connection.PendingBytes == 0);
    }

    [Test]
    public async Task Publish_BeforeTheFirstConnection_WaitsAndKeepsItsOrder()
    {
        var listener = await ConnectAsync(RedisRun.Server);
        var received = new ConcurrentQueue<int>();
        await listener.SubscribeAsync(Channel("early"), message => received.Enqueue(BitConverter.ToInt32((byte[])message.Message!)), Fail);
        await SubscribedAsync(listener, Channel("early"));
        var gate = new TaskCompletionSource();
        await using var connection = new RedisConnection(() => OpenAfterAsync(gate.Task), isOwner: true, Limit);

        var early = Enumerable.Range(0, 100).Select(i => connection.PublishAsync(Channel("early"), BitConverter.GetBytes(i))).ToArray();
        gate.SetResult();

        await Task.WhenAll(early).Soon();
        await Patience.UntilAsync(() => received.Count == 100);
        received.Should().Equal(Enumerable.Range(0, 100));
    }

    [Test]
    public async Task Redis_GoesAndComesBack_IsToldOnceEachWayAndSubscriptionsAreBack()
    {
        var redis = await Own(RedisServer.StartAsync());
        var connection = await ConnectAsync(redis);
        var received = new ConcurrentQueue<string>();
        await connection.SubscribeAsync(Channel("again"), message => received.Enqueue(message.Message!), Fail);
        await SubscribedAsync(connection, Channel("again"));

        await redis.StopAsync();
        await Patience.UntilAsync(() => _told.SequenceEqual(["lost"]), "the loss");
        var publish = async () => await connection.PublishAsync(Channel("again"), [1]);
        await publish.Should().ThrowAsync<RedisException>();
        await redis.StartAgainAsync();
        await Patience.UntilAsync(() => _told.SequenceEqual(["lost", "regained"]), "the return");

        await connection.PublishAsync(Channel("again"), "x"u8.ToArray());
        await Patience.UntilAsync(() => received.SequenceEqual(["x"]));
    }

    [Test]
    public async Task Redis_CannotBeListenedToAtOnce_IsNotTakenForLost()
    {
        var line = Own(new CutLine(RedisRun.Server.Port));
        var connection = await ConnectDeafAsync(line);

        // To watch it lets it look.
        for (var i = 0; i < 50; i++)
        {
            connection.Watch(Watcher());
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        line.LetListen();
        await connection.SubscribeAsync(Channel("first"), _ => { }, Fail);
        await SubscribedAsync(connection, Channel("first"));
        _told.Should().BeEmpty();
    }

    [Test]
    public async Task Redis_CannotBeListenedToForLong_IsTakenForLost()
    {
        var line = Own(new CutLine(RedisRun.Server.Port));
        await ConnectDeafAsync(line);

        await Patience.UntilAsync(() => _told.SequenceEqual(["lost"]), "the loss");
        line.LetListen();
        await Patience.UntilAsync(() => _told.SequenceEqual(["lost", "regained"]), "the return");
    }

    [Test]
    public async Task Redis_IsNotThereAtFirst_IsFoundWhenItComes()
    {
        var redis = await Own(RedisServer.StartAsync());
        await redis.StopAsync();
        var connection = await ConnectAsync(redis);
        var received = new ConcurrentQueue<string>();
        await Patience.UntilAsync(() => _told.SequenceEqual(["lost"]), "the loss");
        var subscribing = connection.SubscribeAsync(Channel("late"), message => received.Enqueue(message.Message!), Fail);

        await redis.StartAgainAsync();
        await subscribing.Soon();
        await Patience.UntilAsync(() => _told.SequenceEqual(["lost", "regained"]), "the return");

        await SubscribedAsync(connection, Channel("late"));
        await connection.PublishAsync(Channel("late"), "x"u8.ToArray());
        await Patience.UntilAsync(() => received.SequenceEqual(["x"]));
    }

    [Test]
    public async Task Publish_RedisStandsStill_MemoryIsBoundedAndEverythingThatWaitedArrivesInOrder()
    {
        var redis = await Own(RedisServer.StartAsync());
        var connection = await ConnectAsync(redis, maxPendingBytes: 1024 * 1024);
        var received = new ConcurrentQueue<int>();
        await connection.SubscribeAsync(Channel("slow"), message => received.Enqueue(BitConverter.ToInt32((byte[])message.Message!)), Fail);
        await SubscribedAsync(connection, Channel("slow"));

        await redis.PauseAsync();
        var payload = new byte[10_000];
        var sent = new List<Task>();
        for (var i = 0; i < 1000; i++)
        {
            BitConverter.TryWriteBytes(payload, i);
            sent.Add(connection.PublishAsync(Channel("slow"), [.. payload]));
            connection.PendingBytes.Should().BeLessThanOrEqualTo(1024 * 1024);
        }

        await Task.Delay(TimeSpan.FromSeconds(3));
        await redis.ResumeAsync();
        await Task.WhenAll(sent).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var arrived = sent.Count(task => task.IsCompletedSuccessfully);
        arrived.Should().BeInRange(90, 110);
        await Patience.UntilAsync(() => received.Count == arrived);
        received.Should().BeInAscendingOrder();
        _told.Should().BeEmpty("nothing was lost that is not known");
    }

    [Test]
    public async Task Open_Throws_IsTriedAgain()
    {
        var tries = 0;
        await using var connection = new RedisConnection(
            () => ++tries < 3 ? throw new RedisConnectionException(ConnectionFailureType.UnableToResolvePhysicalConnection, "not yet")
                : RedisConfiguration.OpenAsync(RedisConfiguration.Parse(RedisRun.Server.Configuration)),
            isOwner: true,
            Limit);
        connection.Watch(Watcher());

        await Patience.UntilAsync(() => _told.SequenceEqual(["lost", "regained"]), "the return");
        await connection.PublishAsync(Channel("x"), [1]);
    }

    [Test]
    public void Parse_NoServer_IsRefused() => FluentActions.Invoking(() => RedisConfiguration.Parse("abortConnect=true")).Should().Throw<ArgumentException>();

    [Test]
    public async Task Handler_Throws_TheNextMessagesAreHandled()
    {
        var connection = await ConnectAsync(RedisRun.Server);
        var (received, failures) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        await connection.SubscribeAsync(
            Channel("throws"),
            message =>
            {
                if (message.Message == "bad")
                {
                    throw new InvalidOperationException("on purpose");
                }

                received.Enqueue(message.Message!);
            },
            exception => failures.Enqueue(exception.Message));
        await SubscribedAsync(connection, Channel("throws"));

        foreach (var text in new[] { "first", "bad", "second" })
        {
            await connection.PublishAsync(Channel("throws"), System.Text.Encoding.ASCII.GetBytes(text));
        }

        await Patience.UntilAsync(() => received.Count == 2, "the message behind");
        received.Should().Equal("first", "second");
        failures.Should().Equal("on purpose");
    }

    [Test]
    public async Task Subscriptions_EndBeforeRedisIsThere_AreNotMade()
    {
        var gate = new TaskCompletionSource();
        await using var connection = new RedisConnection(() => OpenAfterAsync(gate.Task), isOwner: true, Limit);
        var (ended, lasting) = (new RedisSubscriptions(connection, Fail), new RedisSubscriptions(connection, Fail));
        var adding = ended.AddAsync(Channel("ended"), _ => { });
        await ended.EndAsync();
        var kept = lasting.AddAsync(Channel("lasting"), _ => { });

        gate.SetResult();
        await adding.Soon();
        await kept.Soon();

        await SubscribedAsync(connection, Channel("lasting"));
        (await CountAsync(connection, Channel("ended"))).Should().Be(0);
    }

    [Test]
    public async Task Subscriptions_EndAtOnce_AreNoneForRedis()
    {
        var connection = await ConnectAsync(RedisRun.Server);
        for (var i = 0; i < 50; i++)
        {
            var subscriptions = new RedisSubscriptions(connection, Fail);
            await subscriptions.AddAsync(Channel("ends"), _ => { });
            await subscriptions.EndAsync();
        }

        var last = new RedisSubscriptions(connection, Fail);
        await last.AddAsync(Channel("last"), _ => { });

        // In order: when this one is in force, nothing that was sent before can be on its way.
        await SubscribedAsync(connection, Channel("last"));
        (await CountAsync(connection, Channel("ends"))).Should().Be(0);
    }

    [Test]
    public async Task Subscriptions_ConnectionEndsBeforeRedisIsThere_EndWithIt()
    {
        var connection = new RedisConnection(() => throw new RedisConnectionException(ConnectionFailureType.UnableToResolvePhysicalConnection, "never"), isOwner: true, Limit);
        var adding = new RedisSubscriptions(connection, Fail).AddAsync(Channel("never"), _ => { });

        await connection.DisposeAsync();

        await adding.Soon();
    }

    private static void Fail(Exception exception) => throw exception;

    private static RedisChannel Channel(string name) => new(name, RedisChannel.PatternMode.Literal);

    private static Task SubscribedAsync(RedisConnection connection, RedisChannel channel) => Patience.UntilAsync(async () => await CountAsync(connection, channel) > 0);

    private static async Task<long> CountAsync(RedisConnection connection, RedisChannel channel) =>
        (await connection.AskServersAsync(server => server.SubscriptionSubscriberCountAsync(channel)))[0];

    private static async Task<IConnectionMultiplexer> OpenAfterAsync(Task gate)
    {
        await gate;
        return await RedisConfiguration.OpenAsync(RedisConfiguration.Parse(RedisRun.Server.Configuration));
    }

    private RedisWatcher Watcher() => new(_ => _told.Enqueue("lost"), () => _told.Enqueue("regained"));

    /// <summary>Connects, and is there for commands only.</summary>
    private async Task<RedisConnection> ConnectDeafAsync(CutLine line)
    {
        var multiplexer = await RedisConfiguration.OpenAsync(RedisConfiguration.Parse(line.Configuration));
        await Patience.UntilAsync(() => multiplexer.GetSubscriber().IsConnected());
        line.CutListening();
        await Patience.UntilAsync(() => !multiplexer.GetSubscriber().IsConnected());
        var connection = new RedisConnection(() => Task.FromResult(multiplexer), isOwner: true, Limit);
        connection.Watch(Watcher());
        return await Own(Task.FromResult(connection));
    }

    private async Task<RedisConnection> ConnectAsync(RedisServer redis, long maxPendingBytes = Limit)
    {
        var connection = new RedisConnection(() => RedisConfiguration.OpenAsync(RedisConfiguration.Parse(redis.Configuration)), isOwner: true, maxPendingBytes);
        connection.Watch(Watcher());
        return await Own(Task.FromResult(connection));
    }
}
