using SocketIoSharp.Adapters;

namespace SocketIoSharp.Server.Tests.Recovery;

internal sealed class RecoveryOptionTests : RecoveryFixture
{
    [Test]
    public async Task Recovery_Off_LeavesNoTrace()
    {
        await StartAsync();
        var wire = await OpenAsync();
        await wire.RequestAsync(auth: """{"pid":"x","offset":"y"}""");

        (await wire.ReceiveAsync()).Should().MatchRegex("""^0\{"sid":"[A-Za-z0-9_-]{20}"\}$""");
        await Server.EmitAsync("e");
        await wire.ExpectAsync("""2["e"]""");
        ((Action)(() => _ = new SessionAwareAdapter(Server.Sockets))).Should().Throw<InvalidOperationException>().WithMessage("*ConnectionStateRecovery*");
    }

    [Test]
    public async Task SkipMiddlewares_False_RunsThemAndShowsThatItIsRecovered()
    {
        var seen = new List<(string Id, bool Recovered)>();
        await StartRecoveringAsync(prepare: server => server.Use((context, next) =>
        {
            seen.Add((context.Socket.Id, context.Socket.Recovered));
            return next();
        }));
        var client = await ComeAndGoAsync();

        await ComeAsync(client);

        seen.Should().Equal((client.Id, false), (client.Id, true));
    }

    [Test]
    public async Task SkipMiddlewares_True_LetsRecoveredClientsPassThemBy()
    {
        var runs = 0;
        await StartRecoveringAsync(options => options.SkipMiddlewares = true, server => server.Use((_, next) =>
        {
            runs++;
            return next();
        }));
        var client = await ComeAndGoAsync();

        (await ComeAsync(client)).Id.Should().Be(client.Id);

        runs.Should().Be(1);
        await ComeAsync();
        runs.Should().Be(2);
    }

    [Test]
    public async Task Middleware_RefusesTheRecoveredClient_TellsNothingOfWhatItMissedAndLetsItTryAgain()
    {
        var isBanned = false;
        await StartRecoveringAsync(prepare: server => server.Use((context, next) =>
        {
            if (isBanned)
            {
                context.Reject("banned");
                return Task.CompletedTask;
            }

            return next();
        }));
        var client = await ComeAndGoAsync();
        await Server.EmitAsync("secret");
        isBanned = true;
        var wire = await OpenAsync();
        await wire.RequestAsync(auth: $$"""{"pid":"{{client.Pid}}","offset":"{{client.Offset}}"}""");
        await wire.ExpectAsync("""4{"message":"banned"}""");

        isBanned = false;
        var next = await ComeAsync(client);

        next.Id.Should().Be(client.Id);
        next.Missed.Should().Equal("""["secret"]""");
    }

    [Test]
    public async Task Middleware_SlowAndEventsMeanwhile_AreAmongTheMissed()
    {
        var gate = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        await StartRecoveringAsync(prepare: server => server.Use(async (context, next) =>
        {
            if (context.Socket.Recovered)
            {
                entered.SetResult();
                await gate.Task;
            }

            await next();
        }));
        var client = await ComeAndGoAsync(rooms: "a");
        await Server.EmitAsync("before");
        var coming = ComeAsync(client);
        await entered.Task.Soon();

        await Server.To("a").EmitAsync("meanwhile");
        await Server.To("b").EmitAsync("not for it");
        gate.SetResult();

        (await coming.Soon()).Missed.Should().Equal("""["before"]""", """["meanwhile"]""");
    }

    [Test]
    public async Task Middleware_Emits_ArrivesWithoutAnOffset()
    {
        await StartRecoveringAsync(prepare: server => server.Use(async (context, next) =>
        {
            await context.Socket.EmitAsync("early");
            await next();
        }));
        var wire = await OpenAsync();
        await wire.RequestAsync();

        await wire.ExpectAsync("""2["early"]""");
        await wire.ReceiveConnectAsync();
        Adapter.Kept.Packets.Should().Be(0);
    }

    [Test]
    public async Task Client_ConnectionEndsDuringTheMiddleware_CanTryAgain()
    {
        var gate = new TaskCompletionSource();
        var runs = 0;
        await StartRecoveringAsync(prepare: server => server.Use(async (context, next) =>
        {
            if (context.Socket.Recovered && ++runs == 1)
            {
                await gate.Task;
            }

            await next();
        }));
        var client = await ComeAndGoAsync();
        var wire = await OpenAsync();
        await wire.RequestAsync(auth: $$"""{"pid":"{{client.Pid}}","offset":"{{client.Offset}}"}""");
        await Patience.UntilAsync(() => runs == 1);
        await wire.DisposeAsync();
        await Patience.UntilAsync(() => Server.ConnectionCount == 0);
        gate.SetResult();
        await Patience.UntilAsync(() => Adapter.Kept.Sessions == 1);

        (await ComeAsync(client)).Id.Should().Be(client.Id);
    }

    [Test]
    public async Task Purge_EveryMinute_ForgetsWhatIsTooOld()
    {
        await StartRecoveringAsync(options => options.MaxDisconnectionDuration = TimeSpan.FromSeconds(90));
        await ComeAndGoAsync();
        await Patience.UntilAsync(() => Adapter.Kept == (1, 1));

        Time.Advance(TimeSpan.FromSeconds(60));
        await Server.EmitAsync("later");
        Adapter.Kept.Should().Be((2, 1));
        Time.Advance(TimeSpan.FromSeconds(60));

        Adapter.Kept.Should().Be((1, 0));
    }

    [Test]
    public async Task MaxStoredBytes_Reached_OldestEventsGoAndTheirClientsStartAnew()
    {
        await StartRecoveringAsync(options => options.MaxStoredBytes = 20_000);
        var far = await ComeAndGoAsync();
        var near = await ComeAsync();
        var socket = await FindAsync(near);
        for (var i = 0; i < 100; i++)
        {
            await Server.EmitAsync("e", new string('x', 500));
        }

        for (var i = 0; i < 100; i++)
        {
            await near.NextAsync();
        }

        await LoseAsync(near, socket);

        Adapter.Kept.Packets.Should().BeInRange(10, 20);
        (await ComeAsync(far)).Id.Should().NotBe(far.Id);
        (await ComeAsync(near)).Id.Should().Be(near.Id);
    }

    [Test]
    public async Task MaxSessions_Reached_ThoseThatLeftFirstAreForgotten()
    {
        await StartRecoveringAsync(options => options.MaxSessions = 2);
        var clients = new List<Client>();
        for (var i = 0; i < 3; i++)
        {
            clients.Add(await ComeAndGoAsync());
            await Patience.UntilAsync(() => Adapter.Kept.Sessions == Math.Min(i + 1, 2));
        }

        (await ComeAsync(clients[2])).Id.Should().Be(clients[2].Id);
        (await ComeAsync(clients[1])).Id.Should().Be(clients[1].Id);
        (await ComeAsync(clients[0])).Id.Should().NotBe(clients[0].Id);
    }

    [Test]
    public async Task Client_MissedMoreThanItsQueueHolds_GetsANewSession()
    {
        await StartAsync(options =>
        {
            options.ConnectionStateRecovery = new ConnectionStateRecovery();
            options.Engine.MaxBufferedBytes = 100_000;
            options.Engine.HighWaterMark = 1000;
        });
        var client = await ComeAndGoAsync();
        for (var i = 0; i < 11; i++)
        {
            await Server.EmitAsync("e", new string('x', 10_000));
        }

        var next = await ComeAsync(client);

        next.Id.Should().NotBe(client.Id);
        next.Missed.Should().BeEmpty();
        await Host.Log.WaitForAsync("SessionTooFarBehind");
    }

    [Test]
    public async Task Adapter_FailsToKeepAndToRestore_ClientsGetNewSessions()
    {
        await StartAsync(options =>
        {
            options.ConnectionStateRecovery = new ConnectionStateRecovery();
            options.AdapterFactory = @namespace => new ForgetfulAdapter(@namespace);
        });
        var wire = await OpenAsync();
        var id = await wire.ConnectAsync();
        var socket = await FindAsync(id);
        await wire.DisposeAsync();
        await Patience.UntilAsync(() => !socket.Connected);

        var again = await OpenAsync();
        (await again.ConnectAsync(auth: """{"pid":"x","offset":"y"}""")).Should().NotBe(id);

        Host.Log.Expect("AdapterFailed");
    }

    [Test]
    public async Task Adapter_KeepsSessionsElsewhere_GivesThemBack()
    {
        var kept = new Dictionary<string, SavedSession>();
        await StartAsync(options =>
        {
            options.ConnectionStateRecovery = new ConnectionStateRecovery();
            options.AdapterFactory = @namespace => new ElsewhereAdapter(@namespace, kept);
        });
        var client = await ComeAsync();
        var socket = await FindAsync(client);
        await socket.JoinAsync("a");
        socket.Data["n"] = 1;
        await socket.EmitAsync("e");
        await client.ExpectAsync("""["e"]""");
        await LoseAsync(client, socket);

        var next = await ComeAsync(client);

        next.Id.Should().Be(client.Id);
        next.Missed.Should().Equal("""["stored elsewhere"]""");
        var found = await FindAsync(next);
        found.Rooms.Should().BeEquivalentTo(next.Id, "a");
        found.Data["n"].Should().Be(1);
    }

    private sealed class ForgetfulAdapter(Namespace @namespace) : Adapter(@namespace)
    {
        public override Task PersistSessionAsync(SavedSession session) => throw new IOException("No store.");

        public override Task<RestoredSession?> RestoreSessionAsync(string privateId, string offset) => Task.FromException<RestoredSession?>(new IOException("No store."));
    }

    /// <summary>As one with a database would be written: offsets of its own, appended before the event is framed.</summary>
    private sealed class ElsewhereAdapter(Namespace @namespace, Dictionary<string, SavedSession> kept) : Adapter(@namespace)
    {
        public override async Task BroadcastAsync(BroadcastTarget target, OutgoingPacket packet)
        {
            await Task.Yield();
            await base.BroadcastAsync(target, packet.Append("1234567"));
        }

        public override async Task PersistSessionAsync(SavedSession session)
        {
            await Task.Yield();
            kept[session.PrivateId] = new SavedSession(session.Id, session.PrivateId, session.Rooms, new Dictionary<string, object?>(session.Data));
        }

        public override async Task<RestoredSession?> RestoreSessionAsync(string privateId, string offset)
        {
            await Task.Yield();
            return offset == "1234567" && kept.Remove(privateId, out var session)
                ? new RestoredSession(session, [new OutgoingPacket("[\"stored elsewhere\",\"1234568\"]"u8.ToArray())])
                : null;
        }
    }
}
