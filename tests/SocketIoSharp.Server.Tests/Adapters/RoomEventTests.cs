using System.Collections.Concurrent;

namespace SocketIoSharp.Server.Tests.Adapters;

internal sealed class RoomEventTests : ServerFixture
{
    private readonly ConcurrentQueue<string> _seen = new();

    [Test]
    public async Task JoinAndLeave_OneSocket_RaisesInTheReferencesOrder()
    {
        await StartAsync(prepare: Watch);
        var (client, socket) = await ConnectAsync();

        await socket.JoinAsync("a", "b");
        await socket.JoinAsync("a");
        await socket.LeaveAsync("a");
        await client.SendAsync("1");
        await Patience.UntilAsync(() => _seen.Count == 12);

        var id = socket.Id;
        _seen.Should().Equal(
            $"create {id}", $"join {id} {id}", "create a", $"join a {id}", "create b", $"join b {id}", $"leave a {id}", "delete a",
            $"leave {id} {id}", $"delete {id}", $"leave b {id}", "delete b");
    }

    [Test]
    public async Task Join_SecondSocket_RaisesNoCreation()
    {
        await StartAsync();
        var (_, first) = await ConnectAsync();
        var (_, second) = await ConnectAsync();
        await first.JoinAsync("a");
        Watch(Server);

        await second.JoinAsync("a");
        await first.LeaveAsync("a");

        _seen.Should().Equal($"join a {second.Id}", $"leave a {first.Id}");
    }

    [Test]
    public async Task Join_RoomOfAnothersId_IsNotCreatedTwice()
    {
        await StartAsync();
        var (_, first) = await ConnectAsync();
        var (_, second) = await ConnectAsync();
        Watch(Server);

        await second.JoinAsync(first.Id);
        await second.LeaveAsync(first.Id);

        _seen.Should().Equal($"join {first.Id} {second.Id}", $"leave {first.Id} {second.Id}");
    }

    [Test]
    public async Task Handler_LeavesAgainAndFails_OthersGoOn()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();
        await socket.JoinAsync("a");
        Server.Sockets.Adapter.RoomLeft += (_, args) =>
        {
            _ = socket.LeaveAsync(args.Room);
            throw new InvalidOperationException("broken handler");
        };
        Watch(Server);

        await socket.LeaveAsync("a");

        _seen.Should().Equal("delete a");
        Host.Log.Expect("RoomHandlerFailed");
    }

    [Test]
    public async Task Changes_ManyThreads_AreRaisedInTheirOrder()
    {
        await StartAsync();
        var sockets = new List<Socket>();
        for (var i = 0; i < 4; i++)
        {
            sockets.Add((await ConnectAsync()).Socket);
        }

        Watch(Server);
        Parallel.ForEach(sockets, socket =>
        {
            for (var i = 0; i < 200; i++)
            {
                _ = socket.JoinAsync("a");
                _ = socket.LeaveAsync("a");
            }
        });
        await Patience.UntilAsync(() => _seen.Count(change => change.StartsWith("leave", StringComparison.Ordinal)) == 800 && _seen.Last() == "delete a");

        var members = 0;
        var exists = false;
        foreach (var change in _seen)
        {
            switch (change.Split(' ')[0])
            {
                case "create":
                    exists.Should().BeFalse();
                    exists = true;
                    break;
                case "join":
                    exists.Should().BeTrue();
                    members++;
                    break;
                case "leave":
                    members--;
                    break;
                default:
                    members.Should().Be(0);
                    exists = false;
                    break;
            }
        }

        exists.Should().BeFalse();
    }

    private void Watch(SocketIoServer server)
    {
        var adapter = server.Sockets.Adapter;
        adapter.RoomCreated += (_, args) => _seen.Enqueue($"create {args.Room}");
        adapter.RoomJoined += (_, args) => _seen.Enqueue($"join {args.Room} {args.SocketId}");
        adapter.RoomLeft += (_, args) => _seen.Enqueue($"leave {args.Room} {args.SocketId}");
        adapter.RoomDeleted += (_, args) => _seen.Enqueue($"delete {args.Room}");
    }
}
