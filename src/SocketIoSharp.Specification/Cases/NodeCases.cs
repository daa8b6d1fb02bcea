using SocketIoSharp.Specification.Nodes;

namespace SocketIoSharp.Specification.Cases;

/// <summary>Nodes come and go.</summary>
internal static class NodeCases
{
    public static IEnumerable<Case> All =>
    [
        new("Every node knows how many nodes there are", CountAsync),
        new("A node that comes later takes part", LateAsync),
        new("A node that has left is not waited for", LeftAsync),
        new("A node that leaves without having answered another is not waited for", LeavesDuringQuestionAsync) { NeedsNoticeOfLeaving = true },
        new("A node that leaves with clients that owe answers is not waited for", LeavesDuringBroadcastAsync) { NeedsNoticeOfLeaving = true },
        new("Clients of the other nodes notice nothing when a node leaves", UndisturbedAsync),
    ];

    private static async Task CountAsync(Stage stage)
    {
        stage.Namespaces = ["/", "/n"];
        var nodes = await stage.StartAsync(3);

        foreach (var node in nodes)
        {
            Expect.Equal(3, await node.Io.Sockets.Adapter.ServerCountAsync(), "ServerCountAsync()");
            Expect.Equal(3, await node.Io.Of("/n").Adapter.ServerCountAsync(), "ServerCountAsync() in /n");
        }

        await nodes[1].StopAsync();
        await stage.CountAsync("/");
        await stage.CountAsync("/n");
    }

    private static async Task LateAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var early = await nodes[0].ConnectAsync();
        var late = await stage.AddAsync();
        await stage.JoinUpAsync();
        var member = await late.ConnectAsync();

        await nodes[1].Io.EmitAsync("to all");
        await late.Io.EmitAsync("from the late one");

        foreach (var receiver in new[] { early, member })
        {
            await receiver.ExpectAsync("to all");
            await receiver.ExpectAsync("from the late one");
        }

        Expect.SameItems([early.Id, member.Id], (await nodes[1].Io.FetchSocketsAsync()).Select(socket => socket.Id), "the ids of the sockets");
    }

    private static async Task LeftAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(3);
        var member = await nodes[0].ConnectAsync();
        member.Client.On("vote", asked => asked.AnswerAsync("yes"));
        nodes[1].Io.OnServerSideEvent("question", (_, ack) => ack.SendAsync("yes"));

        await nodes[2].StopAsync();
        await stage.CountAsync();

        Expect.SameList(["yes"], await stage.Soon(nodes[0].Io.ServerSideEmitWithAck("question").As<string>()), "the answers of the nodes");
        Expect.SameList([member.Id], (await stage.Soon(nodes[0].Io.FetchSocketsAsync())).Select(socket => socket.Id), "the ids of the sockets");
        var collected = await stage.Soon(nodes[1].Io.Timeout(TimeSpan.FromMinutes(5)).EmitWithAck("vote").CollectAsync<string>());
        Expect.SameList(["yes"], collected.Answers);
        Expect.That(collected.IsComplete, "the answers to be complete");
    }

    private static async Task LeavesDuringQuestionAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(3);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        nodes[1].Io.OnServerSideEvent("question", (_, ack) => ack.SendAsync("yes"));
        nodes[2].Io.OnServerSideEvent("question", (_, _) => asked.TrySetResult());

        var answers = nodes[0].Io.ServerSideEmitWithAck("question").As<string>();
        await asked.Task.WaitAsync(stage.Specification.Patience);
        await nodes[2].StopAsync();

        // An answer that was waited for until the time was up would be an exception.
        Expect.SameList(["yes"], await stage.Soon(answers), "the answers");
    }

    private static async Task LeavesDuringBroadcastAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var (here, there) = (await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync());
        here.Client.On("vote", asked => asked.AnswerAsync("yes"));

        var answers = nodes[0].Io.Timeout(TimeSpan.FromMinutes(5)).EmitWithAck("vote").As<string>();
        await there.ExpectAsync("vote");
        await nodes[1].StopAsync();

        Expect.SameList(["yes"], await stage.Soon(answers), "the answers");
    }

    private static async Task UndisturbedAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(3);
        Member[] members = [await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync()];
        var lost = await nodes[2].ConnectAsync();

        await nodes[2].StopAsync();
        await stage.Soon(lost.Client.Disconnected);
        await nodes[0].Io.EmitAsync("still there");

        foreach (var member in members)
        {
            await member.ExpectAsync("still there");
        }

        await Stage.ExpectNothingElseAsync(nodes[1], members);
    }
}
