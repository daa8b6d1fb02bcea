using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.NodeClients;

[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed class EventMiddlewareTests(string transport) : NodeClientFixture(transport)
{
    [Test]
    public async Task Client_EmitsThroughMiddlewares_SeesWhatTheyMakeOfIt()
    {
        var errors = new List<string>();
        var ordered = new List<int>();
        await using var server = await InteropServer.StartAsync(io => io.OnConnection(socket =>
        {
            var seen = new List<string>();
            socket.OnAny((name, _) => seen.Add(name));
            socket.Use(HandleAsync);
            socket.OnError(error => errors.Add(error.Message));
            socket.On("forbidden", () => "must not run");
            socket.On("new name", (string text, byte[] data) => text + data.Length);
            socket.On("cached", () => "from the handler");
            socket.On("error", (string text) => text);
            socket.On("ordered", (int number) =>
            {
                ordered.Add(number);
                return number;
            });
            socket.On("seen", () => seen);
            socket.On("once", () => "later");
            socket.On("once", () => "first", once: true, prepend: true);
        }));
        await using var client = Play("event-middlewares", server);

        await client.FinishAsync();

        errors.Should().Equal("not allowed", "not allowed");
        ordered.Should().Equal(0, 1, 2, 3, 4, 5);
    }

    private static async Task HandleAsync(IncomingEvent incoming, Func<Task> next)
    {
        switch (incoming.EventName)
        {
            case "forbidden":
                incoming.Reject("not allowed");
                return;
            case "old name":
                incoming.EventName = "new name";
                break;
            case "cached":
                await incoming.Ack.SendAsync("from the middleware");
                return;
            case "ordered" when incoming.Args.Get<int>(0) % 2 == 0:
                await Task.Delay(5);
                break;
        }

        await next();
    }
}
