namespace SocketIoSharp.Server.Tests.Adapters;

/// <summary>What an adapter of somebody else's writing can do through the public seam.</summary>
internal sealed class TwoServersTests : TwoServersFixture
{
    [Test]
    public async Task Broadcast_ToEverybody_ReachesBothServers()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        var (there, _) = await ConnectToOtherAsync();

        await Server.EmitAsync("hello", 1, new byte[] { 7 });

        await here.ExpectAsync("""51-["hello",1,{"_placeholder":true,"num":0}]""", "bBw==");
        await there.ExpectAsync("""51-["hello",1,{"_placeholder":true,"num":0}]""", "bBw==");
    }

    [Test]
    public async Task Broadcast_Local_StaysOnItsServer()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        var (there, socket) = await ConnectToOtherAsync();

        await Server.Local.EmitAsync("hello");

        await here.ExpectAsync("""2["hello"]""");
        await ExpectNothingAsync(there, socket);
    }

    [Test]
    public async Task Broadcast_BusBroken_StillReachesOwnSocketsOnce()
    {
        await StartBothAsync();
        var (here, socket) = await ConnectAsync();
        Bus.IsBroken = true;

        await Server.EmitAsync("hello").Soon();

        await here.ExpectAsync("""2["hello"]""");
        await ExpectNothingAsync(here, socket);
        Host.Log.Expect("AdapterFailed");
    }

    [Test]
    public async Task EmitWithAck_BusBroken_GathersOwnAnswers()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        Bus.IsBroken = true;

        var answers = Server.EmitWithAck("vote").As<string>();
        var id = await here.ExpectRequestAsync("""["vote"]""");
        await here.SendAsync($"3{id}[\"yes\"]");

        (await answers.Soon()).Should().Equal("yes");
        Host.Log.Expect("AdapterFailed");
        Host.Log.Expect("AdapterFailed");
    }

    [Test]
    public async Task SocketsJoin_BusBroken_OwnSocketsJoin()
    {
        await StartBothAsync();
        var (_, socket) = await ConnectAsync();
        Bus.IsBroken = true;

        await Server.SocketsJoinAsync("a");

        socket.Rooms.Should().Equal(socket.Id, "a");
        Host.Log.Expect("AdapterFailed");
    }

    [Test]
    public async Task EmitWithAck_BothServers_GathersAllAnswers()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        var (there, _) = await ConnectToOtherAsync();

        var answers = Server.EmitWithAck("vote").CollectAsync<string>();
        foreach (var (client, answer) in new[] { (here, "yes"), (there, "no") })
        {
            var id = await client.ExpectRequestAsync("""["vote"]""");
            answers.IsCompleted.Should().BeFalse();
            await client.SendAsync($"3{id}[\"{answer}\"]");
        }

        var collected = await answers.Soon();
        collected.Answers.Should().BeEquivalentTo("yes", "no");
        collected.Expected.Should().Be(2);
        collected.IsComplete.Should().BeTrue();
    }

    [Test]
    public async Task EmitWithAck_OneServerSilent_GivesPartialAnswersAtTheEnd()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        await ConnectToOtherAsync();

        var answers = Server.Timeout(TimeSpan.FromSeconds(3)).EmitWithAck("vote").CollectAsync<string>();
        var id = await here.ExpectRequestAsync("""["vote"]""");
        await here.SendAsync($"3{id}[\"yes\"]");
        await here.SynchroniseAsync();
        answers.IsCompleted.Should().BeFalse();
        Time.Advance(TimeSpan.FromSeconds(3));

        var collected = await answers.Soon();
        collected.Answers.Should().Equal("yes");
        collected.Expected.Should().Be(2);
        collected.IsComplete.Should().BeFalse();
    }

    [Test]
    public async Task FetchSockets_BothServers_DescribesThemAlike()
    {
        await StartBothAsync();
        var (_, mine) = await ConnectAsync();
        var (_, theirs) = await ConnectToOtherAsync();
        foreach (var socket in new[] { mine, theirs })
        {
            await socket.JoinAsync("a");
            socket.Data["user"] = new Person("Ada", 36);
        }

        var found = await Server.In("a").FetchSocketsAsync();

        found.Select(socket => socket.Id).Should().BeEquivalentTo(mine.Id, theirs.Id);
        foreach (var (remote, socket) in found.Zip([mine, theirs]))
        {
            remote.Id.Should().Be(socket.Id);
            remote.Rooms.Should().BeEquivalentTo(socket.Id, "a");
            remote.GetData<Person>("user").Should().Be(new Person("Ada", 36));
            remote.GetData<string>("nothing").Should().BeNull();
            remote.Handshake.Url.Should().Be(socket.Handshake.Url).And.NotBeEmpty();
            remote.Handshake.Issued.Should().Be(socket.Handshake.Issued);
            remote.Handshake.Address.Should().Be(socket.Handshake.Address);
            remote.Handshake.Secure.Should().BeFalse();
            remote.Handshake.CrossDomain.Should().BeFalse();
            remote.Handshake.Query.Should().BeEquivalentTo(socket.Handshake.Query);
            remote.Handshake.Headers["HOST"].Should().Be(socket.Handshake.Headers["Host"]);
            remote.Handshake.Auth.GetRawText().Should().Be("{}");
        }
    }

    [Test]
    public async Task RemoteSocket_OnTheOtherServer_IsReachedInEveryWay()
    {
        await StartBothAsync();
        var (client, socket) = await ConnectToOtherAsync();
        var remote = (await Server.FetchSocketsAsync()).Should().ContainSingle().Subject;

        await remote.EmitAsync("hello", 1);
        await client.ExpectAsync("""2["hello",1]""");
        await remote.JoinAsync("a", "b");
        await remote.LeaveAsync("a");
        socket.Rooms.Should().BeEquivalentTo(socket.Id, "b");
        var answer = remote.EmitWithAck("sure?").As<bool>();
        var id = await client.ExpectRequestAsync("""["sure?"]""");
        await client.SendAsync($"3{id}[true]");
        (await answer.Soon()).Should().BeTrue();
        await remote.DisconnectAsync();
        await client.ExpectAsync("1");
    }

    [Test]
    public async Task RemoteSocket_NoAnswer_TimesOut()
    {
        await StartBothAsync();
        var (client, _) = await ConnectToOtherAsync();
        var remote = (await Server.FetchSocketsAsync())[0];

        var answer = remote.Timeout(TimeSpan.FromSeconds(2)).EmitWithAck("sure?").As<bool>();
        await client.ExpectRequestAsync("""["sure?"]""");
        Time.Advance(TimeSpan.FromSeconds(2));

        await ((Func<Task>)(() => answer.Soon())).Should().ThrowAsync<AckTimeoutException>();
    }

    [Test]
    public async Task RemoteSocket_Gone_AnswersThatItIsDisconnected()
    {
        await StartBothAsync();
        var (client, _) = await ConnectToOtherAsync();
        var remote = (await Server.FetchSocketsAsync())[0];
        await client.SendAsync("1");
        await Patience.UntilAsync(() => Other.Sockets.SocketCount == 0);

        var answer = remote.EmitWithAck("sure?").As<bool>();

        (await ((Func<Task>)(() => answer.Soon())).Should().ThrowAsync<SocketDisconnectedException>()).WithMessage($"*{remote.Id}*");
    }

    [Test]
    public async Task SocketsJoinAndLeave_BothServers_MoveTheSockets()
    {
        await StartBothAsync();
        var (_, mine) = await ConnectAsync();
        var (_, theirs) = await ConnectToOtherAsync();

        await Server.SocketsJoinAsync("a", "b");
        await Server.In("a").SocketsLeaveAsync("b");
        await Server.Local.SocketsJoinAsync("c");

        mine.Rooms.Should().BeEquivalentTo(mine.Id, "a", "c");
        theirs.Rooms.Should().BeEquivalentTo(theirs.Id, "a");
    }

    [Test]
    public async Task DisconnectSockets_BothServers_EndsThem()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        var (there, _) = await ConnectToOtherAsync();

        await Server.DisconnectSocketsAsync();

        await here.ExpectAsync("1");
        await there.ExpectAsync("1");
    }

    [Test]
    public async Task DisconnectSockets_Close_EndsTheConnections()
    {
        await StartBothAsync();
        var (there, _) = await ConnectToOtherAsync();

        await Server.DisconnectSocketsAsync(close: true);

        await there.ExpectAsync("1");
        await there.Engine.ReceiveCloseAsync();
    }

    [Test]
    public async Task ServerSideEmit_OtherServer_RunsItsHandlersAndNotOurs()
    {
        await StartBothAsync();
        var heard = new TaskCompletionSource<string>();
        Server.OnServerSideEvent("news", (_, _) => heard.TrySetException(new InvalidOperationException("never self")));
        Other.OnServerSideEvent("news", (args, ack) => heard.TrySetResult($"{args.Get<string>(0)} {args.Get<int>(1)} {ack.IsRequested}"));

        await Server.ServerSideEmitAsync("news", "flood", 3);

        (await heard.Task.Soon()).Should().Be("flood 3 False");
    }

    [Test]
    public async Task ServerSideEmitWithAck_OtherServer_FirstAnswerCounts()
    {
        await StartBothAsync();
        Other.OnServerSideEvent("count", async (args, ack) =>
        {
            await Task.Yield();
            await ack.SendAsync(args.Get<int>(0) + 1);
            await ack.SendAsync(99);
        });

        (await Server.ServerSideEmitWithAck("count", 41).As<int>().Soon()).Should().Equal(42);
    }

    [Test]
    public async Task ServerSideEmitWithAck_NoAnswer_TimesOutInTheReferencesWords()
    {
        await StartBothAsync();
        var request = Server.ServerSideEmitWithAck("count");
        var typed = request.As<int>();

        Time.Advance(TimeSpan.FromSeconds(5));

        (await ((Func<Task>)(() => typed.Soon())).Should().ThrowAsync<AckTimeoutException>()).WithMessage("timeout reached: only 0 responses received out of 1");
        var collected = await request.CollectAsync<int>().Soon();
        collected.Answers.Should().BeEmpty();
        collected.Expected.Should().Be(1);
    }

    [Test]
    public async Task ServerSideEvent_HandlerFails_IsLoggedAndOthersRun()
    {
        await StartBothAsync();
        Other.OnServerSideEvent("count", (_, _) => throw new InvalidOperationException("broken handler"));
        Other.OnServerSideEvent("count", (_, ack) => ack.SendAsync(1));

        (await Server.ServerSideEmitWithAck("count").As<int>().Soon()).Should().Equal(1);
        OtherHost.Log.Expect("ServerSideHandlerFailed");
    }

    [Test]
    public async Task CloseAsync_OfTheServer_ClosesItsAdapters()
    {
        await StartBothAsync();

        await Server.CloseAsync();

        ((BusAdapter)Server.Sockets.Adapter).IsClosed.Should().BeTrue();
        (await Other.ServerSideEmitWithAck("anybody").As<int>().Soon()).Should().BeEmpty();
    }

    private sealed record Person(string Name, int Age);
}
