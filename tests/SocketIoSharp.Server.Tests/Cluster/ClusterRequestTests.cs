using SocketIoSharp.Cluster;

namespace SocketIoSharp.Server.Tests.Cluster;

/// <summary>What one node asks another, and what becomes of it when there is no answer.</summary>
internal sealed class ClusterRequestTests : ClusterFixture
{
    [Test]
    public async Task EmitWithAck_BothNodes_GathersAllAnswers()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        var (there, _) = await ConnectToOtherAsync();

        var answers = Server.EmitWithAck("vote").CollectAsync<string>();
        foreach (var (client, answer) in new[] { (here, "yes"), (there, "no") })
        {
            var id = await client.ExpectRequestAsync("""["vote"]""");
            answers.IsCompleted.Should().BeFalse();
            await client.SendAsync($"3{id}[\"{answer}\",\"and more\"]");
        }

        var collected = await answers.Soon();
        collected.Answers.Should().BeEquivalentTo("yes", "no");
        (collected.Expected, collected.IsComplete, collected.SilentNodes).Should().Be((2, true, 0));
        await Patience.UntilAsync(() => Adapter.PendingRequestCount == 0);
    }

    [Test]
    public async Task EmitWithAck_BinaryAnswer_ComesAcross()
    {
        await StartBothAsync();
        var (there, _) = await ConnectToOtherAsync();

        var answers = Server.EmitWithAck("data").As<byte[]>();
        var id = await there.ExpectRequestAsync("""["data"]""");
        await there.SendBinaryAsync($"62-{id}[{{\"_placeholder\":true,\"num\":0}},{{\"_placeholder\":true,\"num\":1}}]", [1, 2], [3]);

        (await answers.Soon()).Should().ContainSingle().Which.Should().Equal(1, 2);
    }

    [Test]
    public async Task EmitWithAck_OtherNodeFallsSilent_GivesPartialAnswersAndNamesIt()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        OtherAdapter.Die();

        var answers = Server.Timeout(TimeSpan.FromSeconds(3)).EmitWithAck("vote").CollectAsync<string>();
        var id = await here.ExpectRequestAsync("""["vote"]""");
        await here.SendAsync($"3{id}[\"yes\"]");
        await here.SynchroniseAsync();
        Time.Advance(TimeSpan.FromSeconds(3));

        var collected = await answers.Soon();
        collected.Answers.Should().Equal("yes");
        collected.MissingNodes.Should().Equal(OtherAdapter.NodeId);
        (collected.IsComplete, collected.SilentNodes).Should().Be((false, 1));
        await Patience.UntilAsync(() => Adapter.PendingRequestCount == 0);
    }

    [Test]
    public async Task EmitWithAck_OtherNodeLeavesBeforeItsClientsAnswer_IsNotWaitedFor()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        var (there, _) = await ConnectToOtherAsync();
        var answers = Server.Timeout(TimeSpan.FromMinutes(5)).EmitWithAck("vote").CollectAsync<string>();
        var id = await here.ExpectRequestAsync("""["vote"]""");
        await here.SendAsync($"3{id}[\"yes\"]");
        await there.ExpectRequestAsync("""["vote"]""");

        await OtherAdapter.CloseAsync();

        (await answers.Soon()).Answers.Should().Equal("yes");
    }

    [Test]
    public async Task EmitWithAck_Local_AsksNobodyElse()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();

        var answers = Server.Local.EmitWithAck("vote").As<string>();
        var id = await here.ExpectRequestAsync("""["vote"]""");
        await here.SendAsync($"3{id}[\"yes\"]");

        (await answers.Soon()).Should().Equal("yes");
    }

    [Test]
    public async Task FetchSockets_BothNodes_DescribesThemAlike()
    {
        await StartBothAsync();
        var (_, mine) = await ConnectAsync();
        var (_, theirs) = await ConnectToOtherAsync();
        foreach (var socket in new[] { mine, theirs })
        {
            await socket.JoinAsync("a");
            socket.Data["name"] = "Ada";
            socket.Data["bytes"] = new byte[] { 1, 2, 3 };
        }

        var found = await Server.In("a").FetchSocketsAsync();

        found.Select(socket => socket.Id).Should().BeEquivalentTo(mine.Id, theirs.Id);
        foreach (var socket in found)
        {
            socket.Rooms.Should().BeEquivalentTo(socket.Id, "a");
            socket.GetData<string>("name").Should().Be("Ada");
            socket.Data.GetProperty("bytes").GetString().Should().Be("AQID");
            socket.Handshake.Query["EIO"].Should().Be("4");
        }
    }

    [Test]
    public async Task FetchSockets_OtherNodeFallsSilent_ThrowsWithWhatThereIsAndItsName()
    {
        await StartBothAsync();
        var (_, mine) = await ConnectAsync();
        OtherAdapter.Die();

        var fetching = Server.FetchSocketsAsync();
        await Patience.UntilAsync(() => Adapter.PendingRequestCount == 1);
        Time.Advance(TimeSpan.FromSeconds(5));

        var thrown = (await ((Func<Task>)(() => fetching.Soon())).Should().ThrowAsync<ClusterTimeoutException>()).Which;
        thrown.Message.Should().Be($"timeout reached: only 0 responses received out of 1; missing: {OtherAdapter.NodeId}");
        thrown.Sockets.Select(socket => socket.Id).Should().Equal(mine.Id);
        thrown.MissingNodes.Should().Equal(OtherAdapter.NodeId);
        Adapter.PendingRequestCount.Should().Be(0);
    }

    [Test]
    public async Task FetchSockets_OtherNodeLeavesMeanwhile_IsNotWaitedFor()
    {
        await StartBothAsync();
        var (_, mine) = await ConnectAsync();
        Bus.Swallows = message => IsOfType(message, ClusterMessageType.FetchSockets);
        var fetching = Server.FetchSocketsAsync();
        await Patience.UntilAsync(() => Adapter.PendingRequestCount == 1);

        await OtherAdapter.CloseAsync();

        (await fetching.Soon()).Select(socket => socket.Id).Should().Equal(mine.Id);
    }

    [Test]
    public async Task RemoteSocket_OnTheOtherNode_IsReachedInEveryWay()
    {
        await StartBothAsync();
        var (client, _) = await ConnectToOtherAsync();
        var remote = (await Server.FetchSocketsAsync()).Single();

        await remote.JoinAsync("a");
        await Server.To("a").EmitAsync("room");
        await remote.EmitAsync("direct");
        var answer = remote.Timeout(TimeSpan.FromSeconds(5)).EmitWithAck("ask").As<int>();

        await client.ExpectAsync("""2["room"]""", """2["direct"]""");
        await client.SendAsync($"3{await client.ExpectRequestAsync("""["ask"]""")}[4]");
        (await answer.Soon()).Should().Be(4);
        await remote.DisconnectAsync();
        await client.ExpectAsync("1");
    }

    [Test]
    public async Task ServerSideEmit_OtherNode_RunsItsHandlersAndNotOurs()
    {
        await StartBothAsync();
        var heard = new TaskCompletionSource<string>();
        Server.OnServerSideEvent("hello", (_, _) => heard.TrySetException(new InvalidOperationException("ours")));
        Other.OnServerSideEvent("hello", (args, ack) => heard.TrySetResult($"{args.Get<int>(0)} {args.Get<byte[]>(1)!.Length} {ack.IsRequested}"));

        await Server.ServerSideEmitAsync("hello", 7, new byte[3]);

        (await heard.Task.Soon()).Should().Be("7 3 False");
    }

    [Test]
    public async Task ServerSideEmitWithAck_OtherNode_AnswersOnce()
    {
        await StartBothAsync();
        Other.OnServerSideEvent("count", async (_, ack) =>
        {
            await ack.SendAsync(5);
            await ack.SendAsync(6);
        });

        (await Server.ServerSideEmitWithAck("count").As<int>().Soon()).Should().Equal(5);
        await Patience.UntilAsync(() => Adapter.PendingRequestCount == 0);
    }

    [Test]
    public async Task ServerSideEmitWithAck_NoAnswer_NamesTheNode()
    {
        await StartBothAsync();

        var asking = Server.ServerSideEmitWithAck("nobody listens").As<int>();
        await Patience.UntilAsync(() => Adapter.PendingRequestCount == 1);
        Time.Advance(TimeSpan.FromSeconds(5));

        await ((Func<Task>)(() => asking.Soon())).Should().ThrowAsync<AckTimeoutException>()
            .WithMessage($"timeout reached: only 0 responses received out of 1; no answer from {OtherAdapter.NodeId}");
    }

    [Test]
    public async Task ServerSideEmitWithAck_NoOthers_IsAnsweredAtOnce()
    {
        await StartBothAsync();
        await OtherAdapter.CloseAsync();
        await Patience.UntilAsync(() => Adapter.ServerCountAsync().Result == 1);

        (await Server.ServerSideEmitWithAck("count").As<int>().Soon()).Should().BeEmpty();
    }

    internal static bool IsOfType(ReadOnlyMemory<byte> message, ClusterMessageType type) =>
        new ClusterMessageCodec(1_000_000, 64).TryRead(message, out var read, out _) && read.Type == type;
}
