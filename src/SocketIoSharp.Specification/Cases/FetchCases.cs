using SocketIoSharp.Specification.Nodes;

namespace SocketIoSharp.Specification.Cases;

/// <summary>What one node learns of the sockets of all.</summary>
internal static class FetchCases
{
    public static IEnumerable<Case> All =>
    [
        new("The sockets of every node are found, with rooms, data and handshake", DescriptionAsync),
        new("The sockets of rooms are found, without those of excepted rooms", RoomsAsync),
        new("A local look-up finds the sockets of its node only", LocalAsync),
        new("A hundred sockets of another node are found", ManyAsync),
        new("A socket that was found on another node is reached in every way", RemoteSocketAsync),
    ];

    private static async Task DescriptionAsync(Stage stage)
    {
        stage.Namespaces = ["/", "/n"];
        var nodes = await stage.StartAsync(3);
        List<Member> members = [];
        foreach (var node in nodes)
        {
            var member = await node.ConnectAsync("/n", options =>
            {
                options.Auth = new { token = "é" };
                options.Query["page"] = "a b&c";
                options.Headers["X-Device"] = "phone";
            });
            await member.Socket.JoinAsync("a", "ü");
            member.Socket.Data["user"] = new Dictionary<string, object> { ["name"] = "Ada", ["ids"] = new[] { 1, 2 } };
            members.Add(member);
        }

        await nodes[0].ConnectAsync();
        foreach (var node in nodes)
        {
            var found = await node.Io.Of("/n").FetchSocketsAsync();
            Expect.SameItems(members.Select(member => member.Id), found.Select(socket => socket.Id), "the ids of the sockets");
            foreach (var socket in found)
            {
                Expect.SameItems([socket.Id, "a", "ü"], socket.Rooms);
                Expect.Equal("""{"name":"Ada","ids":[1,2]}""", socket.Data.GetProperty("user").GetRawText());
                Expect.Equal("é", socket.Handshake.Auth.GetProperty("token").GetString());
                Expect.Equal("a b&c", socket.Handshake.Query["page"]);
                Expect.Equal("phone", socket.Handshake.Headers["x-device"]);
                Expect.That(socket.Handshake.Url.StartsWith("/socket.io/", StringComparison.Ordinal), "the URL of the handshake");
                Expect.That(socket.Handshake.Issued > 0, "the time of the handshake");
            }
        }
    }

    private static async Task RoomsAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var (first, second, third) = (await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync(), await nodes[1].ConnectAsync());
        await first.Socket.JoinAsync("a");
        await second.Socket.JoinAsync("a", "b");
        await third.Socket.JoinAsync("b");

        Expect.SameItems([first.Id, second.Id], await IdsAsync(nodes[0].Io.In("a")), "the sockets in a");
        Expect.SameItems([first.Id, second.Id, third.Id], await IdsAsync(nodes[0].Io.In("a", "b")), "the sockets in a or b");
        Expect.SameItems([third.Id], await IdsAsync(nodes[0].Io.In("b").Except("a")), "the sockets in b and not in a");
        Expect.SameItems([second.Id], await IdsAsync(nodes[0].Io.In(second.Id)), "the socket of an id");
        Expect.SameItems([], await IdsAsync(nodes[0].Io.In("nobody")), "the sockets of an empty room");

        static async Task<IEnumerable<string>> IdsAsync(Broadcast target) => (await target.FetchSocketsAsync()).Select(socket => socket.Id);
    }

    private static async Task LocalAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var here = await nodes[0].ConnectAsync();
        await nodes[1].ConnectAsync();

        var found = await nodes[0].Io.Local.FetchSocketsAsync();

        Expect.SameItems([here.Id], found.Select(socket => socket.Id));
    }

    private static async Task ManyAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var members = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => nodes[1].ConnectAsync()));
        foreach (var member in members)
        {
            member.Socket.Data["text"] = new string('x', 200);
        }

        var found = await nodes[0].Io.FetchSocketsAsync();

        Expect.SameItems(members.Select(member => member.Id), found.Select(socket => socket.Id));
        Expect.That(found.All(socket => socket.GetData<string>("text")!.Length == 200), "the data of each socket");
    }

    private static async Task RemoteSocketAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var (member, other) = (await nodes[1].ConnectAsync(), await nodes[1].ConnectAsync());
        var remote = (await nodes[0].Io.In(member.Id).FetchSocketsAsync()).Single();

        await remote.JoinAsync("a", "b");
        await remote.LeaveAsync("b");
        await nodes[0].Io.To("a").EmitAsync("in a");
        await nodes[0].Io.To("b").EmitAsync("in b");
        await remote.EmitAsync("direct", 1);
        var answer = remote.Timeout(stage.Specification.Patience).EmitWithAck("question", "well?").As<string>();

        await member.ExpectAsync("in a");
        await member.ExpectAsync("direct", "[1]");
        await (await member.Client.ReceiveAsync("question")).AnswerAsync("well!");
        Expect.Equal("well!", await stage.Soon(answer), "the answer");
        await remote.DisconnectAsync();
        await stage.Soon(member.Client.Disconnected);
        member.ExpectNothingElse();
        await Stage.ExpectNothingElseAsync(nodes[0], other);
    }
}
