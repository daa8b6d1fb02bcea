namespace SocketIoSharp.Server.Tests.Events;

/// <summary>Handlers for whatever the client sends.</summary>
internal sealed class CatchAllTests : EventFixture
{
    [Test]
    public async Task OnAny_EveryEvent_IsSeenWithItsArgumentsBeforeMiddlewaresAndHandlers()
    {
        var steps = new List<string>();
        var client = await ServeAsync(socket =>
        {
            socket.Use((incoming, next) =>
            {
                steps.Add("middleware " + incoming.EventName);
                return next();
            });
            socket.On("known", (int number) => steps.Add("handler " + number));
            socket.OnAny(async (name, args) =>
            {
                await Task.Yield();
                steps.Add($"any {name} {args.Count} {args.Get<int>(0)}");
            });
            socket.On("end", () => true);
        });

        await client.SendAsync("""2["known",7,"x"]""", """2["unknown",8]""");
        await client.AskAsync("""["end",9]""");

        steps.Should().Equal("any known 2 7", "middleware known", "handler 7", "any unknown 1 8", "middleware unknown", "any end 1 9", "middleware end");
    }

    [Test]
    public async Task OnAny_Several_RunInOrderAndPrependedOnesFirst()
    {
        var steps = new List<string>();
        var client = await ServeAsync(socket =>
        {
            socket.OnAny((_, _) => steps.Add("first"));
            socket.OnAny((_, _, _) => steps.Add("second"));
            socket.PrependAny((_, _) => steps.Add("prepended"));
            socket.PrependAny((_, _) =>
            {
                steps.Add("prepended later");
                return Task.CompletedTask;
            });
            socket.On("e", () => true);
        });

        await client.AskAsync("""["e"]""");

        steps.Should().Equal("prepended later", "prepended", "first", "second");
    }

    [Test]
    public async Task OnAny_EventWithoutAName_IsSeen()
    {
        var seen = new List<(string Name, int Count, bool WantsAnswer)>();
        var client = await ServeAsync(socket =>
        {
            socket.OnAny((name, args, ack) => seen.Add((name, args.Count, ack.IsRequested)));
            socket.On("e", () => true);
        });

        await client.SendAsync("2", "25");
        await client.AskAsync("""["e",1]""");

        seen.Should().Equal((string.Empty, 0, false), (string.Empty, 0, true), ("e", 1, true));
    }

    [Test]
    public async Task OnAny_Acks_AreNotSeen()
    {
        var seen = new List<string>();
        await ListenAsync(socket => socket.OnAny((name, _) => seen.Add(name)));
        var (client, socket) = await ConnectAsync();

        var asking = socket.EmitWithAck("question").As<int>();
        await client.SendAsync("3" + await client.ExpectRequestAsync("""["question"]""") + "[1]");

        (await asking.Soon()).Should().Be(1);
        seen.Should().BeEmpty();
    }

    [Test]
    public async Task OnAny_TakesTheAckWithoutAnswering_TheHandlersAnswerCounts()
    {
        var client = await ServeAsync(socket =>
        {
            socket.OnAny((_, _, ack) => ack.IsRequested.Should().BeTrue());
            socket.On("silent", () => { });
            socket.On("result", () => 5);
        });

        (await client.AskAsync("""["silent"]""")).Should().Be("[]");
        (await client.AskAsync("""["result"]""")).Should().Be("[5]");
    }

    [Test]
    public async Task OnAny_Answers_TheHandlerRunsAndItsAnswerIsNotSent()
    {
        var hasRun = false;
        var client = await ServeAsync(socket =>
        {
            socket.OnAny(async (name, _, ack) => await ack.SendAsync("any", name));
            socket.On("e", () =>
            {
                hasRun = true;
                return "handler";
            });
        });

        (await client.AskAsync("""["e"]""")).Should().Be("""["any","e"]""");
        (await client.AskAsync("""["unknown"]""")).Should().Be("""["any","unknown"]""");
        hasRun.Should().BeTrue();
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task OnAny_Throws_IsLoggedAndTheEventGoesOn(bool isLate)
    {
        var others = 0;
        await ListenAsync(socket =>
        {
            socket.OnAny(async (_, _) =>
            {
                if (isLate)
                {
                    await Task.Yield();
                }

                throw new InvalidOperationException("no");
            });
            socket.OnAny((_, _) => others++);
            socket.On("e", () => 1);
        });
        Host.Log.Expect("CatchAllHandlerFailed");
        var (client, _) = await ConnectAsync();

        (await client.AskAsync("""["e"]""")).Should().Be("[1]");

        others.Should().Be(1);
        (await Host.Log.WaitForAsync("CatchAllHandlerFailed")).Message.Should().Contain("event e");
    }

    [Test]
    public async Task OnAny_Slow_KeepsTheOrderOfTheEvents()
    {
        var seen = new List<int>();
        var client = await ServeAsync(socket =>
        {
            socket.OnAny(async (_, args) =>
            {
                if (args.Get<int>(0) % 2 == 0)
                {
                    await Task.Delay(1);
                }
            });
            socket.On("e", (int number) => { seen.Add(number); });
        });

        await client.SendAsync([.. Enumerable.Range(0, 40).Select(i => $"""2["e",{i}]""")]);
        await client.AskAsync("""["e",40]""");

        seen.Should().Equal(Enumerable.Range(0, 41));
    }

    [Test]
    public async Task OnAny_SlowOne_HoldsTheClientBack()
    {
        var release = new TaskCompletionSource();
        var seen = 0;
        await ListenAsync(
            socket => socket.OnAny(async (_, _) =>
            {
                Interlocked.Increment(ref seen);
                await release.Task;
            }),
            options => options.MaxQueuedEvents = 4);
        var client = await OpenAsync(WireClient.Polling);
        await client.ConnectAsync();

        var sending = client.SendAsync([.. Enumerable.Range(0, 10).Select(i => $"""2["e",{i}]""")]);
        await Patience.UntilAsync(() => seen == 1);
        sending.IsCompleted.Should().BeFalse();
        release.SetResult();

        await sending.Soon();
        await Patience.UntilAsync(() => seen == 10);
    }

    [Test]
    public async Task OnAny_BinaryArguments_AreWholeAndMayBeKept()
    {
        EventArguments? kept = null;
        var client = await ServeAsync(socket =>
        {
            socket.OnAny((name, args) => kept = name == "file" ? args : kept);
            socket.On("file", (string _, byte[] data) => data.Length);
            socket.On("more", () => true);
        });

        await client.SendBinaryAsync("""51-1["file","a",{"_placeholder":true,"num":0}]""", [1, 2, 3]);
        await client.ExpectAsync("31[3]");
        await client.AskAsync("""["more","something that needs the memory again"]""");

        kept!.Get<string>(0).Should().Be("a");
        kept.Get<byte[]>(1).Should().Equal(1, 2, 3);
    }

    [Test]
    public async Task OffAny_OneOrAll_AreHeardNoMore()
    {
        var steps = new List<string>();
        Action<string, EventArguments> first = (name, _) => steps.Add("first " + name);
        Action<string, EventArguments> second = (name, _) => steps.Add("second " + name);
        await ListenAsync(socket => socket.On("e", () => true));
        var (client, socket) = await ConnectAsync();
        socket.ListenersAny.Should().BeEmpty();
        socket.OffAny(first);
        socket.OffAny();
        socket.OnAny(first);
        socket.OnAny(second);
        socket.OnAny(first);
        socket.ListenersAny.Should().Equal(first, second, first);

        socket.OffAny(first);
        socket.ListenersAny.Should().Equal(second, first);
        await client.AskAsync("""["e"]""");
        socket.OffAny();
        await client.AskAsync("""["e"]""");

        steps.Should().Equal("second e", "first e");
        socket.ListenersAny.Should().BeEmpty();
    }

    [Test]
    public async Task OnAny_RegisteredByAConnectionHandler_SeesEventsThatCameEarlier()
    {
        var release = new TaskCompletionSource();
        var seen = new TaskCompletionSource<string>();
        await StartAsync(prepare: server => server.OnConnection(async socket =>
        {
            await release.Task;
            socket.OnAny((name, _) => seen.SetResult(name));
        }));
        var (client, _) = await ConnectAsync();

        await client.SendAsync("""2["early"]""");
        await client.SynchroniseAsync();
        release.SetResult();

        (await seen.Task.Soon()).Should().Be("early");
    }

    [Test]
    public async Task OnAny_Null_Throws()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();

        socket.Invoking(s => s.OnAny((Action<string, EventArguments>)null!)).Should().Throw<ArgumentNullException>();
        socket.Invoking(s => s.OnAny((Func<string, EventArguments, Task>)null!)).Should().Throw<ArgumentNullException>();
        socket.Invoking(s => s.PrependAny((Action<string, EventArguments, Ack>)null!)).Should().Throw<ArgumentNullException>();
        socket.Invoking(s => s.PrependAny((Func<string, EventArguments, Ack, Task>)null!)).Should().Throw<ArgumentNullException>();
        socket.Invoking(s => s.OffAny(null!)).Should().Throw<ArgumentNullException>();
        socket.ListenersAny.Should().BeEmpty();
    }
}
