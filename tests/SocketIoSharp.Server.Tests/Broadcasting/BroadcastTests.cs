namespace SocketIoSharp.Server.Tests.Broadcasting;

internal sealed class BroadcastTests : CrowdFixture
{
    private const string Hello = """2["hello"]""";

    [Test]
    public async Task Emit_Server_ReachesEverybody()
    {
        await GatherAsync(4);

        await Server.EmitAsync("hello");

        await ExpectAsync(Hello, 0, 1, 2, 3);
    }

    [Test]
    public async Task To_OneRoom_ReachesItsMembers()
    {
        await GatherAsync(4);
        await Sockets[1].JoinAsync("a");
        await Sockets[2].JoinAsync("a");

        await Server.To("a").EmitAsync("hello");
        await ExpectAsync(Hello, 1, 2);

        await Server.In("a").EmitAsync("hello");
        await ExpectAsync(Hello, 1, 2);
    }

    [Test]
    public async Task To_SeveralRooms_ReachesEachMemberOnce()
    {
        await GatherAsync(4);
        await Sockets[0].JoinAsync("a", "b", "c");
        await Sockets[1].JoinAsync("b");
        await Sockets[2].JoinAsync("c");

        await Server.To("a", "b").To("a").In("b", "nowhere").To(Sockets[0].Id).EmitAsync("hello");

        await ExpectAsync(Hello, 0, 1);
    }

    [Test]
    public async Task To_UnknownRoom_ReachesNobody()
    {
        await GatherAsync(2);

        await Server.To("nowhere").EmitAsync("hello");
        await Server.To("nowhere", "nor here").EmitAsync("hello");

        await ExpectAsync(Hello);
    }

    [Test]
    public async Task To_NoRooms_NarrowsNothing()
    {
        await GatherAsync(2);

        await Server.To().EmitAsync("hello");

        await ExpectAsync(Hello, 0, 1);
    }

    [Test]
    public async Task Except_Rooms_LeavesTheirMembersOut()
    {
        await GatherAsync(4);
        await Sockets[1].JoinAsync("a");
        await Sockets[2].JoinAsync("b");

        await Server.Except("a").Except("b", "nowhere").EmitAsync("hello");

        await ExpectAsync(Hello, 0, 3);
    }

    [Test]
    public async Task Except_Id_LeavesThatSocketOut()
    {
        await GatherAsync(3);

        await Server.Except(Sockets[1].Id).EmitAsync("hello");

        await ExpectAsync(Hello, 0, 2);
    }

    [Test]
    public async Task Except_WithinARoom_BeatsMembership()
    {
        await GatherAsync(3);
        await Sockets[0].JoinAsync("a");
        await Sockets[1].JoinAsync("a", "quiet");
        await Sockets[2].JoinAsync("quiet");

        await Server.To("a").Except("quiet").EmitAsync("hello");

        await ExpectAsync(Hello, 0);
    }

    [Test]
    public async Task Socket_Broadcast_ReachesEverybodyElse()
    {
        await GatherAsync(3);

        await Sockets[1].Broadcast.EmitAsync("hello");

        await ExpectAsync(Hello, 0, 2);
    }

    [Test]
    public async Task Socket_To_LeavesTheSenderOut()
    {
        await GatherAsync(4);
        await Task.WhenAll(Sockets.Take(3).Select(socket => socket.JoinAsync("a", "b")));

        await Sockets[0].To("a").EmitAsync("hello");
        await ExpectAsync(Hello, 1, 2);

        await Sockets[0].In("a").To("b", Sockets[0].Id).EmitAsync("hello");
        await ExpectAsync(Hello, 1, 2);
    }

    [Test]
    public async Task Socket_Except_LeavesTheSenderOutAsWell()
    {
        await GatherAsync(4);
        await Sockets[1].JoinAsync("a");

        await Sockets[0].Except("a").EmitAsync("hello");

        await ExpectAsync(Hello, 2, 3);
    }

    [Test]
    public async Task Socket_LeftItsOwnRoom_IsLeftOutNoLonger()
    {
        await GatherAsync(3);
        await Sockets[0].LeaveAsync(Sockets[0].Id);

        // As in the reference: the sender is left out by means of its own room.
        await Sockets[0].Broadcast.EmitAsync("hello");

        await ExpectAsync(Hello, 0, 1, 2);
    }

    [Test]
    public async Task Socket_AnotherIsInItsOwnRoom_IsLeftOutAsWell()
    {
        await GatherAsync(3);
        await Sockets[1].JoinAsync(Sockets[0].Id);

        await Sockets[0].Broadcast.EmitAsync("hello");

        await ExpectAsync(Hello, 2);
    }

    [Test]
    public async Task Local_OneNode_ReachesTheSame()
    {
        await GatherAsync(3);
        await Sockets[1].JoinAsync("a");

        await Server.Local.EmitAsync("hello");
        await ExpectAsync(Hello, 0, 1, 2);

        await Sockets[0].Local.EmitAsync("hello");
        await ExpectAsync(Hello, 1, 2);

        await Server.Local.To("a").EmitAsync("hello");
        await ExpectAsync(Hello, 1);
    }

    [Test]
    public async Task Narrowing_LeavesTheOriginalAsItIs()
    {
        await GatherAsync(4);
        await Sockets[0].JoinAsync("a");
        await Sockets[1].JoinAsync("b");
        await Sockets[2].JoinAsync("a", "quiet");
        var everybody = Server.Local;
        var a = everybody.To("a");
        var others = Sockets[0].To("a");

        _ = a.To("b").Except("quiet").Volatile.Timeout(TimeSpan.FromSeconds(1));
        _ = others.To("b").Except("quiet");
        _ = everybody.Except("a", "b");

        await a.EmitAsync("hello");
        await ExpectAsync(Hello, 0, 2);
        await a.EmitAsync("hello");
        await ExpectAsync(Hello, 0, 2);
        await others.EmitAsync("hello");
        await ExpectAsync(Hello, 2);
        await everybody.EmitAsync("hello");
        await ExpectAsync(Hello, 0, 1, 2, 3);
    }

    [Test]
    public async Task Narrowing_RoomsArrayChangedLater_ChangesNothing()
    {
        await GatherAsync(2);
        await Sockets[0].JoinAsync("a");
        await Sockets[1].JoinAsync("b");
        string[] rooms = ["a"];
        var to = Server.To(rooms);
        var except = Server.Except(rooms);

        rooms[0] = "b";

        await to.EmitAsync("hello");
        await ExpectAsync(Hello, 0);
        await except.EmitAsync("hello");
        await ExpectAsync(Hello, 1);
    }

    [Test]
    public async Task Narrowing_KeptBroadcast_SeesThoseWhoJoinLater()
    {
        await GatherAsync(2);
        var a = Server.To("a");

        await Sockets[1].JoinAsync("a");
        await a.EmitAsync("hello");

        await ExpectAsync(Hello, 1);
    }

    [Test]
    public async Task Volatile_ReceiverWithoutAPendingPoll_MissesTheEvent()
    {
        await GatherAsync(2);

        // The polling client, number 1, has no request pending here.
        await Server.Volatile.EmitAsync("hello");

        await ExpectAsync(Hello, 0);
    }

    [Test]
    public async Task Disconnected_Socket_ReceivesNothingAndOthersDo()
    {
        await GatherAsync(3);
        await Task.WhenAll(Sockets.Select(socket => socket.JoinAsync("a")));

        await Sockets[2].DisconnectAsync();
        await Server.To("a").EmitAsync("hello");

        await Client(0).ExpectAsync(Hello);
        await Client(1).ExpectAsync(Hello);
        await Client(2).ExpectAsync("1");
        Server.Sockets.CountIn("a").Should().Be(2);
    }

    [Test]
    public async Task Arguments_ChangedAfterTheCall_ArriveAsTheyWere()
    {
        await GatherAsync(2);
        var numbers = new List<int> { 1, 2 };
        var bytes = new byte[] { 1, 2, 3 };

        var emitting = Server.EmitAsync("list", numbers);
        var emittingBytes = Server.EmitAsync("bytes", new ReadOnlyMemory<byte>(bytes));
        numbers.Clear();
        bytes[0] = 99;
        await emitting;
        await emittingBytes;

        string[] expected = ["""2["list",[1,2]]""", """51-["bytes",{"_placeholder":true,"num":0}]""", "bAQID"];
        await Client(0).ExpectAsync(expected);
        await Client(1).ExpectAsync(expected);
    }

    [Test]
    public async Task Arguments_NotSerialisable_ThrowAndNobodyReceives()
    {
        await GatherAsync(2);

        var emitting = () => Server.EmitAsync("bad", 1, new Action(() => { }));

        await emitting.Should().ThrowAsync<NotSupportedException>();
        await ExpectAsync(Hello);
    }

    [TestCase("connect")]
    [TestCase("connect_error")]
    [TestCase("disconnect")]
    [TestCase("disconnecting")]
    [TestCase("newListener")]
    [TestCase("removeListener")]
    public async Task Emit_ReservedName_Throws(string name)
    {
        await GatherAsync(1);

        var emitting = () => Server.To("a").EmitAsync(name);

        (await emitting.Should().ThrowAsync<ArgumentException>()).WithMessage($"*\"{name}\" is a reserved event name*");
        await ExpectAsync(Hello);
    }

    [Test]
    public async Task Emit_ManyEvents_ArriveInOrderEverywhere()
    {
        const int Count = 300;
        await GatherAsync(4);

        for (var i = 0; i < Count; i++)
        {
            await Server.EmitAsync("n", i);
        }

        for (var client = 0; client < 4; client++)
        {
            for (var i = 0; i < Count; i++)
            {
                await Client(client).ExpectAsync($"2[\"n\",{i}]");
            }
        }
    }

    [Test]
    public async Task Emit_WhileSocketsComeAndGo_EachMemberReceivesOnce()
    {
        await GatherAsync(3);
        await Task.WhenAll(Sockets.Take(2).Select(socket => socket.JoinAsync("a", "b")));
        using var over = new CancellationTokenSource();
        var coming = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                await Sockets[2].JoinAsync("quiet", "a");
                await Sockets[2].LeaveAsync("a");
                await Sockets[2].LeaveAsync("quiet");
            }
        });

        for (var i = 0; i < 200; i++)
        {
            await Server.To("a", "b").Except("quiet").EmitAsync("n", i);
        }

        await over.CancelAsync();
        await coming.Soon();
        for (var client = 0; client < 2; client++)
        {
            for (var i = 0; i < 200; i++)
            {
                await Client(client).ExpectAsync($"2[\"n\",{i}]");
            }
        }

        await ExpectNothingAsync(Client(2), Sockets[2]);
    }
}
