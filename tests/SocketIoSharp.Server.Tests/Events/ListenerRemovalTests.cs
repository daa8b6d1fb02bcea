namespace SocketIoSharp.Server.Tests.Events;

/// <summary>Handlers for one event only, in front of others, and removed again.</summary>
internal sealed class ListenerRemovalTests : EventFixture
{
    [Test]
    public async Task Once_TwoEvents_OnlyTheFirstReachesTheHandler()
    {
        var (client, socket) = await StartOneAsync(socket =>
        {
            socket.On("e", (int number) => number + 100, once: true);
            socket.On("e", (int number) => number);
        });

        (await client.AskAsync("""["e",1]""")).Should().Be("[101]");
        (await client.AskAsync("""["e",2]""")).Should().Be("[2]");
        socket.ListenerCount("e").Should().Be(1);
    }

    [Test]
    public async Task Once_TwoEventsBehindABusyHandler_OnlyTheFirstReachesTheHandler()
    {
        var release = new TaskCompletionSource();
        var seen = new List<int>();
        var (client, _) = await StartOneAsync(socket =>
        {
            socket.On("wait", () => release.Task);
            socket.On("e", (int number) => { seen.Add(number); }, once: true);
        });

        await client.SendAsync("""2["wait"]""", """2["e",1]""", """2["e",2]""");
        await client.SynchroniseAsync();
        release.SetResult();
        await client.AskAsync("""["wait"]""");

        seen.Should().Equal(1);
    }

    [Test]
    public async Task Once_ArgumentsDoNotFit_HasHadItsEvent()
    {
        var (client, socket) = await StartOneAsync(socket => socket.On("e", (int number) => number, once: true));

        (await client.AskAsync("""["e","text"]""")).Should().Contain("invalid arguments");

        socket.ListenerCount("e").Should().Be(0);
        socket.EventNames.Should().BeEmpty();
    }

    [Test]
    public async Task Once_ConcurrentEvents_OnlyOneReachesTheHandler()
    {
        var release = new TaskCompletionSource();
        var count = 0;
        await ListenAsync(
            socket =>
            {
                socket.Use(async (_, next) =>
                {
                    await release.Task;
                    await next();
                });
                socket.On("e", () => { Interlocked.Increment(ref count); }, once: true);
                socket.On("e", () => { });
            },
            options => options.MaxConcurrentEvents = 8);
        var (client, _) = await ConnectAsync();

        await client.SendAsync([.. Enumerable.Range(0, 8).Select(i => $$"""2{{i}}["e"]""")]);
        await client.SynchroniseAsync();
        release.SetResult();
        var answers = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            answers.Add(await client.ReceiveAsync());
        }

        answers.Should().BeEquivalentTo(Enumerable.Range(0, 8).Select(i => $"3{i}[]"));
        count.Should().Be(1);
    }

    [Test]
    public async Task Prepend_Handler_RunsBeforeTheOthers()
    {
        var steps = new List<string>();
        var (client, _) = await StartOneAsync(socket =>
        {
            socket.On("e", () => steps.Add("first"));
            socket.On("e", () => steps.Add("second"));
            socket.On("e", () => steps.Add("prepended"), prepend: true);
            socket.On("e", () => steps.Add("prepended once"), once: true, prepend: true);
        });

        await client.AskAsync("""["e"]""");
        await client.AskAsync("""["e"]""");

        steps.Should().Equal("prepended once", "prepended", "first", "second", "prepended", "first", "second");
    }

    [Test]
    public async Task Off_OneHandler_RemovesThatOneOnly()
    {
        var steps = new List<string>();
        Action<string> first = text => steps.Add("first " + text);
        var (client, socket) = await StartOneAsync(socket =>
        {
            socket.On("e", first);
            socket.On("e", (Action<string>)Second);
            socket.On("other", first);
        });

        socket.Off("e", first);
        socket.Off("e", first);
        socket.Off("nobody", first);
        socket.Off("e", (Action<string>)(_ => { }));

        await client.AskAsync("""["e","x"]""");
        await client.AskAsync("""["other","y"]""");
        steps.Should().Equal("second x", "first y");
        socket.Off("e", (Action<string>)Second);
        socket.ListenerCount("e").Should().Be(0);

        void Second(string text) => steps.Add("second " + text);
    }

    [Test]
    public async Task Off_HandlerRegisteredTwice_RemovesTheLatest()
    {
        var steps = new List<string>();
        Action handler = () => steps.Add("handler");
        var (client, socket) = await StartOneAsync(socket =>
        {
            socket.On("e", handler);
            socket.On("e", () => steps.Add("between"));
            socket.On("e", handler);
        });

        socket.Off("e", handler);

        await client.AskAsync("""["e"]""");
        steps.Should().Equal("handler", "between");
    }

    [Test]
    public async Task Off_Everything_LeavesCatchAllAndDisconnectHandlers()
    {
        var seen = new List<string>();
        var gone = new TaskCompletionSource();
        var (client, socket) = await StartOneAsync(socket =>
        {
            socket.OnAny((name, _) => seen.Add(name));
            socket.OnDisconnect(_ => gone.SetResult());
            socket.On("a", () => 1);
            socket.On("b", () => 2);
        });
        socket.EventNames.Should().Equal("a", "b");

        socket.Off();

        socket.EventNames.Should().BeEmpty();
        await client.SendAsync("""21["a"]""", """22["b"]""");
        await ExpectNothingAsync(client, socket);
        await Patience.UntilAsync(() => seen.Count == 2);
        await client.SendAsync("1");
        await gone.Task.Soon();
        seen.Should().Equal("a", "b");
    }

    [Test]
    public async Task Off_EventsWait_DoWithoutTheHandler()
    {
        var release = new TaskCompletionSource();
        var hasRun = false;
        var (client, socket) = await StartOneAsync(socket =>
        {
            socket.On("first", async () =>
            {
                await release.Task;
                socket.Off("second");
            });
            socket.On("second", () => { hasRun = true; });
        });

        await client.SendAsync("""21["first"]""", """22["second"]""");
        await client.SynchroniseAsync();
        release.SetResult();

        await client.ExpectAsync("31[]", "32[]");
        hasRun.Should().BeFalse();
        socket.ListenerCount("first").Should().Be(1);
    }

    [Test]
    public async Task Off_Null_Throws()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();

        socket.Invoking(s => s.Off("e", null!)).Should().Throw<ArgumentNullException>();
        socket.Invoking(s => s.Off(null!, () => { })).Should().Throw<ArgumentNullException>();
        socket.Invoking(s => s.ListenerCount(null!)).Should().Throw<ArgumentNullException>();
    }

    [Test]
    public async Task Event_WithoutAName_ReachesNoHandlerOfTheEmptyName()
    {
        var names = new List<string>();
        var (client, _) = await StartOneAsync(socket =>
        {
            socket.On(string.Empty, () => names.Add("empty"));
            socket.On("e", () => true);
        });

        await client.SendAsync("2", "25", """2[""]""");
        await client.AskAsync("""["e"]""");

        names.Should().Equal("empty");
    }

    private async Task<(SocketWire Client, Socket Socket)> StartOneAsync(Action<Socket> register)
    {
        await ListenAsync(register);
        return await ConnectAsync();
    }
}
