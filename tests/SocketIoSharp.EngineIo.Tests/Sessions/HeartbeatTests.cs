namespace SocketIoSharp.EngineIo.Tests.Sessions;

[TestFixture(WireClient.Polling)]
[TestFixture(WireClient.WebSocket)]
internal sealed class HeartbeatTests(string transport) : EngineFixture
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    // The clock looks at its sessions at least this often: nothing is early, and nothing later than this.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(500);

    [Test]
    public async Task Ping_IntervalAfterHandshake_IsSentThenAndNotBefore()
    {
        await StartAsync();
        var (client, session) = await OpenAsync(transport);

        Time.Advance(Interval - Millisecond);
        session.TrySend(EngineHost.Message("before"));
        Time.Advance(Tolerance + Millisecond);
        session.TrySend(EngineHost.Message("after"));

        await client.ExpectAsync("4before", "2", "4after");
    }

    [Test]
    public async Task Ping_ShortTimesConfigured_IsAsMuchMoreAccurate()
    {
        await StartAsync(options => (options.PingInterval, options.PingTimeout) = (TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(200)));
        var (client, session) = await OpenAsync(transport);

        Time.Advance(TimeSpan.FromMilliseconds(299));
        session.TrySend(EngineHost.Message("before"));
        Time.Advance(TimeSpan.FromMilliseconds(21));
        session.TrySend(EngineHost.Message("after"));
        await client.ExpectAsync("4before", "2", "4after");
        Time.Advance(TimeSpan.FromMilliseconds(178));
        session.IsOpen.Should().BeTrue();
        Time.Advance(TimeSpan.FromMilliseconds(42));

        await ExpectClosedAsync(session, CloseReason.PingTimeout);
    }

    [Test]
    public async Task Ping_Pong_NextPingIsOneIntervalAfterThePong()
    {
        await StartAsync();
        var (client, session) = await OpenAsync(transport);
        Time.Advance(Interval + Tolerance);
        await client.ExpectAsync("2");

        Time.Advance(TimeSpan.FromSeconds(7));
        await SendPongAsync(client);
        Time.Advance(Interval - Millisecond);
        session.TrySend(EngineHost.Message("before"));
        Time.Advance(Tolerance + Millisecond);

        await client.ExpectAsync("4before", "2");
        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task Pong_Unsolicited_PutsTheNextPingOff()
    {
        await StartAsync();
        var (client, session) = await OpenAsync(transport);

        Time.Advance(Interval - Millisecond);
        await SendPongAsync(client);
        Time.Advance(Interval - Millisecond);
        session.TrySend(EngineHost.Message("before"));
        Time.Advance(Tolerance + Millisecond);

        await client.ExpectAsync("4before", "2");
    }

    [Test]
    public async Task Ping_NoPong_ClosesAtTheTimeoutAndNotBefore()
    {
        await StartAsync();
        var (client, session) = await OpenAsync(transport);
        Time.Advance(Interval + Tolerance);
        await client.ExpectAsync("2");

        Time.Advance(Timeout - Tolerance - Millisecond);
        session.IsOpen.Should().BeTrue();
        Time.Advance((2 * Tolerance) + Millisecond);

        await ExpectClosedAsync(session, CloseReason.PingTimeout);
        await ExpectOverAsync(client);
    }

    [Test]
    public async Task Ping_NoPongForALongTime_HeartbeatEndsWithTheSession()
    {
        await StartAsync();
        var (_, session) = await OpenAsync(transport);

        Time.Advance(TimeSpan.FromHours(1));

        await ExpectClosedAsync(session, CloseReason.PingTimeout);
    }

    [Test]
    public async Task Ping_OtherPacketInsteadOfPong_ExtendsTheTimeoutOnce()
    {
        await StartAsync();
        var (client, session) = await OpenAsync(transport);
        Time.Advance(Interval + Tolerance);
        await client.ExpectAsync("2");

        Time.Advance(TimeSpan.FromSeconds(15));
        await client.SendAsync("4first");
        await Handler.MessageAsync();
        Time.Advance(TimeSpan.FromSeconds(15));
        await client.SendAsync("4second");
        await Handler.MessageAsync();
        session.IsOpen.Should().BeTrue("the first message has put the deadline off to 20 seconds after it");

        Time.Advance(TimeSpan.FromSeconds(5) - Millisecond);
        session.IsOpen.Should().BeTrue();
        Time.Advance(Tolerance + Millisecond);

        await ExpectClosedAsync(session, CloseReason.PingTimeout);
    }

    [Test]
    public async Task Ping_SecondPing_MayBeExtendedAgain()
    {
        await StartAsync();
        var (client, session) = await OpenAsync(transport);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            Time.Advance(Interval + Tolerance);
            await client.ExpectAsync("2");
            Time.Advance(TimeSpan.FromSeconds(15));
            await client.SendAsync("4alive");
            await Handler.MessageAsync();
            Time.Advance(TimeSpan.FromSeconds(15));
            await SendPongAsync(client);
        }

        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task Ping_MessageBeforeIt_DoesNotCountAsExtension()
    {
        await StartAsync();
        var (client, session) = await OpenAsync(transport);
        await client.SendAsync("4early");
        await Handler.MessageAsync();

        Time.Advance(Interval + Timeout - Millisecond);
        session.IsOpen.Should().BeTrue();
        Time.Advance((2 * Tolerance) + Millisecond);

        await ExpectClosedAsync(session, CloseReason.PingTimeout);
    }

    [Test]
    public async Task Ping_ServerWasLate_ClientHasItsWholeTime()
    {
        await StartAsync();
        var (client, session) = await OpenAsync(transport);

        Time.Leap(TimeSpan.FromMinutes(5));
        Time.Advance(TimeSpan.Zero);
        await client.ExpectAsync("2");
        Time.Advance(Timeout - Millisecond);
        session.IsOpen.Should().BeTrue();
        Time.Advance(Tolerance + Millisecond);

        await ExpectClosedAsync(session, CloseReason.PingTimeout);
    }

    [Test]
    public async Task Pong_ServerWasAsleep_ClientHasItsWholeTimeAgain()
    {
        await StartAsync();
        var (client, session) = await OpenAsync(transport);
        Time.Advance(Interval);
        await client.ExpectAsync("2");

        // What has been answered meanwhile is not read yet when the clock looks.
        Time.Leap(TimeSpan.FromMinutes(5));
        Time.Advance(TimeSpan.Zero);
        Time.Advance(Timeout - Millisecond);
        session.IsOpen.Should().BeTrue();
        Time.Advance(Tolerance + Millisecond);

        await ExpectClosedAsync(session, CloseReason.PingTimeout);
    }

    [Test]
    public async Task Handler_BlocksItsThread_HeartbeatWaitsAndGoesOn()
    {
        await StartAsync();
        using var release = new ManualResetEventSlim();
        Handler.Receiving = (_, _) =>
        {
            release.Wait(Patience.Limit).Should().BeTrue();
            return ValueTask.CompletedTask;
        };
        var (client, session) = await OpenAsync(transport);
        var sending = client.SendAsync("4block");
        await Handler.MessageAsync();
        Time.Advance(Interval + Timeout + Timeout);
        session.IsOpen.Should().BeTrue("a pong may wait behind the message");

        release.Set();
        await sending.Soon();
        await client.ExpectAsync("2");
        if (client is WebSocketWire webSocket)
        {
            await webSocket.SynchroniseAsync();
        }

        Time.Advance(Timeout - Millisecond);
        session.IsOpen.Should().BeTrue();
        Time.Advance(Tolerance + Millisecond);

        await ExpectClosedAsync(session, CloseReason.PingTimeout);
    }

    [Test]
    public async Task Handler_BlocksItsThreadForGood_ClientIsGivenUpInTheEnd()
    {
        await StartAsync();
        using var release = new ManualResetEventSlim();
        Handler.Receiving = (_, _) =>
        {
            release.Wait(Patience.Limit).Should().BeTrue();
            return ValueTask.CompletedTask;
        };
        var (client, session) = await OpenAsync(transport);
        var sending = client.SendAsync("4block");
        await Handler.MessageAsync();

        Time.Advance(TimeSpan.FromMinutes(5));
        session.IsOpen.Should().BeTrue();
        Time.Advance(Tolerance + Tolerance);

        await ExpectClosedAsync(session, CloseReason.PingTimeout);
        release.Set();
        await sending.Soon();
    }

    [Test]
    public async Task Ping_FromClient_ClosesAsTransportError()
    {
        await StartAsync();
        var (client, session) = await OpenAsync(transport);

        await client.SendAsync("2");

        await ExpectClosedAsync(session, CloseReason.TransportError, "invalid heartbeat direction");
    }

    [Test]
    public async Task Deadline_RequestedSeveralTimes_ComesOnceAtTheEarliest()
    {
        await StartAsync();
        var called = new List<double>();
        var start = Host.Time.GetTimestamp();
        Handler.Deadline = _ => called.Add(Time.GetElapsedTime(start).TotalMilliseconds);
        var (_, session) = await OpenAsync(transport);

        session.RequestDeadline(TimeSpan.FromSeconds(3));
        session.RequestDeadline(TimeSpan.FromSeconds(8));
        session.RequestDeadline(TimeSpan.FromMilliseconds(777));
        Time.Advance(TimeSpan.FromSeconds(10));

        called.Should().ContainSingle().Which.Should().BeInRange(777, 777 + 50);
    }

    private static async Task SendPongAsync(WireClient client)
    {
        await client.SendAsync("3");
        if (client is WebSocketWire webSocket)
        {
            await webSocket.SynchroniseAsync();
        }
    }

    private static Task ExpectOverAsync(WireClient client) =>
        client is PollingWire polling ? polling.ExpectUnknownAsync() : client.ReceiveCloseAsync();
}
