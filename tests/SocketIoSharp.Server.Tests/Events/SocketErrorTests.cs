namespace SocketIoSharp.Server.Tests.Events;

/// <summary>What an application hears of the errors of a socket, and what is none although it has the name.</summary>
internal sealed class SocketErrorTests : EventFixture
{
    private readonly List<Exception> _errors = [];

    [SetUp]
    public void Forget() => _errors.Clear();

    [Test]
    public async Task Use_ClientSendsAnEventNamedError_ReachesItsHandlersAndNoErrorHandler()
    {
        var client = await ServeAsync(socket =>
        {
            socket.OnError(_errors.Add);
            socket.On("error", (string text) => text);
        });

        (await client.AskAsync("""["error","boo"]""")).Should().Be("""["boo"]""");
        _errors.Should().BeEmpty();
    }

    [Test]
    public async Task Event_NamedErrorWithoutHandler_HarmsNothing()
    {
        var client = await ServeAsync(socket => socket.On("e", () => true));

        await client.SendAsync("""2["error",{"message":"boo"}]""");

        (await client.AskAsync("""["e"]""")).Should().Be("[true]");
    }

    [TestCase("2[", "invalid payload", WireClient.WebSocket)]
    [TestCase("9", "unknown packet type 9", WireClient.WebSocket)]
    [TestCase("2[", "invalid payload", WireClient.Polling)]
    public async Task OnError_MalformedPacket_IsToldBeforeTheDisconnection(string packet, string message, string transport)
    {
        var steps = new List<string>();
        var gone = new TaskCompletionSource();
        await ListenAsync(socket =>
        {
            socket.OnError(error => steps.Add($"{error.GetType().Name} {error.Message}"));
            socket.OnDisconnect(reason =>
            {
                steps.Add(reason.Name);
                gone.SetResult();
            });
        });
        var (client, _) = await ConnectAsync(transport: transport);

        await client.SendAsync(packet);

        await gone.Task.Soon();
        steps.Should().HaveCount(2);
        steps[0].Should().StartWith("InvalidDataException ").And.ContainEquivalentOf(message);
        steps[1].Should().Be("forced close");
    }

    [Test]
    public async Task OnError_HandlerThrows_IsLoggedAndTheOthersRun()
    {
        await ListenAsync(socket =>
        {
            socket.Use((incoming, _) =>
            {
                incoming.Reject("no");
                return Task.CompletedTask;
            });
            socket.OnError(_ => throw new InvalidOperationException("in the handler"));
            socket.OnError(_errors.Add);
        });
        Host.Log.Expect("SocketHandlerFailed");
        var (client, _) = await ConnectAsync();

        await client.AskAsync("""["e"]""");

        await Patience.UntilAsync(() => _errors.Count == 1);
    }

    [Test]
    public async Task OnError_Null_Throws()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();

        socket.Invoking(s => s.OnError((Action<Exception>)null!)).Should().Throw<ArgumentNullException>();
        socket.Invoking(s => s.OnError((Func<Exception, Task>)null!)).Should().Throw<ArgumentNullException>();
    }
}
