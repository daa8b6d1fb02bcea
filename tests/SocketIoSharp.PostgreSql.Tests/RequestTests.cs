namespace SocketIoSharp.PostgreSql.Tests;

/// <summary>What one node asks another.</summary>
internal sealed class RequestTests : ClusterFixture
{
    [Test]
    public async Task EmitWithAck_BothNodes_GathersAllAnswersBinaryOnesIncluded()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        var (there, _) = await ConnectToOtherAsync();

        var answers = Server.EmitWithAck("vote").CollectAsync<byte[]>();
        await here.SendBinaryAsync($"61-{await here.ExpectRequestAsync("""["vote"]""")}[{{\"_placeholder\":true,\"num\":0}}]", [1]);
        await there.SendBinaryAsync($"61-{await there.ExpectRequestAsync("""["vote"]""")}[{{\"_placeholder\":true,\"num\":0}}]", [2, 3]);

        var collected = await answers.Soon();
        collected.IsComplete.Should().BeTrue();
        collected.Answers.Should().BeEquivalentTo([new byte[] { 1 }, new byte[] { 2, 3 }]);
    }

    [Test]
    public async Task EmitWithAck_LongQuestionAndLongAnswer_ComeAcross()
    {
        await StartBothAsync();
        var (there, _) = await ConnectToOtherAsync();
        var text = new string('x', 20_000);

        var answers = Server.EmitWithAck("ask", text).As<string>();
        await there.SendAsync($"3{await there.ExpectRequestAsync($"[\"ask\",\"{text}\"]")}[\"{text}\"]");

        (await answers.Soon()).Should().Equal(text);
    }

    [Test]
    public async Task FetchSockets_ManyOnBothNodes_DescribesThemWithTheirData()
    {
        await StartBothAsync();
        var ids = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            var (_, socket) = i % 2 == 0 ? await ConnectAsync() : await ConnectToOtherAsync();
            await socket.JoinAsync("a");
            socket.Data["name"] = "Ada";
            socket.Data["bytes"] = new byte[] { 1, 2, 3 };
            ids.Add(socket.Id);
        }

        var found = await Server.In("a").FetchSocketsAsync();

        found.Select(socket => socket.Id).Should().BeEquivalentTo(ids);
        foreach (var socket in found)
        {
            socket.Rooms.Should().BeEquivalentTo(socket.Id, "a");
            socket.GetData<string>("name").Should().Be("Ada");
            socket.Data.GetProperty("bytes").GetString().Should().Be("AQID");
        }
    }

    [Test]
    public async Task ServerSideEmitWithAck_OtherNode_Answers()
    {
        await StartBothAsync();
        Server.OnServerSideEvent("count", (_, ack) => ack.SendAsync(-1));
        Other.OnServerSideEvent("count", (args, ack) => ack.SendAsync(args.Get<byte[]>(0)!.Length));

        (await Server.ServerSideEmitWithAck("count", new byte[9000]).As<int>().Soon()).Should().Equal(9000);
    }

    [Test]
    public async Task Node_Leaves_IsForgottenAtOnce()
    {
        await StartBothAsync(options => (options.HeartbeatInterval, options.HeartbeatTimeout) = (TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5)));

        await Other.CloseAsync();

        await Patience.UntilAsync(() => Server.Sockets.Adapter.ServerCountAsync().Result == 1);
    }

    [Test]
    public async Task Nodes_ThatAreQuiet_StayKnown()
    {
        await StartBothAsync(options => (options.HeartbeatInterval, options.HeartbeatTimeout) = (TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(3)));
        var heartbeats = 0;
        await using var connection = await Source.OpenConnectionAsync();
        connection.Notification += (_, notification) => heartbeats += notification.Payload.Contains("\"type\":2", StringComparison.Ordinal) ? 1 : 0;
        await using var listen = new Npgsql.NpgsqlCommand("LISTEN \"socket.io#/\"", connection);
        await listen.ExecuteNonQueryAsync();

        while (heartbeats < 8)
        {
            await connection.WaitAsync().Soon();
        }

        await NodesAsync(2);
        Host.Log.Entries.Should().NotContain(entry => entry.Id.Name == "NodeSilent");
    }
}
