using System.Text.Json;

namespace SocketIoSharp.Server.Tests.Cluster.Ordered;

/// <summary>Clients that come back, to the node where they were or to another.</summary>
internal sealed class OrderedRecoveryTests : OrderedFixture
{
    [Test]
    public async Task Client_ComesBackToEitherNode_GetsWhatItHadAndMissed([Values] bool toOther)
    {
        await StartBothAsync();
        var first = await ComeAsync(Host);
        var lost = await FindAsync(Host, first);
        await lost.JoinAsync("a", "b");
        lost.Data["user"] = new { name = "é", age = 7 };
        await lost.EmitAsync("first");
        await first.ExpectAsync("""["first"]""");
        await LoseAsync(first, lost);

        await Other.EmitAsync("to all", 1);
        await Server.To("a").EmitAsync("to a room", 2);
        await Other.To("c").EmitAsync("to another room", 3);
        await Server.Except("b").EmitAsync("not to a room", 4);
        await Other.To(lost.Id).EmitAsync("to it", 5);
        await lost.EmitAsync("to the lost socket", 6);
        await Other.Volatile.EmitAsync("volatile", 7);
        var home = toOther ? OtherHost : Host;
        var second = await ComeAsync(home, first);
        var found = await FindAsync(home, second);

        second.Missed.Should().Equal("""["to all",1]""", """["to a room",2]""", """["to it",5]""", """["to the lost socket",6]""");
        (second.Id, second.Pid).Should().Be((first.Id, first.Pid));
        found.Recovered.Should().BeTrue();
        found.Rooms.Should().BeEquivalentTo(first.Id, "a", "b");
        ((JsonElement)found.Data["user"]!).GetProperty("name").GetString().Should().Be("é");
        await Server.To("b").EmitAsync("after");
        await second.ExpectAsync("""["after"]""");
    }

    [Test]
    public async Task Session_Restored_CannotBeRestoredASecondTime([Values(0, 1)] int secondHome)
    {
        await StartBothAsync();
        var lost = await ComeAndGoAsync(Host);
        var first = await ComeAsync(OtherHost, lost);

        // It is kept again while its new socket is connected, but nobody is to take that away from a client that listens.
        var second = await ComeAsync(secondHome == 0 ? Host : OtherHost, lost);

        first.Id.Should().Be(lost.Id);
        second.Id.Should().NotBe(lost.Id);
        second.Pid.Should().NotBe(lost.Pid);
    }

    [TestCase("unknown", null)]
    [TestCase(null, "99-0")]
    [TestCase(null, "***")]
    [TestCase(null, "0-1")]
    public async Task Client_AsksForWhatIsNotThere_GetsANewSessionAndTheOldOneStays(string? pid, string? offset)
    {
        await StartBothAsync();
        var lost = await ComeAndGoAsync(Host);
        var wire = await Own(SocketWire.OpenAsync(OtherHost.Url));

        var id = await wire.ConnectAsync(auth: JsonSerializer.Serialize(new { pid = pid ?? lost.Pid, offset = offset ?? lost.Offset }));

        id.Should().NotBe(lost.Id);
        (await ComeAsync(OtherHost, lost)).Id.Should().Be(lost.Id);
    }

    [Test]
    public async Task Log_HasForgottenTheOffset_ClientGetsANewSession()
    {
        await StartBothAsync();
        var lost = await ComeAndGoAsync(Host);
        Broker.Trim();

        (await ComeAsync(OtherHost, lost)).Id.Should().NotBe(lost.Id);
    }

    [Test]
    public async Task Client_RefusedByAMiddleware_CanAskAgainAndNothingIsLeftBehind()
    {
        await StartBothAsync();
        var isBanned = true;
        Other.Use((context, next) =>
        {
            if (isBanned)
            {
                context.Reject("not now");
                return Task.CompletedTask;
            }

            return next();
        });
        var lost = await ComeAndGoAsync(Host);
        var wire = await Own(SocketWire.OpenAsync(OtherHost.Url));
        await wire.RequestAsync(auth: JsonSerializer.Serialize(new { pid = lost.Pid, offset = lost.Offset }));
        (await wire.ReceiveAsync()).Should().StartWith("4{");
        isBanned = false;

        await Patience.UntilAsync(() => Broker.Sessions.ContainsKey(lost.Pid!));
        (await ComeAsync(OtherHost, lost)).Id.Should().Be(lost.Id);
        OtherAdapter.ReturningCount.Should().Be(0);
    }

    // The middleware holds the client up between what it missed and its admission, and events come all the time, in front of it and behind it.
    [Test]
    public async Task Events_WhileTheClientIsBeingConnected_ComeOnceAndInOrder()
    {
        await StartBothAsync();
        Other.Use(async (_, next) =>
        {
            await Server.To("room").EmitAsync("n", 3);
            await Other.To("room").EmitAsync("n", 4);
            await next();
        });
        var lost = await ComeAndGoAsync(Host, "room");
        await Server.To("room").EmitAsync("n", 1);

        // Read from the log, and delivered by this node only afterwards.
        Broker.OnTaken = async () =>
        {
            Broker.OnTaken = () => Task.CompletedTask;
            Broker.Hold();
            _ = Server.To("room").EmitAsync("n", 2);
            await Patience.UntilAsync(() => Broker.Count == 3);
            _ = Task.Delay(200).ContinueWith(_ => Broker.Release(), TaskScheduler.Default);
        };
        var back = await ComeAsync(OtherHost, lost);
        await Server.To("room").EmitAsync("n", 5);

        back.Missed.Should().Equal("""["n",1]""", """["n",2]""", """["n",3]""", """["n",4]""");
        await back.ExpectAsync("""["n",5]""");
    }

    [Test]
    public async Task Event_ReadFromTheLogBeforeItsNodeHasDeliveredIt_ComesOnce()
    {
        await StartBothAsync();
        var lost = await ComeAndGoAsync(Host);
        Broker.OnTaken = async () =>
        {
            Broker.OnTaken = () => Task.CompletedTask;
            Broker.Hold();
            _ = Server.EmitAsync("n", 1);
            await Patience.UntilAsync(() => Broker.Count == 2);
            _ = Task.Delay(200).ContinueWith(_ => Broker.Release(), TaskScheduler.Default);
        };

        var back = await ComeAsync(OtherHost, lost);
        await Server.EmitAsync("n", 2);

        back.Missed.Should().Equal("""["n",1]""");
        await back.ExpectAsync("""["n",2]""");
    }

    // The node takes from the log what the client had elsewhere while it lets the client in.
    [Test]
    public async Task Client_ComesToANodeThatLagsBehindWhatItHasReceived_GetsNothingTwice([Values] bool hasLeftTheRoom)
    {
        await StartBothAsync();
        OtherAdapter.LagBehind();
        var lost = await ComeAsync(Host);
        var socket = await FindAsync(Host, lost);
        await socket.JoinAsync("room");
        await socket.EmitAsync("n", 1);
        await Server.To("room").EmitAsync("n", 2);
        await lost.ExpectAsync("""["n",1]""", """["n",2]""");
        if (hasLeftTheRoom)
        {
            await socket.LeaveAsync("room");
        }

        await LoseAsync(lost, socket);
        await Server.EmitAsync("n", 3);

        var coming = ComeAsync(OtherHost, lost);
        await Patience.UntilAsync(() => OtherAdapter.ReturningCount == 1);
        OtherAdapter.CatchUp();
        var back = await coming;
        await Server.EmitAsync("n", 4);

        back.Id.Should().Be(lost.Id);
        back.Missed.Should().Equal("""["n",3]""");
        await back.ExpectAsync("""["n",4]""");
    }

    // Its node's sockets have it already when the log brings it back, so nobody would give it to this one.
    [Test]
    public async Task Event_DeliveredWhileTheBrokerWasAway_IsNotLostToAClientThatIsBackBeforeTheBrokerHasIt()
    {
        await StartBothAsync();
        var lost = await ComeAndGoAsync(Host);
        Broker.IsThere = false;
        var sending = Server.EmitAsync("early");
        Time.Advance(Options.LocalDeliveryTimeout);
        await sending.Soon();
        Broker.IsThere = true;

        var coming = ComeAsync(Host, lost);
        await Task.WhenAny(coming, Task.Delay(300));
        await Time.AdvanceUntilAsync(coming, TimeSpan.FromMilliseconds(100));

        (await coming).Missed.Should().Equal("""["early"]""");
    }

    [Test]
    public async Task Client_ComesAndGoesBetweenNodesWhileManyEmit_ReceivesEachEventOnceAndInOrder()
    {
        await StartBothAsync();
        const int Each = 200;
        SocketIoServer[] senders = [Server, Other];
        var client = await ComeAndGoAsync(Host, "a");
        var sending = Task.WhenAll(senders.Select(async (server, sender) =>
        {
            for (var i = 0; i < Each; i++)
            {
                _ = server.To("a").EmitAsync("n", sender, i);
                await Task.Delay(1);
            }
        }));

        var received = new List<string>();
        for (var visit = 0; received.Count < senders.Length * Each; visit++)
        {
            var home = visit % 2 == 0 ? OtherHost : Host;
            client = await ComeAsync(home, client);
            var socket = await FindAsync(home, client);
            socket.Recovered.Should().BeTrue();
            received.AddRange(client.Missed);
            for (var i = 0; i < 30 && received.Count < senders.Length * Each; i++)
            {
                received.Add(await client.NextAsync());
            }

            await LoseAsync(client, socket);
        }

        await sending;
        received.Should().OnlyHaveUniqueItems();
        for (var sender = 0; sender < senders.Length; sender++)
        {
            received.Where(json => json.StartsWith($"[\"n\",{sender},", StringComparison.Ordinal)).Should().Equal(Enumerable.Range(0, Each).Select(i => $"[\"n\",{sender},{i}]"));
        }
    }

    [Test]
    public async Task Client_HasMissedMoreThanItsQueueHolds_GetsANewSession()
    {
        await StartBothAsync(configure: options => options.Engine.MaxBufferedPackets = 10);
        var lost = await ComeAndGoAsync(Host);
        for (var i = 0; i < 30; i++)
        {
            await Server.EmitAsync("n", i);
        }

        (await ComeAsync(OtherHost, lost)).Id.Should().NotBe(lost.Id);
        OtherAdapter.ReturningCount.Should().Be(0);
    }

    [Test]
    public async Task Broker_IsAway_ClientGetsANewSessionAndNoErrorIsLogged()
    {
        await StartBothAsync();
        var lost = await ComeAndGoAsync(Host);
        Broker.IsThere = false;

        (await ComeAsync(OtherHost, lost)).Id.Should().NotBe(lost.Id);
        await OtherHost.Log.WaitForAsync("SessionNotRead");
    }
}
