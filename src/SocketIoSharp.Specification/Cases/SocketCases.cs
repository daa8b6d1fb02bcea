using SocketIoSharp.Specification.Nodes;

namespace SocketIoSharp.Specification.Cases;

/// <summary>What one node does to the sockets of all.</summary>
internal static class SocketCases
{
    public static IEnumerable<Case> All =>
    [
        new("Sockets of every node join the rooms that one node says", JoinAsync),
        new("Sockets of every node leave the rooms that one node says", LeaveAsync),
        new("Sockets of every node are disconnected from a namespace", DisconnectAsync),
        new("Sockets of every node are disconnected with their connections", CloseAsync),
        new("Joins, broadcasts, leaves and disconnections happen in the order of the calls", OrderAsync),
        new("A local join, leave or disconnection stays on its node", LocalAsync),
    ];

    private static async Task JoinAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var (here, there, other) = (await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync(), await nodes[1].ConnectAsync());
        await other.Socket.JoinAsync("x");

        await nodes[0].Io.Except("x").SocketsJoinAsync("a", "b");
        await nodes[0].Io.In(other.Id).SocketsJoinAsync("c");

        foreach (var (member, rooms) in new[] { (here, new[] { here.Id, "a", "b" }), (there, [there.Id, "a", "b"]), (other, [other.Id, "x", "c"]) })
        {
            await RoomsAsync(stage, member, rooms);
        }
    }

    private static async Task LeaveAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var (here, there, other) = (await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync(), await nodes[1].ConnectAsync());
        foreach (var member in new[] { here, there, other })
        {
            await member.Socket.JoinAsync("a", "b", "c");
        }

        await nodes[0].Io.Except(other.Id).SocketsLeaveAsync("a", "b", "z");
        await nodes[0].Io.To("a").SocketsLeaveAsync("c");

        await RoomsAsync(stage, here, here.Id, "c");
        await RoomsAsync(stage, there, there.Id, "c");
        await RoomsAsync(stage, other, other.Id, "a", "b");
    }

    private static async Task DisconnectAsync(Stage stage)
    {
        stage.Namespaces = ["/", "/n"];
        var nodes = await stage.StartAsync(2);
        var (here, there, spared) = (await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync(), await nodes[1].ConnectAsync());
        await using var elsewhere = await there.Client.ConnectToAsync("/n");
        await spared.Socket.JoinAsync("spared");

        await nodes[0].Io.Except("spared").DisconnectSocketsAsync();

        foreach (var member in new[] { here, there })
        {
            Expect.Equal("io server disconnect", await stage.Soon(member.Client.Disconnected), "the reason of the disconnection");
        }

        await Stage.ExpectNothingElseAsync(nodes[0], spared);
        await nodes[0].Io.Of("/n").EmitAsync("still there");
        await elsewhere.ReceiveAsync("still there");
    }

    private static async Task CloseAsync(Stage stage)
    {
        stage.Namespaces = ["/", "/n"];
        var nodes = await stage.StartAsync(2);
        var (member, spared) = (await nodes[1].ConnectAsync(), await nodes[1].ConnectAsync());
        await using var elsewhere = await member.Client.ConnectToAsync("/n");

        await nodes[0].Io.In(member.Id).DisconnectSocketsAsync(close: true);

        await stage.Soon(member.Client.Disconnected);
        await stage.Soon(elsewhere.Disconnected);
        await Stage.ExpectNothingElseAsync(nodes[0], spared);
    }

    private static async Task OrderAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        Member[] members = [await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync()];
        var io = nodes[0].Io;

        Task[] calls =
        [
            io.SocketsJoinAsync("a"),
            io.To("a").EmitAsync("in"),
            io.SocketsLeaveAsync("a"),
            io.To("a").EmitAsync("out"),
            io.EmitAsync("bye"),
            io.DisconnectSocketsAsync(close: true),
        ];
        await Task.WhenAll(calls);

        foreach (var member in members)
        {
            await member.ExpectAsync("in");
            await member.ExpectAsync("bye");
            await stage.Soon(member.Client.Disconnected);
            member.ExpectNothingElse();
        }
    }

    private static async Task LocalAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var (here, there) = (await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync());
        await here.Socket.JoinAsync("old");
        await there.Socket.JoinAsync("old");

        await nodes[0].Io.Local.SocketsJoinAsync("new");
        await nodes[0].Io.Local.SocketsLeaveAsync("old");
        await RoomsAsync(stage, here, here.Id, "new");
        await nodes[0].Io.Local.DisconnectSocketsAsync();

        await stage.Soon(here.Client.Disconnected);
        await Stage.ExpectNothingElseAsync(nodes[0], there);
        Expect.SameItems([there.Id, "old"], there.Socket.Rooms, "the rooms of the other node's socket");
    }

    private static Task RoomsAsync(Stage stage, Member member, params string[] rooms) =>
        stage.UntilAsync(
            () => Task.FromResult(member.Socket.Rooms.Order().SequenceEqual(rooms.Order())),
            $"a socket to be in {string.Join(", ", rooms)}");
}
