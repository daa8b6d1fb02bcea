using SocketIoSharp.Specification.Nodes;

namespace SocketIoSharp.Specification.Cases;

/// <summary>Who receives what one node sends.</summary>
internal static class BroadcastCases
{
    public static IEnumerable<Case> All =>
    [
        new("A broadcast reaches the clients of every node", EverybodyAsync),
        new("A broadcast to rooms reaches their members on every node, each once", RoomsAsync),
        new("A broadcast leaves out the members of the rooms that it excepts", ExceptionsAsync),
        new("A broadcast reaches a room whose name is unusual", UnusualRoomAsync),
        new("A broadcast to the room of a socket's id reaches that socket", OneSocketAsync),
        new("A broadcast of a socket leaves that socket out and nobody else", OthersAsync),
        new("A local broadcast stays on its node", LocalAsync),
        new("A volatile broadcast reaches the clients that are ready", VolatileAsync),
        new("A broadcast stays in its namespace", NamespacesAsync),
        new("Broadcasts arrive in the order in which a node has sent them", OrderAsync),
        new("Broadcasts of several nodes at once arrive in the order of each", CrossingAsync),
    ];

    private static async Task EverybodyAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(3);
        Member[] members = [await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync(), await nodes[2].ConnectAsync()];

        for (var i = 0; i < nodes.Length; i++)
        {
            await nodes[i].Io.EmitAsync("hello", i, "é");
        }

        foreach (var member in members)
        {
            Expect.SameItems([0, 1, 2], [await NextAsync(member), await NextAsync(member), await NextAsync(member)], "the senders of what a client has received");
        }

        await Stage.ExpectNothingElseAsync(nodes[0], members);

        static async Task<int> NextAsync(Member member) => await member.Client.NextAsync<int>("hello");
    }

    private static async Task RoomsAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var (here, there) = (await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync());
        var (both, none) = (await nodes[1].ConnectAsync(), await nodes[1].ConnectAsync());
        await here.Socket.JoinAsync("a");
        await there.Socket.JoinAsync("b");
        await both.Socket.JoinAsync("a", "b");

        await nodes[0].Io.To("a").To("b", "c").EmitAsync("a or b");
        await nodes[0].Io.To("b").EmitAsync("b");

        await here.ExpectAsync("a or b");
        foreach (var member in new[] { there, both })
        {
            await member.ExpectAsync("a or b");
            await member.ExpectAsync("b");
        }

        await Stage.ExpectNothingElseAsync(nodes[0], here, there, both, none);
    }

    private static async Task ExceptionsAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var (first, second, third) = (await nodes[1].ConnectAsync(), await nodes[1].ConnectAsync(), await nodes[0].ConnectAsync());
        await first.Socket.JoinAsync("a", "b");
        await second.Socket.JoinAsync("b");
        await third.Socket.JoinAsync("a");

        await nodes[0].Io.To("b").Except("a").EmitAsync("b without a");
        await nodes[0].Io.Except("a", "z").EmitAsync("without a");
        await nodes[0].Io.Except(second.Id).EmitAsync("without one");

        await second.ExpectAsync("b without a");
        await second.ExpectAsync("without a");
        await first.ExpectAsync("without one");
        await third.ExpectAsync("without one");
        await Stage.ExpectNothingElseAsync(nodes[0], first, second, third);
    }

    private static async Task UnusualRoomAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var (member, other) = (await nodes[1].ConnectAsync(), await nodes[1].ConnectAsync());
        string[] rooms = ["a#b#", "*", "[x]?", "it's \"quoted\" \\", "ünïcödé 🚀", " ", new('r', 200)];
        await member.Socket.JoinAsync(rooms);

        foreach (var room in rooms)
        {
            await nodes[0].Io.To(room).EmitAsync("hello", rooms.IndexOf(room));
        }

        await member.ExpectNumbersAsync("hello", rooms.Length);
        await Stage.ExpectNothingElseAsync(nodes[0], member, other);
    }

    private static async Task OneSocketAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var (member, other) = (await nodes[1].ConnectAsync(), await nodes[1].ConnectAsync());

        await nodes[0].Io.To(member.Id).EmitAsync("you");

        await member.ExpectAsync("you");
        await Stage.ExpectNothingElseAsync(nodes[0], member, other);
    }

    private static async Task OthersAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var (self, neighbour, other) = (await nodes[0].ConnectAsync(), await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync());

        await self.Socket.Broadcast.EmitAsync("others");

        await neighbour.ExpectAsync("others");
        await other.ExpectAsync("others");
        await Stage.ExpectNothingElseAsync(nodes[0], self, neighbour, other);
    }

    private static async Task LocalAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var (here, there) = (await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync());

        await nodes[0].Io.Local.EmitAsync("local");

        await here.ExpectAsync("local");
        await Stage.ExpectNothingElseAsync(nodes[0], here, there);
    }

    private static async Task VolatileAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        Member[] members = [await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync()];

        foreach (var member in members)
        {
            await nodes[0].Io.To(member.Id).Volatile.EmitAsync("volatile", 1);
            await member.ExpectAsync("volatile", "[1]");
        }

        await Stage.ExpectNothingElseAsync(nodes[0], members);
    }

    private static async Task NamespacesAsync(Stage stage)
    {
        stage.Namespaces = ["/", "/news", "/news/sport"];
        var nodes = await stage.StartAsync(2);
        List<Member> members = [];
        foreach (var name in stage.Namespaces)
        {
            members.Add(await nodes[1].ConnectAsync(name));
        }

        foreach (var name in stage.Namespaces)
        {
            await nodes[0].Io.Of(name).EmitAsync("hello", name);
        }

        foreach (var member in members)
        {
            await member.ExpectAsync("hello", $"[\"{member.Client.Namespace}\"]");
        }

        await Stage.ExpectNothingElseAsync(nodes[0], [.. members]);
    }

    private static async Task OrderAsync(Stage stage)
    {
        const int Count = 1000;
        var nodes = await stage.StartAsync(2);
        Member[] members = [await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync()];

        // Of all sizes and kinds, because brokers may take each another way; and nothing is awaited.
        var large = new string('x', 20_000);
        var binary = new byte[100];
        List<Task> sending = [];
        for (var i = 0; i < Count; i++)
        {
            sending.Add((i % 50) switch
            {
                7 => nodes[0].Io.EmitAsync("n", i, large),
                23 => nodes[0].Io.EmitAsync("n", i, binary),
                _ => nodes[0].Io.EmitAsync("n", i),
            });
        }

        foreach (var member in members)
        {
            await member.ExpectNumbersAsync("n", Count);
        }

        await Task.WhenAll(sending);
        await Stage.ExpectNothingElseAsync(nodes[0], members);
    }

    private static async Task CrossingAsync(Stage stage)
    {
        const int Count = 200;
        var nodes = await stage.StartAsync(3);
        Member[] members = [await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync(), await nodes[2].ConnectAsync()];

        await Task.WhenAll(nodes.Select((node, index) => SendAsync(node, "from " + index)));

        foreach (var member in members)
        {
            for (var index = 0; index < nodes.Length; index++)
            {
                await member.ExpectNumbersAsync("from " + index, Count);
            }
        }

        static async Task SendAsync(Node node, string name)
        {
            for (var i = 0; i < Count; i++)
            {
                await node.Io.EmitAsync(name, i);
            }
        }
    }
}
