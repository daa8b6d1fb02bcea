using System.Threading.RateLimiting;

namespace SocketIoSharp.Server.Tests.Limits;

/// <summary>How many events a socket may send in a time, under a clock that stands still unless it is turned.</summary>
internal sealed class EventLimitTests : LimitFixture
{
    private const string Refused = """[{"error":"rate limit exceeded"}]""";

    [Test]
    public async Task EventBurst_OneMore_IsRefusedWithAnAnswer([Values(WireClient.Polling, WireClient.WebSocket)] string transport)
    {
        await ServeAsync(options => options.EventBurst = 3);
        var (client, _) = await ConnectAsync(transport: transport);
        for (var i = 0; i < 3; i++)
        {
            (await client.AskAsync("""["echo",1]""")).Should().Be("[1]");
        }

        (await client.AskAsync("""["echo",1]""")).Should().Be(Refused);
        await ExpectReportAsync("MaxEventsPerSecond");
    }

    [Test]
    public async Task MaxEventsPerSecond_TimePasses_LetsMorePass()
    {
        await ServeAsync(options => (options.EventBurst, options.MaxEventsPerSecond) = (1, 2));
        var (client, _) = await ConnectAsync();
        (await client.AskAsync("""["echo",1]""")).Should().Be("[1]");
        (await client.AskAsync("""["echo",1]""")).Should().Be(Refused);
        Time.Advance(TimeSpan.FromMilliseconds(499));
        (await client.AskAsync("""["echo",1]""")).Should().Be(Refused);

        Time.Advance(TimeSpan.FromMilliseconds(1));

        (await client.AskAsync("""["echo",1]""")).Should().Be("[1]");
        (await client.AskAsync("""["echo",1]""")).Should().Be(Refused);
    }

    [Test]
    public async Task MaxEventsPerSecond_EventWithoutAnAnswer_ReachesNobody()
    {
        var seen = 0;
        await StartAsync(options => options.EventBurst = 2, server => server.OnConnection(socket => socket.On("note", () => { seen++; })));
        var (client, socket) = await ConnectAsync();

        await client.SendAsync("""2["note"]""", """2["note"]""", """2["note"]""", """2["note"]""");
        await client.SynchroniseAsync();

        seen.Should().Be(2);
        await ExpectNothingAsync(client, socket);
    }

    [Test]
    public async Task MaxEventsPerSecond_OtherSocketsOfTheConnection_HaveTheirOwn()
    {
        await ServeAsync(options => options.EventBurst = 1);
        var (client, _) = await ConnectAsync();
        await client.ConnectAsync("/other");
        (await client.AskAsync("""["echo",1]""")).Should().Be("[1]");

        (await client.AskAsync("""["echo",1]""", "/other")).Should().Be("[1]");
    }

    [Test]
    public async Task MaxEventsPerSecond_Answers_AreNotCounted()
    {
        await ServeAsync(options => options.EventBurst = 1);
        var (client, socket) = await ConnectAsync();
        for (var i = 0; i < 3; i++)
        {
            var answer = socket.EmitWithAck("ask").As<int>();
            await client.SendAsync($"3{await client.ExpectRequestAsync("""["ask"]""")}[{i}]");
            (await answer.Soon()).Should().Be(i);
        }

        (await client.AskAsync("""["echo",1]""")).Should().Be("[1]");
    }

    [Test]
    public async Task EventLimitAction_Disconnect_DisconnectsTheSocketAlone()
    {
        await ServeAsync(options => (options.EventBurst, options.EventLimitAction) = (1, EventLimitAction.Disconnect));
        var (client, socket) = await ConnectAsync();
        await client.ConnectAsync("/other");

        await client.SendAsync("""20["echo",1]""", """21["echo",2]""");

        await client.ExpectAsync("30[1]", "1");
        socket.Connected.Should().BeFalse();
        (await client.AskAsync("""["echo",3]""", "/other")).Should().Be("[3]");
    }

    [Test]
    public async Task EventRateLimiter_NoPermits_RefusesUntilThereAreSome()
    {
        var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1 });
        await ServeAsync(options => options.EventRateLimiter = socket => socket.Namespace.Name == "/" ? limiter : null);
        var (client, _) = await ConnectAsync();
        (await client.AskAsync("""["echo",1]""")).Should().Be("[1]", "its lease is given back");

        using (limiter.AttemptAcquire())
        {
            (await client.AskAsync("""["echo",1]""")).Should().Be(Refused);
            await ExpectReportAsync("EventRateLimiter");
            await client.ConnectAsync("/other");
            (await client.AskAsync("""["echo",1]""", "/other")).Should().Be("[1]");
        }

        (await client.AskAsync("""["echo",1]""")).Should().Be("[1]");
    }

    [Test]
    public async Task EventRateLimiter_ThatKnowsWhenThereIsRoom_TellsTheClient()
    {
        await ServeAsync(options => options.EventRateLimiter = _ => new FixedWindowRateLimiter(new FixedWindowRateLimiterOptions
        {
            PermitLimit = 1,
            Window = TimeSpan.FromHours(1),
            AutoReplenishment = false,
        }));
        var (client, _) = await ConnectAsync();
        (await client.AskAsync("""["echo",1]""")).Should().Be("[1]");

        (await client.AskAsync("""["echo",1]""")).Should().Be("""[{"error":"rate limit exceeded","retryAfter":3600}]""");
    }

    [Test]
    public async Task EventRateLimiter_SocketEnds_IsDisposedOf()
    {
        var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1 });
        await ServeAsync(options => options.EventRateLimiter = _ => limiter);
        var (client, socket) = await ConnectAsync();

        await client.SendAsync("1");
        await Patience.UntilAsync(() => !socket.Connected);

        await Patience.UntilAsync(() => IsDisposed(limiter));
    }

    [Test]
    public async Task EventRateLimiter_ThatThrows_RefusesTheEventAndNothingElse()
    {
        await ServeAsync(options => options.EventRateLimiter = _ => new FailingLimiter());
        Host.Log.Expect("EventRateLimiterFailed");
        var (client, _) = await ConnectAsync();

        (await client.AskAsync("""["echo",1]""")).Should().Be(Refused);
    }

    [Test]
    public async Task EventRateLimiter_CannotBeMade_IsLoggedAndThereIsNone()
    {
        await ServeAsync(options => options.EventRateLimiter = _ => throw new InvalidOperationException("on purpose"));
        Host.Log.Expect("EventRateLimiterFailed");
        var (client, _) = await ConnectAsync();

        (await client.AskAsync("""["echo",1]""")).Should().Be("[1]");
    }

    private static bool IsDisposed(RateLimiter limiter)
    {
        try
        {
            limiter.AttemptAcquire().Dispose();
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    private Task ServeAsync(Action<SocketIoOptions> configure) => StartAsync(configure, server =>
    {
        server.OnConnection(socket => socket.On("echo", (int value) => value));
        server.Of("/other").OnConnection(socket => socket.On("echo", (int value) => value));
    });

    private sealed class FailingLimiter : RateLimiter
    {
        public override TimeSpan? IdleDuration => null;

        public override RateLimiterStatistics? GetStatistics() => null;

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => throw new InvalidOperationException("on purpose");

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
