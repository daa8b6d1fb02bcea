namespace SocketIoSharp.Server.Tests.Events;

/// <summary>Which handlers an event reaches.</summary>
internal sealed class ListenerTests : EventFixture
{
    private static readonly string[] ReservedNames = ["connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"];

    [Test]
    public async Task Handlers_SeveralOfOneEvent_RunInTheOrderOfRegistration()
    {
        var steps = new List<string>();
        var client = await ServeAsync(socket =>
        {
            socket.On("e", async (string text) =>
            {
                await Task.Yield();
                steps.Add("first " + text);
            });
            socket.On("e", (string text) => { steps.Add("second " + text); });
            socket.On("e", (string _) => "answer of the third");
            socket.On("e", () => "answer of the fourth");
        });

        (await client.AskAsync("""["e","x"]""")).Should().Be("""["answer of the third"]""", "one answer is sent");

        steps.Should().Equal("first x", "second x");
        (await client.AskAsync("""["e","y"]""")).Should().Be("""["answer of the third"]""");
    }

    [Test]
    public async Task Handlers_SeveralWithoutResult_AnswerEmptyAfterTheLast()
    {
        var release = new TaskCompletionSource();
        var (client, socket) = await StartOneAsync(socket =>
        {
            socket.On("e", () => { });
            socket.On("e", () => release.Task);
            socket.On("e", () => { });
        });

        await client.SendAsync("""21["e"]""");
        await ExpectNothingAsync(client, socket);
        release.SetResult();

        await client.ExpectAsync("31[]");
    }

    [Test]
    public async Task Handlers_OneFails_OthersRunAndTheErrorIsTheAnswer()
    {
        var second = new TaskCompletionSource();
        var client = await ServeAsync(socket =>
        {
            socket.On("e", () => throw new EventException("no"));
            socket.On("e", () => { second.SetResult(); });
        });

        (await client.AskAsync("""["e"]""")).Should().Be("""[{"error":"no"}]""");
        await second.Task.Soon();
    }

    [Test]
    public async Task Handlers_OneDoesNotFit_OthersRun()
    {
        var second = new TaskCompletionSource<string>();
        var client = await ServeAsync(socket =>
        {
            socket.On("e", (int _) => { });
            socket.On("e", (string text) => { second.SetResult(text); });
        });

        (await client.AskAsync("""["e","text"]""")).Should().Be("""[{"error":"invalid arguments: argument 1 is not a valid number"}]""");
        (await second.Task.Soon()).Should().Be("text");
    }

    [Test]
    public async Task Off_Event_RemovesAllItsHandlersAndNoOthers()
    {
        var (client, socket) = await StartOneAsync(socket =>
        {
            socket.On("e", () => 1);
            socket.On("e", () => 2);
            socket.On("other", () => 3);
        });

        socket.Off("e");
        socket.Off("nobody");

        await client.SendAsync("""21["e"]""");
        (await client.AskAsync("""["other"]""")).Should().Be("[3]");
        socket.On("e", () => 4);
        (await client.AskAsync("""["e"]""")).Should().Be("[4]");
    }

    [Test]
    public async Task Event_NobodyListens_IsIgnoredAndLogged()
    {
        var client = await ServeAsync(socket => socket.On("known", () => true));

        await client.SendAsync("""21["unknown"]""");

        (await client.AskAsync("""["known"]""")).Should().Be("[true]");
        (await Host.Log.WaitForAsync("EventUnhandled")).Message.Should().Contain("unknown");
    }

    [TestCase("e", """["e"]""")]
    [TestCase("e", """["\u0065"]""")]
    [TestCase("", """[""]""")]
    [TestCase("1", "[1]")]
    [TestCase("1.5", "[1.5]")]
    [TestCase("-7", "[-7]")]
    [TestCase("100", "[1e2]")]
    [TestCase("ünïcödé €😀", """["ünïcödé €😀"]""")]
    [TestCase("ünïcödé €😀", """["\u00fcn\u00efc\u00f6d\u00e9 \u20ac\ud83d\ude00"]""")]
    [TestCase("a\"b\\c\n", """["a\"b\\c\n"]""")]
    [TestCase("error", """["error"]""")]
    [TestCase("connection", """["connection"]""")]
    [TestCase("message", """["message"]""")]
    public async Task EventName_HoweverWritten_FindsItsHandler(string name, string json)
    {
        var client = await ServeAsync(socket =>
        {
            socket.On("something else", () => false);
            socket.On(name, () => true);
        });

        (await client.AskAsync(json)).Should().Be("[true]");
    }

    [Test]
    public async Task EventName_OtherCase_IsAnotherEvent()
    {
        var client = await ServeAsync(socket =>
        {
            socket.On("Event", () => "upper");
            socket.On("event", () => "lower");
        });

        (await client.AskAsync("""["event"]""")).Should().Be("""["lower"]""");
        (await client.AskAsync("""["Event"]""")).Should().Be("""["upper"]""");
    }

    [TestCaseSource(nameof(ReservedNames))]
    public async Task On_ReservedName_Throws(string name)
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();

        var registering = () => socket.On(name, () => { });

        registering.Should().Throw<ArgumentException>().WithMessage($"*\"{name}\" is a reserved event name*");
    }

    [Test]
    public async Task On_Null_Throws()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();

        ((Action)(() => socket.On(null!, () => { }))).Should().Throw<ArgumentNullException>();
        ((Action)(() => socket.On("e", (Action)null!))).Should().Throw<ArgumentNullException>();
        ((Action)(() => socket.Off(null!))).Should().Throw<ArgumentNullException>();
    }

    [Test]
    public async Task On_WhileEventsArrive_IsHeardFromThenOn()
    {
        var client = await ServeAsync(socket => socket.On("learn", (string word) => socket.On(word, () => "known")));

        await client.SendAsync("""2["new"]""");
        await client.AskAsync("""["learn","new"]""");

        (await client.AskAsync("""["new"]""")).Should().Be("""["known"]""");
    }

    private async Task<(SocketWire Client, Socket Socket)> StartOneAsync(Action<Socket> register)
    {
        await ListenAsync(register);
        return await ConnectAsync();
    }
}
