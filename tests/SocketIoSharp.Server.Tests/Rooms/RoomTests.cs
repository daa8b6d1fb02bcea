namespace SocketIoSharp.Server.Tests.Rooms;

internal sealed class RoomTests : ServerFixture
{
    [Test]
    public async Task Join_SeveralRooms_AreListedEverywhere()
    {
        await StartAsync();
        var (_, first) = await ConnectAsync();
        var (_, second) = await ConnectAsync();

        await first.JoinAsync("a", "b");
        await first.JoinAsync("b");
        await second.JoinAsync("b");

        first.Rooms.Should().BeEquivalentTo(first.Id, "a", "b");
        Server.Sockets.RoomNames.Should().BeEquivalentTo("a", "b");
        Server.Sockets.CountIn("a").Should().Be(1);
        Server.Sockets.CountIn("b").Should().Be(2);
        Server.Sockets.CountIn("B").Should().Be(0);
    }

    [Test]
    public async Task Leave_LastMember_EndsTheRoom()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        await socket.JoinAsync("a");

        await socket.LeaveAsync("a");
        await socket.LeaveAsync("a");
        await socket.LeaveAsync("never joined");

        Server.Sockets.RoomNames.Should().BeEmpty();
        socket.Rooms.Should().Equal(socket.Id);
        await Server.To("a").EmitAsync("missed");
        await ExpectNothingAsync(client, socket);
        await socket.JoinAsync("a");
        await Server.To("a").EmitAsync("back");
        await client.ExpectAsync("""2["back"]""");
    }

    [Test]
    public async Task OwnRoom_EverySocket_IsInIt()
    {
        await StartAsync();
        var (firstClient, first) = await ConnectAsync();
        var (secondClient, second) = await ConnectAsync();

        await Server.To(first.Id).EmitAsync("private");
        await second.To(first.Id).EmitAsync("from second");

        await firstClient.ExpectAsync("""2["private"]""", """2["from second"]""");
        await ExpectNothingAsync(secondClient, second);
        Server.Sockets.CountIn(first.Id).Should().Be(1);
        Server.Sockets.RoomNames.Should().BeEmpty("own rooms are not listed");
    }

    [Test]
    public async Task OwnRoom_Left_ReceivesNothingThereUntilJoinedAgain()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();

        await socket.LeaveAsync(socket.Id);
        await Server.To(socket.Id).EmitAsync("missed");
        socket.Rooms.Should().BeEmpty();
        Server.Sockets.CountIn(socket.Id).Should().Be(0);
        await ExpectNothingAsync(client, socket);
        await socket.JoinAsync(socket.Id);

        await Server.To(socket.Id).EmitAsync("back");
        await client.ExpectAsync("""2["back"]""");
        socket.Rooms.Should().Equal(socket.Id);
    }

    [Test]
    public async Task OwnRoom_OfAnother_CanBeJoined()
    {
        await StartAsync();
        var (firstClient, first) = await ConnectAsync();
        var (secondClient, second) = await ConnectAsync();

        await second.JoinAsync(first.Id);
        await Server.To(first.Id).EmitAsync("both");

        await firstClient.ExpectAsync("""2["both"]""");
        await secondClient.ExpectAsync("""2["both"]""");
        Server.Sockets.CountIn(first.Id).Should().Be(2);
        await Server.Except(first.Id).EmitAsync("neither");
        await ExpectNothingAsync(firstClient, first);
        await ExpectNothingAsync(secondClient, second);
    }

    [Test]
    public async Task Disconnect_LeavesAllRooms()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        await socket.JoinAsync("a", "b");
        var over = new TaskCompletionSource<IReadOnlyCollection<string>>();
        socket.OnDisconnect(_ => over.SetResult(socket.Rooms));

        await client.DisposeAsync();

        (await over.Task.Soon()).Should().BeEmpty();
        Server.Sockets.RoomNames.Should().BeEmpty();
        Server.Sockets.CountIn(socket.Id).Should().Be(0);
    }

    [Test]
    public async Task Disconnecting_StillInItsRooms_ButNotCounted()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        await socket.JoinAsync("a");
        var seen = new TaskCompletionSource<(IReadOnlyCollection<string> Rooms, int Count)>();
        socket.OnDisconnecting(_ => seen.SetResult((socket.Rooms, Server.Sockets.CountIn("a"))));

        await client.DisposeAsync();

        var (rooms, count) = await seen.Task.Soon();
        rooms.Should().Equal(socket.Id, "a");
        count.Should().Be(0, "it receives nothing any more");
    }

    [Test]
    public async Task Join_AfterTheDisconnection_HasNoEffect()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        var over = new TaskCompletionSource();
        socket.OnDisconnect(_ => over.SetResult());
        await client.DisposeAsync();
        await over.Task.Soon();

        await socket.JoinAsync("a", socket.Id);

        socket.Rooms.Should().BeEmpty();
        Server.Sockets.RoomNames.Should().BeEmpty();
    }

    [Test]
    public async Task Rooms_Listed_AreASnapshot()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();
        await socket.JoinAsync("a");
        var own = socket.Rooms;
        var all = Server.Sockets.RoomNames;

        await socket.JoinAsync("b");
        await socket.LeaveAsync("a");

        own.Should().Equal(socket.Id, "a");
        all.Should().Equal("a");
    }

    [Test]
    public async Task JoinAndLeave_ManyThreads_NoMemberIsLostOrLeftOver()
    {
        const int Sockets = 8;
        const int Rounds = 2_000;
        await StartAsync();
        var sockets = new List<Socket>();
        for (var i = 0; i < Sockets; i++)
        {
            sockets.Add((await ConnectAsync()).Socket);
        }

        // All of them in and out of one room that dies and rises all the time, each ending inside.
        await Task.WhenAll(sockets.Select(socket => Task.Run(async () =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                await socket.JoinAsync("busy");
                await socket.LeaveAsync("busy");
            }

            await socket.JoinAsync("busy");
        })));

        Server.Sockets.CountIn("busy").Should().Be(Sockets);
        await Task.WhenAll(sockets.Select(socket => socket.LeaveAsync("busy")));
        Server.Sockets.RoomNames.Should().BeEmpty();
    }

    [Test]
    public async Task Disconnect_WhileJoining_LeavesNothingBehind()
    {
        await StartAsync();
        for (var round = 0; round < 20; round++)
        {
            var (client, socket) = await ConnectAsync();
            var over = new TaskCompletionSource();
            socket.OnDisconnect(_ => over.SetResult());
            var joining = Task.Run(async () =>
            {
                for (var i = 0; i < 500; i++)
                {
                    await socket.JoinAsync("room " + i);
                }
            });

            await client.DisposeAsync();
            await joining.Soon();
            await over.Task.Soon();

            Server.Sockets.RoomNames.Should().BeEmpty();
        }
    }
}
