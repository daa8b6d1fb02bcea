namespace SocketIoSharp.Server.Tests.Draining;

/// <summary>What clients and handlers meet while the server sends its clients away.</summary>
internal sealed class DrainTests : ServerFixture
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    // The test does not go on within the handler that it waits for: that one is to have ended.
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [TestCase(WireClient.WebSocket)]
    [TestCase(WireClient.Polling)]
    public async Task Drain_HandlerInFlight_AnswersAndThenTheClientIsClosed(string transport)
    {
        await StartWorkAsync();
        var (client, socket) = await ConnectAsync(transport: transport);
        var reason = ReasonOf(socket);
        await client.SendAsync("""21["work"]""");
        await _started.Task.Soon();

        var draining = Server.DrainAsync();
        Time.Advance(TimeSpan.FromSeconds(1));
        socket.Connected.Should().BeTrue();
        _mayEnd.SetResult();

        await client.ExpectAsync("""31["done"]""");
        await Time.AdvanceUntilAsync(Task.WhenAll(draining, client.Engine.ReceiveCloseAsync()), Step);
        (await reason.Soon()).Should().Be(DisconnectReason.ServerShuttingDown);
        await ExpectOutcomeAsync(closed: 1, cut: 0);
    }

    [TestCase(WireClient.WebSocket)]
    [TestCase(WireClient.Polling)]
    public async Task Drain_ClientWhoseTurnHasNotCome_IsServedAsEver(string transport)
    {
        await StartWorkAsync();
        var (client, socket) = await ConnectAsync(transport: transport);
        await client.SendAsync("""21["work"]""");
        await _started.Task.Soon();
        var draining = Server.DrainAsync();
        var other = await ConnectToAsync(client, "/other");

        // Its namespaces have one connection, and that stays while any of them is busy.
        await client.SendAsync("""2/other,7["echo","still here"]""");
        await client.ExpectAsync("""3/other,7["still here"]""");
        await Server.EmitAsync("news", 1);
        await client.ExpectAsync("""2["news",1]""");
        var answer = other.EmitWithAck("ask").As<int>();
        var id = await client.ExpectRequestAsync("""["ask"]""", "/other");
        await client.SendAsync($"3/other,{id}[42]");
        (await answer.Soon()).Should().Be(42);

        socket.Connected.Should().BeTrue();
        _mayEnd.SetResult();
        await client.ExpectAsync("""31["done"]""");
        await Time.AdvanceUntilAsync(draining, Step);
    }

    [Test]
    public async Task Drain_EventsThatWaitForTheirTurn_AreAllAnswered()
    {
        await StartWorkAsync();
        var (client, _) = await ConnectAsync();
        await client.SendAsync([.. Enumerable.Range(1, 20).Select(i => $"2{i}[\"work\"]")]);
        await client.SynchroniseAsync();

        var draining = Server.DrainAsync();
        _mayEnd.SetResult();

        await client.ExpectAsync([.. Enumerable.Range(1, 20).Select(i => $"3{i}[\"done\"]")]);
        await Time.AdvanceUntilAsync(Task.WhenAll(draining, client.Engine.ReceiveCloseAsync()), Step);
    }

    [Test]
    public async Task Drain_AnswerThatAHandlerHasKept_IsWaitedFor()
    {
        var kept = new TaskCompletionSource<Ack>(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartAsync(prepare: server => server.OnConnection(socket => socket.On("work", (Ack ack) => kept.SetResult(ack))));
        var (client, socket) = await ConnectAsync();
        await client.SendAsync("""21["work"]""");
        var ack = await kept.Task.Soon();
        await client.SynchroniseAsync();

        var draining = Server.DrainAsync();
        Time.Advance(TimeSpan.FromSeconds(1));
        socket.Connected.Should().BeTrue();
        await ack.SendAsync("late");

        await client.ExpectAsync("""31["late"]""");
        await Time.AdvanceUntilAsync(Task.WhenAll(draining, client.Engine.ReceiveCloseAsync()), Step);
        await ExpectOutcomeAsync(closed: 1, cut: 0);
    }

    [Test]
    public async Task Drain_EventThatIsBeingTaken_IsHandledAndAnswered()
    {
        using var limiter = new WaitingLimiter();
        await StartWorkAsync(options => options.EventRateLimiter = _ => limiter);
        _mayEnd.SetResult();
        var (client, socket) = await ConnectAsync();
        await client.SendAsync("""21["work"]""");
        await limiter.Entered.Soon();

        // No handler runs yet, and none has ended.
        var draining = Server.DrainAsync();
        Time.Advance(TimeSpan.FromSeconds(1));
        socket.Connected.Should().BeTrue();
        limiter.Pass();

        await client.ExpectAsync("""31["done"]""");
        await Time.AdvanceUntilAsync(Task.WhenAll(draining, client.Engine.ReceiveCloseAsync()), Step);
    }

    [Test]
    public async Task Drain_AnswerThatTheClientOwes_IsWaitedFor()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        var answer = socket.EmitWithAck("ask").As<int>();
        var id = await client.ExpectRequestAsync("""["ask"]""");

        var draining = Server.DrainAsync();
        Time.Advance(TimeSpan.FromSeconds(1));
        socket.Connected.Should().BeTrue();
        await client.SendAsync($"3{id}[42]");

        (await answer.Soon()).Should().Be(42);
        await Time.AdvanceUntilAsync(Task.WhenAll(draining, client.Engine.ReceiveCloseAsync()), Step);
        await ExpectOutcomeAsync(closed: 1, cut: 0);
    }

    [Test]
    public async Task Drain_ClientThatNeverPauses_IsHeardForFourFifthsOfTheTime()
    {
        await StartWorkAsync(options => options.DrainTimeout = TimeSpan.FromSeconds(10));
        var (client, _) = await ConnectAsync();
        await client.SendAsync("""21["work"]""");
        await _started.Task.Soon();
        var draining = Server.DrainAsync();
        Time.Advance(TimeSpan.FromSeconds(7));
        await client.SendAsync("""22["work"]""");
        await client.SynchroniseAsync();
        await Time.AdvanceUntilAsync(Host.Log.WaitForAsync("DrainLastOrders"), Step);

        await client.SendAsync("""23["work"]""");
        await client.SynchroniseAsync();
        _mayEnd.SetResult();

        await client.ExpectAsync("""31["done"]""", """32["done"]""");
        await Time.AdvanceUntilAsync(Task.WhenAll(draining, client.Engine.ReceiveCloseAsync()), Step);
        await ExpectOutcomeAsync(closed: 1, cut: 0);
    }

    [Test]
    public async Task Drain_TimeIsUp_LeavesTheBusyOnesToTheClose()
    {
        await StartWorkAsync(options => options.DrainTimeout = TimeSpan.FromSeconds(3));
        var (busy, socket) = await ConnectAsync();
        var (idle, _) = await ConnectAsync();
        await busy.SendAsync("""21["work"]""");
        await _started.Task.Soon();
        var outcome = Own(new Diagnostics.MetricCollectors()).Collect<long>(Host, "socketio.drained");

        var draining = Server.DrainAsync();
        await idle.Engine.ReceiveCloseAsync();
        Time.Advance(TimeSpan.FromSeconds(2.9));
        draining.IsCompleted.Should().BeFalse();
        await Time.AdvanceUntilAsync(draining, Step);

        socket.Connected.Should().BeTrue();
        await ExpectOutcomeAsync(closed: 1, cut: 1);
        outcome.GetMeasurementSnapshot().Select(measurement => (measurement.Tags["socketio.drain.outcome"], measurement.Value))
            .Should().Equal(("closed", 1), ("cut", 1));
        var closing = Server.CloseAsync();
        await busy.Engine.ReceiveCloseAsync();
        await closing.Soon();
        _mayEnd.SetResult();
    }

    [Test]
    public async Task Drain_HostsTimeIsUp_EndsAtOnce()
    {
        await StartWorkAsync();
        var (client, _) = await ConnectAsync();
        await client.SendAsync("""21["work"]""");
        await _started.Task.Soon();
        using var patience = new CancellationTokenSource();

        var stopping = Host.App.StopAsync(patience.Token);
        await Host.Log.WaitForAsync("DrainStarted");
        stopping.IsCompleted.Should().BeFalse();
        await patience.CancelAsync();

        // Nobody is waited for any more, not even for the answer to a goodbye.
        await stopping.Soon();
        Server.ConnectionCount.Should().Be(0);
        await ExpectOutcomeAsync(closed: 0, cut: 1);
        _mayEnd.SetResult();
    }

    [Test]
    public async Task Drain_DisconnectionHandlers_HaveEndedWhenItHas()
    {
        var mayEnd = new TaskCompletionSource();
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        socket.OnDisconnect(_ => mayEnd.Task);

        var draining = Server.DrainAsync();
        await client.Engine.ReceiveCloseAsync();
        draining.IsCompleted.Should().BeFalse();
        mayEnd.SetResult();

        await draining.Soon();
    }

    [Test]
    public async Task Drain_ClientThatWasStillConnecting_IsSentAwayWithTheOthers()
    {
        await StartWorkAsync();
        var (busy, _) = await ConnectAsync();
        await busy.SendAsync("""21["work"]""");
        await _started.Task.Soon();
        var late = await OpenAsync();
        var draining = Server.DrainAsync();

        await late.ConnectAsync();
        _mayEnd.SetResult();

        await busy.ExpectAsync("""31["done"]""");
        await Time.AdvanceUntilAsync(Task.WhenAll(draining, busy.Engine.ReceiveCloseAsync(), late.Engine.ReceiveCloseAsync()), Step);
        await ExpectOutcomeAsync(closed: 2, cut: 0);
    }

    [Test]
    public async Task Drain_RecoverableSession_IsKeptBeforeItEnds()
    {
        await StartAsync(options =>
        {
            options.ConnectionStateRecovery = new ConnectionStateRecovery();
            options.AdapterFactory = @namespace => new SlowArchive(@namespace, _mayEnd.Task);
        });
        var (client, socket) = await ConnectAsync();
        await socket.JoinAsync("room");

        var draining = Server.DrainAsync();
        await client.Engine.ReceiveCloseAsync();
        draining.IsCompleted.Should().BeFalse();
        _mayEnd.SetResult();
        await draining.Soon();

        ((SlowArchive)Server.Sockets.Adapter).Kept.Should().ContainSingle().Which.Rooms.Should().BeEquivalentTo([socket.Id, "room"]);
    }

    [Test]
    public async Task Drain_CalledAgain_WaitsForTheFirst()
    {
        await StartWorkAsync();
        var (client, socket) = await ConnectAsync();
        await client.SendAsync("""21["work"]""");
        await _started.Task.Soon();
        var first = Server.DrainAsync();

        var stopping = Host.App.StopAsync();
        Time.Advance(TimeSpan.FromSeconds(1));
        stopping.IsCompleted.Should().BeFalse();
        socket.Connected.Should().BeTrue();
        _mayEnd.SetResult();

        await client.ExpectAsync("""31["done"]""");
        await Time.AdvanceUntilAsync(Task.WhenAll(first, stopping, client.Engine.ReceiveCloseAsync()), Step);
    }

    [Test]
    public async Task Drain_ZeroTimeout_ClosesAllAtOnceWhateverTheyDo()
    {
        await StartWorkAsync(options => options.DrainTimeout = TimeSpan.Zero);
        var (client, _) = await ConnectAsync();
        await client.SendAsync("""21["work"]""");
        await _started.Task.Soon();

        var stopping = Host.App.StopAsync();

        await client.Engine.ReceiveCloseAsync();
        await stopping.Soon();
        Host.Log.Entries.Should().NotContain(entry => entry.Id.Name == "DrainStarted");
        _mayEnd.SetResult();
    }

    // A handler that runs until the test lets it end.
    private Task StartWorkAsync(Action<SocketIoOptions>? configure = null) => StartAsync(configure, server =>
    {
        server.OnConnection(socket => socket.On("work", async () =>
        {
            _started.TrySetResult();
            await _mayEnd.Task;
            return "done";
        }));
        server.Of("/other").OnConnection(socket => socket.On("echo", (string text) => text));
    });

    private async Task<Socket> ConnectToAsync(SocketWire client, string name) => await FindAsync(await client.ConnectAsync(name), name);

    private async Task ExpectOutcomeAsync(int closed, int cut) =>
        (await Host.Log.WaitForAsync("DrainEnded")).Message.Should().StartWith($"Socket.IO has drained: {closed} connections were closed in order, {cut} were still busy;");

    private static Task<DisconnectReason> ReasonOf(Socket socket)
    {
        var reason = new TaskCompletionSource<DisconnectReason>();
        socket.OnDisconnect(reason.SetResult);
        return reason.Task;
    }
}
