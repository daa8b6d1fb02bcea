using System.Text.RegularExpressions;

namespace SocketIoSharp.Server.Tests.Recovery;

internal sealed class RecoveryTests : RecoveryFixture
{
    [TestCase(WireClient.WebSocket)]
    [TestCase(WireClient.Polling)]
    public async Task Client_ComesBack_GetsWhatItHadAndMissed(string transport)
    {
        await StartRecoveringAsync();
        var first = await ComeAsync(transport: transport);
        var lost = await FindAsync(first);
        await lost.JoinAsync("a", "b");
        lost.Data["user"] = new object();
        lost.Items["local"] = 1;
        await lost.EmitAsync("first");
        await first.ExpectAsync("""["first"]""");
        await LoseAsync(first, lost);

        await Server.EmitAsync("to all", 1);
        await Server.To("a").EmitAsync("to a room", 2);
        await Server.To("c").EmitAsync("to another room", 3);
        await Server.Except("b").EmitAsync("not to a room", 4);
        await Server.To(lost.Id).EmitAsync("to it", 5);
        await lost.EmitAsync("to the lost socket", 6);
        await Server.Volatile.EmitAsync("volatile", 7);
        var second = await ComeAsync(first, transport);
        var found = await FindAsync(second);

        second.Missed.Should().Equal("""["to all",1]""", """["to a room",2]""", """["to it",5]""", """["to the lost socket",6]""");
        (second.Id, second.Pid).Should().Be((first.Id, first.Pid));
        found.Should().NotBeSameAs(lost);
        found.Recovered.Should().BeTrue();
        lost.Recovered.Should().BeFalse();
        found.Rooms.Should().BeEquivalentTo(first.Id, "a", "b");
        found.Data["user"].Should().BeSameAs(lost.Data["user"]);
        found.Items.Should().BeEmpty();
        await Server.To("b").EmitAsync("after");
        await second.ExpectAsync("""["after"]""");
    }

    [Test]
    public async Task Client_LosesItAgainAndAgain_IsRecoveredEachTime()
    {
        await StartRecoveringAsync();
        var client = await ComeAndGoAsync();
        for (var i = 0; i < 5; i++)
        {
            await Server.EmitAsync("missed", i);
            var next = await ComeAsync(client);
            var socket = await FindAsync(next);
            next.Missed.Should().Equal($"[\"missed\",{i}]");
            (next.Id, next.Pid).Should().Be((client.Id, client.Pid));
            socket.Recovered.Should().BeTrue();
            await LoseAsync(next, socket);
            client = next;
        }
    }

    // The limiter is made in the last moment before the client is told that it is back, when its socket is in its rooms again.
    [Test]
    public async Task Room_HearsSomethingWhileTheClientIsBeingConnected_ClientGetsItOnceAndBehindWhatItMissed()
    {
        await StartAsync(options =>
        {
            options.ConnectionStateRecovery = new ConnectionStateRecovery();
            options.EventRateLimiter = socket =>
            {
                if (socket.Recovered)
                {
                    _ = socket.Server.To("room").EmitAsync("during", 2);
                }

                return null;
            };
        });
        var lost = await ComeAndGoAsync(rooms: "room");
        await Server.To("room").EmitAsync("missed", 1);

        var back = await ComeAsync(lost);
        await Server.To("room").EmitAsync("after", 3);

        back.Missed.Should().Equal("""["missed",1]""", """["during",2]""");
        await back.ExpectAsync("""["after",3]""");
    }

    [Test]
    public async Task Session_Restored_CannotBeRestoredASecondTime()
    {
        await StartRecoveringAsync();
        var lost = await ComeAndGoAsync();
        var first = await ComeAsync(lost);

        var second = await ComeAsync(lost);

        first.Id.Should().Be(lost.Id);
        second.Id.Should().NotBe(lost.Id);
        second.Pid.Should().NotBe(lost.Pid);
        Server.Sockets.SocketCount.Should().Be(2);
    }

    [Test]
    public async Task Session_AskedForByManyAtOnce_GoesToExactlyOne()
    {
        await StartRecoveringAsync();
        var lost = await ComeAndGoAsync();
        var wires = new List<SocketWire>();
        for (var i = 0; i < 8; i++)
        {
            wires.Add(await OpenAsync());
        }

        var clients = wires.Select(wire => new Client(wire, lost.Pid, lost.Offset)).ToArray();
        await Task.WhenAll(clients.Select(client => client.ConnectAsync()));

        clients.Count(client => client.Id == lost.Id).Should().Be(1);
        clients.Select(client => client.Id).Should().OnlyHaveUniqueItems();
        clients.Select(client => client.Pid).Should().OnlyHaveUniqueItems();
    }

    [TestCase("client namespace disconnect")]
    [TestCase("server namespace disconnect")]
    [TestCase("parse error")]
    public async Task Client_DisconnectedForGood_GetsANewSession(string reason)
    {
        await StartRecoveringAsync();
        var client = await ComeAsync();
        var socket = await FindAsync(client);
        var ended = new TaskCompletionSource<DisconnectReason>();
        socket.OnDisconnect(ended.SetResult);
        await socket.EmitAsync("first");
        await client.ExpectAsync("""["first"]""");
        await (reason[0] switch
        {
            'c' => client.Wire.SendAsync("1"),
            's' => socket.DisconnectAsync(),
            _ => client.Wire.Engine.SendAsync("x"),
        });
        (await ended.Task.Soon()).Name.Should().Be(reason);

        var next = await ComeAsync(client);

        next.Id.Should().NotBe(client.Id);
        (await FindAsync(next)).Recovered.Should().BeFalse();
        Adapter.Kept.Sessions.Should().Be(0);
    }

    [TestCase("ping timeout")]
    [TestCase("forced close")]
    [TestCase("transport error")]
    public async Task Client_LosesItsConnectionOtherwise_IsRecovered(string reason)
    {
        await StartRecoveringAsync();
        var client = await ComeAsync();
        var socket = await FindAsync(client);
        var ended = new TaskCompletionSource<DisconnectReason>();
        socket.OnDisconnect(ended.SetResult);
        await socket.EmitAsync("first");
        await client.ExpectAsync("""["first"]""");
        switch (reason)
        {
            case "ping timeout":
                Time.Advance(TimeSpan.FromSeconds(25));
                Time.Advance(TimeSpan.FromSeconds(20));
                break;
            case "forced close":
                await client.Wire.SendAsync("9");
                break;
            default:
                await client.Wire.Engine.SendAsync("2");
                break;
        }

        (await ended.Task.Soon()).Name.Should().Be(reason);
        (await ComeAsync(client)).Id.Should().Be(client.Id);
    }

    [Test]
    public async Task Client_BackAtTheLastMoment_IsRecovered([Values(0, 1)] int late)
    {
        await StartRecoveringAsync(options => options.MaxDisconnectionDuration = TimeSpan.FromSeconds(10));
        var client = await ComeAndGoAsync();
        await Patience.UntilAsync(() => Adapter.Kept.Sessions == 1);
        Time.Advance(TimeSpan.FromSeconds(10) + TimeSpan.FromMilliseconds(late));

        var next = await ComeAsync(client);

        (next.Id == client.Id).Should().Be(late == 0);
    }

    [TestCase("""{"pid":"unknown","offset":"{offset}"}""")]
    [TestCase("""{"pid":"{pid}","offset":"0"}""")]
    [TestCase("""{"pid":"{pid}","offset":"{offset}.0"}""")]
    [TestCase("""{"pid":"{pid}","offset":"***"}""")]
    [TestCase("""{"pid":"{pid}","offset":"zzzzzzzzzzzzzzzzzzzzzzzzzzzz"}""")]
    [TestCase("""{"pid":"{pid}","offset":"."}""")]
    [TestCase("""{"pid":"{pid}","offset":5}""")]
    [TestCase("""{"pid":["{pid}"],"offset":"{offset}"}""")]
    [TestCase("""{"pid":"\ud800","offset":"{offset}"}""")]
    [TestCase("""{"pid":"{pid}"}""")]
    [TestCase("""{"offset":"{offset}"}""")]
    public async Task Client_AsksForWhatIsNotThere_GetsANewSessionAndTheOldOneStays(string auth)
    {
        await StartRecoveringAsync();
        var client = await ComeAndGoAsync();
        var wire = await OpenAsync();

        (await wire.ConnectAsync(auth: auth.Replace("{pid}", client.Pid, StringComparison.Ordinal).Replace("{offset}", client.Offset, StringComparison.Ordinal))).Should().NotBe(client.Id);

        (await ComeAsync(client)).Id.Should().Be(client.Id);
    }

    [Test]
    public async Task Packets_ThatAreStored_CarryOffsetsAndOthersDoNot()
    {
        await StartRecoveringAsync(prepare: server => server.OnConnection(socket => { socket.On("ask", () => "answer"); }));
        var client = await ComeAsync();
        var socket = await FindAsync(client);

        await socket.EmitAsync("emit");
        await Server.EmitAsync("broadcast");
        await socket.EmitAsync("binary", new byte[] { 7 });
        await socket.Volatile.EmitAsync("volatile");
        await client.ExpectAsync("""["emit"]""");
        var time = client.Offset!;
        await client.ExpectAsync("""["broadcast"]""");
        client.Offset.Should().Be(time + ".0");
        (await client.Wire.ReceiveAsync()).Should().Be($$"""51-["binary",{"_placeholder":true,"num":0},"{{time}}.1"]""");
        (await client.Wire.ReceiveAsync()).Should().Be("bBw==");
        Regex.IsMatch(await client.Wire.ReceiveAsync(), """^2\["volatile"\]$""").Should().BeTrue();

        _ = socket.EmitWithAck("question");
        await client.Wire.ExpectRequestAsync("""["question"]""");
        (await client.Wire.AskAsync("""["ask"]""")).Should().Be("""["answer"]""");
        Adapter.Kept.Packets.Should().Be(3);
    }

    [Test]
    public async Task OutgoingHandlers_OfAStoredEvent_SeeItsOffsetAndHoldUpNobody()
    {
        await StartRecoveringAsync();
        var client = await ComeAsync();
        var socket = await FindAsync(client);
        var seen = new List<int>();
        socket.OnAnyOutgoing((name, args) =>
        {
            if (name == "first")
            {
                seen.Add(args.Count);

                // Another thread's broadcast: it would wait for ever if this handler ran under the lock of the stored events.
                Task.Factory.StartNew(() => Server.EmitAsync("second")).Unwrap().Wait(Patience.Limit).Should().BeTrue();
            }
        });

        await Server.EmitAsync("first", 1);

        await client.ExpectAsync("""["first",1]""");
        await client.ExpectAsync("""["second"]""");
        seen.Should().Equal([2], "the offset is the last argument");
    }

    [Test]
    public async Task Handlers_StillRunning_AreWaitedForByTheClientThatIsBack()
    {
        await StartRecoveringAsync();
        var client = await ComeAsync();
        var socket = await FindAsync(client);
        var handler = new TaskCompletionSource();
        socket.OnDisconnecting(async _ =>
        {
            await handler.Task;
            await socket.JoinAsync("late");
            socket.Data["late"] = true;
        });
        await socket.EmitAsync("first");
        await client.ExpectAsync("""["first"]""");
        await LoseAsync(client, socket);

        var coming = ComeAsync(client);
        await Patience.UntilAsync(() => Server.ConnectionCount == 1);
        await ComeAsync();
        coming.IsCompleted.Should().BeFalse();
        handler.SetResult();

        (await coming.Soon()).Id.Should().Be(client.Id);
        var found = await FindAsync(client.Id);
        found.Rooms.Should().BeEquivalentTo(client.Id, "late");
        found.Data["late"].Should().Be(true);
    }

    [Test]
    public async Task Handlers_NeverEnd_ClientGetsANewSession()
    {
        await StartRecoveringAsync();
        var client = await ComeAsync();
        var socket = await FindAsync(client);
        var never = new TaskCompletionSource();
        socket.OnDisconnecting(_ => never.Task);
        await socket.EmitAsync("first");
        await client.ExpectAsync("""["first"]""");
        await LoseAsync(client, socket);

        var coming = ComeAsync(client);
        await Time.AdvanceUntilAsync(coming, TimeSpan.FromMilliseconds(500));

        (await coming).Id.Should().NotBe(client.Id);
        never.SetResult();
    }

    [Test]
    public async Task Client_ComesAndGoesWhileManyEmit_ReceivesEachEventOnceAndInOrder()
    {
        await StartRecoveringAsync();
        const int Senders = 3;
        const int Each = 200;
        var client = await ComeAndGoAsync(rooms: "a");
        var sending = Task.WhenAll(Enumerable.Range(0, Senders).Select(async sender =>
        {
            for (var i = 0; i < Each; i++)
            {
                await Server.To("a").EmitAsync("n", sender, i);
                await Task.Delay(1);
            }

            if (sender == 0)
            {
                await Server.To("a").EmitAsync("half");
            }
        }));

        var received = new List<string>();
        while (received.Count < (Senders * Each) + 1)
        {
            client = await ComeAsync(client);
            var socket = await FindAsync(client);
            socket.Recovered.Should().BeTrue();
            received.AddRange(client.Missed);
            for (var i = 0; i < 40 && received.Count < (Senders * Each) + 1; i++)
            {
                received.Add(await client.NextAsync());
            }

            await LoseAsync(client, socket);
        }

        await sending;
        received.Should().OnlyHaveUniqueItems();
        for (var sender = 0; sender < Senders; sender++)
        {
            received.Where(json => json.StartsWith($"[\"n\",{sender},", StringComparison.Ordinal)).Should().Equal(Enumerable.Range(0, Each).Select(i => $"[\"n\",{sender},{i}]"));
        }
    }
}
