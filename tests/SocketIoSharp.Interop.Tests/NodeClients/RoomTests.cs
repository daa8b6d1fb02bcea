using System.Text.Json;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.NodeClients;

[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed class RoomTests(string transport) : NodeClientFixture(transport)
{
    private static readonly string[] Everybody = ["ann", "bob", "cid", "dan"];

    // Ann and Bob are in red, Bob and Cid in blue. What a client says is broadcast from its socket, the rest from the server.
    private static readonly Saying[] Sayings =
    [
        new("from ann to red", "ann", ["bob"]),
        new("from dan to red", "dan", ["ann", "bob"]),
        new("from ann to red and blue", "ann", ["bob", "cid"]),
        new("from bob to all", "bob", ["ann", "cid", "dan"]),
        new("from dan to all but blue", "dan", ["ann"]),
        new("red", null, ["ann", "bob"]),
        new("red and blue", null, ["ann", "bob", "cid"]),
        new("red but blue", null, ["ann"]),
        new("all but red", null, ["cid", "dan"]),
        new("only dan", null, ["dan"]),
        new("nobody's room", null, []),
    ];

    [Test]
    public async Task Broadcast_RoomsAndExceptions_ReachesWhoItIsFor()
    {
        await using var server = await InteropServer.StartAsync(io => io.OnConnection(Listen));
        await using var client = Play("rooms", server, new { expected = Sayings });
        var ids = await client.HearAsync<Dictionary<string, string>>("joined");
        var io = server.Io;
        io.Sockets.RoomNames.Should().BeEquivalentTo("red", "blue");
        io.Sockets.CountIn("red").Should().Be(2);
        io.Sockets.CountIn(ids["dan"]).Should().Be(1);

        foreach (var saying in Sayings.Where(saying => saying.From is null))
        {
            (await client.HearAsync<string>("turn")).Should().Be(saying.Text);
            await Target(io, saying.Text, ids["dan"]).EmitAsync("said", saying.Text);
        }

        (await client.HearAsync<string>("turn")).Should().Be("everybody");
        await io.EmitAsync("said", "everybody");

        (await client.HearAsync<string>("turn")).Should().Be("vote");
        (await io.EmitWithAck("vote").As<string>()).Should().BeEquivalentTo(Everybody);
        (await io.To("red").EmitWithAck("vote").As<string>()).Should().BeEquivalentTo("ann", "bob");
        await client.TellAsync("voted");

        await client.HearAsync("parted");
        io.Sockets.CountIn("red").Should().Be(1);
        io.Sockets.CountIn("blue").Should().Be(1);
        await client.TellAsync("leave");
        await client.FinishAsync();
        await Patience.UntilAsync(() => io.Sockets.SocketCount == 0, "all to leave");
        await Patience.UntilAsync(() => io.Sockets.RoomNames.Count == 0, "the rooms to go with their last member");
    }

    private static void Listen(Socket socket)
    {
        socket.On("join", (string room) => socket.JoinAsync(room));
        socket.On("say", (string text) => SpeakAsync(socket, text));
        socket.OnDisconnecting(_ => socket.To([.. socket.Rooms]).EmitAsync("parted", socket.Handshake.GetAuth<JsonElement>()));
    }

    private static Task SpeakAsync(Socket socket, string text) => text[("from xxx ".Length)..] switch
    {
        "to red" => socket.To("red").EmitAsync("said", text),
        "to red and blue" => socket.To("red", "blue").EmitAsync("said", text),
        "to all" => socket.Broadcast.EmitAsync("said", text),
        "to all but blue" => socket.Except("blue").EmitAsync("said", text),
        _ => throw new EventException("unknown: " + text),
    };

    private static Broadcast Target(SocketIoServer io, string text, string dan) => text switch
    {
        "red" => io.To("red"),
        "red and blue" => io.To("red").To("blue"),
        "red but blue" => io.In("red").Except("blue"),
        "all but red" => io.Except("red"),
        "only dan" => io.To(dan),
        _ => io.To(text),
    };

    private sealed record Saying(string Text, string? From, string[] To);
}
