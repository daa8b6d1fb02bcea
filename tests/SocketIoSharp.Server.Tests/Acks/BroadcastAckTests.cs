using System.Text.Json;

namespace SocketIoSharp.Server.Tests.Acks;

/// <summary>Questions to many clients.</summary>
internal sealed class BroadcastAckTests : ServerFixture
{
    [Test]
    public async Task Answers_AllCome_AreGivenInTheirOrderOfArrival()
    {
        await StartAsync();
        var clients = await ConnectManyAsync(3);
        var votes = Server.EmitWithAck("vote", "lunch?").As<int>();
        var ids = await ExpectRequestsAsync(clients, """["vote","lunch?"]""");
        ids.Distinct().Should().ContainSingle("one event was encoded for all");

        foreach (var i in new[] { 2, 0, 1 })
        {
            await clients[i].Client.SendAsync($"3{ids[i]}[{i}]");
            await clients[i].Client.SynchroniseAsync();
        }

        (await votes.Soon()).Should().Equal(2, 0, 1);
    }

    [Test]
    public async Task Emit_EveryNumberOfArguments_ArrivesWithAnId()
    {
        await StartAsync();
        var (client, _) = await ConnectAsync();

        _ = Server.EmitWithAck("0");
        _ = Server.Sockets.EmitWithAck("1", "a");
        _ = Server.Of("/").EmitWithAck("2", "a", 2);
        _ = Server.Local.EmitWithAck("3", "a", 2, true);
        _ = Server.Except("x").EmitWithAck("4", "a", 2, true, (string?)null);

        foreach (var json in new[] { """["0"]""", """["1","a"]""", """["2","a",2]""", """["3","a",2,true]""", """["4","a",2,true,null]""" })
        {
            await client.ExpectRequestAsync(json);
        }
    }

    [Test]
    public async Task Answers_NoReceivers_AreNoneAtOnce()
    {
        await StartAsync();
        await ConnectAsync();

        (await Server.To("nowhere").EmitWithAck("e").As<int>().Soon()).Should().BeEmpty();
        var collected = await Server.Of("/empty").EmitWithAck("e").CollectAsync<int>().Soon();
        collected.IsComplete.Should().BeTrue();
        collected.Expected.Should().Be(0);
    }

    [Test]
    public async Task Receivers_Narrowed_AreTheOnlyOnesAsked()
    {
        await StartAsync();
        var clients = await ConnectManyAsync(3);
        await clients[0].Socket.JoinAsync("a", "b");
        await clients[1].Socket.JoinAsync("a");
        await clients[2].Socket.JoinAsync("a");

        var answers = clients[2].Socket.To("a", "b").EmitWithAck("e").As<string>();
        foreach (var (client, _) in clients[..2])
        {
            var id = await client.ExpectRequestAsync("""["e"]""");
            await client.SendAsync($"3{id}[\"yes\"]");
        }

        (await answers.Soon()).Should().Equal("yes", "yes");
        foreach (var (client, socket) in clients)
        {
            await ExpectNothingAsync(client, socket);
        }
    }

    [Test]
    public async Task Timeout_SomeAnswer_AsThrowsAndCollectGivesThem()
    {
        await StartAsync();
        var clients = await ConnectManyAsync(3);
        var request = Server.Timeout(TimeSpan.FromSeconds(2)).EmitWithAck("e");
        var typed = request.As<string>();
        var collected = request.CollectAsync<string>();
        var ids = await ExpectRequestsAsync(clients, """["e"]""");
        await clients[1].Client.SendAsync($"3{ids[1]}[\"me\"]");
        await clients[1].Client.SynchroniseAsync();

        Time.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromMilliseconds(1));
        collected.IsCompleted.Should().BeFalse();
        Time.Advance(TimeSpan.FromMilliseconds(1));

        var answers = await collected.Soon();
        answers.Answers.Should().Equal("me");
        answers.Expected.Should().Be(3);
        answers.IsComplete.Should().BeFalse();
        (await ((Func<Task>)(() => typed.Soon())).Should().ThrowAsync<AckTimeoutException>()).WithMessage("operation has timed out: 1 of 3 receivers answered");
        await request;
    }

    [Test]
    public async Task Timeout_OfTheOptions_IsUsed()
    {
        await StartAsync(options => options.AckTimeout = TimeSpan.FromSeconds(4));
        await ConnectAsync();
        var collected = Server.EmitWithAck("e").CollectAsync<string>();

        Time.Advance(TimeSpan.FromMilliseconds(3999));
        collected.IsCompleted.Should().BeFalse();
        Time.Advance(TimeSpan.FromMilliseconds(1));

        (await collected.Soon()).Answers.Should().BeEmpty();
    }

    [Test]
    public async Task Timeout_Over_LaterAnswersAreIgnored()
    {
        await StartAsync();
        var clients = await ConnectManyAsync(2);
        var collected = Server.Timeout(TimeSpan.FromSeconds(1)).EmitWithAck("e").CollectAsync<string>();
        var ids = await ExpectRequestsAsync(clients, """["e"]""");
        Time.Advance(TimeSpan.FromSeconds(1));
        (await collected.Soon()).Answers.Should().BeEmpty();

        await clients[0].Client.SendAsync($"3{ids[0]}[\"too late\"]");

        await clients[0].Client.SynchroniseAsync();
        clients[0].Socket.Connected.Should().BeTrue();
    }

    [Test]
    public async Task Disconnect_WhileWaiting_OthersAreWaitedForAndTheTimeEndsIt()
    {
        await StartAsync();
        var clients = await ConnectManyAsync(2);
        var collected = Server.EmitWithAck("e").CollectAsync<string>();
        var ids = await ExpectRequestsAsync(clients, """["e"]""");

        await clients[0].Client.DisposeAsync();
        await Patience.UntilAsync(() => !clients[0].Socket.Connected);
        await clients[1].Client.SendAsync($"3{ids[1]}[\"here\"]");
        await clients[1].Client.SynchroniseAsync();
        collected.IsCompleted.Should().BeFalse();
        Time.Advance(TimeSpan.FromSeconds(10));

        var answers = await collected.Soon();
        answers.Answers.Should().Equal("here");
        answers.Expected.Should().Be(2);
    }

    [Test]
    public async Task Timeout_Infinite_ThoseWhoGoAreNotWaitedFor()
    {
        await StartAsync(options => options.AckTimeout = Timeout.InfiniteTimeSpan);
        var clients = await ConnectManyAsync(3);
        var collected = Server.EmitWithAck("e").CollectAsync<string>();
        var ids = await ExpectRequestsAsync(clients, """["e"]""");

        await clients[0].Client.DisposeAsync();
        await clients[1].Client.SendAsync($"3{ids[1]}[\"here\"]");
        await Patience.UntilAsync(() => !clients[0].Socket.Connected);
        collected.IsCompleted.Should().BeFalse();
        await clients[2].Client.SendAsync("1");

        var answers = await collected.Soon();
        answers.Answers.Should().Equal("here");
        answers.Expected.Should().Be(3);
    }

    [Test]
    public async Task Answer_OfAnotherType_Throws()
    {
        await StartAsync();
        var clients = await ConnectManyAsync(1);
        var answers = Server.EmitWithAck("e").As<int>();
        var ids = await ExpectRequestsAsync(clients, """["e"]""");

        await clients[0].Client.SendAsync($"3{ids[0]}[\"text\"]");

        await ((Func<Task>)(() => answers.Soon())).Should().ThrowAsync<JsonException>();
    }

    [Test]
    public async Task Answers_AsEventArguments_AreAllOfThem()
    {
        await StartAsync();
        var clients = await ConnectManyAsync(1);
        var answers = Server.EmitWithAck("e").As<EventArguments>();
        var ids = await ExpectRequestsAsync(clients, """["e"]""");

        await clients[0].Client.SendAsync($"3{ids[0]}[1,2]");

        (await answers.Soon())[0].Count.Should().Be(2);
    }

    [Test]
    public async Task Answers_Binary_AreRead()
    {
        await StartAsync();
        var clients = await ConnectManyAsync(2);
        var answers = Server.EmitWithAck("e").As<byte[]>();
        var ids = await ExpectRequestsAsync(clients, """["e"]""");

        for (byte i = 0; i < 2; i++)
        {
            await clients[i].Client.SendBinaryAsync($$"""61-{{ids[i]}}[{"_placeholder":true,"num":0}]""", [i, 9]);
            await clients[i].Client.SynchroniseAsync();
        }

        (await answers.Soon()).Should().BeEquivalentTo([new byte[] { 0, 9 }, new byte[] { 1, 9 }]);
    }

    [Test]
    public async Task Wait_Cancelled_EndsThatWait()
    {
        await StartAsync();
        await ConnectAsync();
        using var cancellation = new CancellationTokenSource();
        var waiting = Server.EmitWithAck("e").As<int>(cancellation.Token);

        await cancellation.CancelAsync();

        await ((Func<Task>)(() => waiting.Soon())).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task Timeout_NegativeOrTooLong_Throws()
    {
        await StartAsync();

        ((Action)(() => Server.Timeout(TimeSpan.FromSeconds(-1)))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => Server.Timeout(TimeSpan.FromDays(25)))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => Server.Timeout(Timeout.InfiniteTimeSpan))).Should().NotThrow();
    }

    [Test]
    public async Task Answers_OfManyClients_AllCount()
    {
        await StartAsync();
        var clients = await ConnectManyAsync(40);
        var sums = new List<int>();
        for (var round = 0; round < 5; round++)
        {
            var answers = Server.EmitWithAck("e", round).As<int>();
            var ids = await ExpectRequestsAsync(clients, $"[\"e\",{round}]");
            await Task.WhenAll(clients.Select((entry, i) => entry.Client.SendAsync($"3{ids[i]}[{i}]")));
            sums.Add((await answers.Soon()).Sum());
        }

        sums.Should().OnlyContain(sum => sum == Enumerable.Range(0, 40).Sum());
    }

    private static async Task<List<string>> ExpectRequestsAsync((SocketWire Client, Socket Socket)[] clients, string json)
    {
        var ids = new List<string>();
        foreach (var (client, _) in clients)
        {
            ids.Add(await client.ExpectRequestAsync(json));
        }

        return ids;
    }

    private async Task<(SocketWire Client, Socket Socket)[]> ConnectManyAsync(int count)
    {
        var clients = new (SocketWire, Socket)[count];
        for (var i = 0; i < count; i++)
        {
            clients[i] = await ConnectAsync();
        }

        return clients;
    }
}
