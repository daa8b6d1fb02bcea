using SocketIoSharp.Specification.Nodes;

namespace SocketIoSharp.Specification.Cases;

/// <summary>What clients of all nodes answer to one.</summary>
internal static class BroadcastAckCases
{
    public static IEnumerable<Case> All =>
    [
        new("The clients of every node answer a broadcast", AnswersAsync),
        new("The clients in a room answer a broadcast to it, and nobody else is asked", RoomAsync),
        new("The answer of a client carries binary, or nothing", PayloadAsync),
        new("A client that does not answer leaves the answers of the others", SilentClientAsync),
        new("A broadcast that nobody receives has no answers, before its time is up", NobodyAsync),
        new("A local broadcast is answered by the clients of its node", LocalAsync),
        new("Fifty broadcasts at once get their own answers", ManyAsync),
    ];

    private static async Task AnswersAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(3);
        var number = 0;
        foreach (var node in nodes)
        {
            foreach (var member in new[] { await node.ConnectAsync(), await node.ConnectAsync() })
            {
                var answer = number++;
                member.Client.On("number", asked => asked.AnswerAsync((asked.Get<int>(0) * 10) + answer, "and more"));
            }
        }

        var collected = await stage.Soon(nodes[1].Io.Timeout(stage.Specification.Patience).EmitWithAck("number", 1).CollectAsync<int>());

        Expect.SameItems([10, 11, 12, 13, 14, 15], collected.Answers);
        Expect.Equal(6, collected.Expected);
        Expect.That(collected.IsComplete, "the answers to be complete");
    }

    private static async Task RoomAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var (here, there, other) = (await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync(), await nodes[1].ConnectAsync());
        foreach (var member in new[] { here, there })
        {
            await member.Socket.JoinAsync("a");
            member.Client.On("id", asked => asked.AnswerAsync(member.Id));
        }

        var answers = await stage.Soon(nodes[0].Io.To("a").Timeout(stage.Specification.Patience).EmitWithAck("id").As<string>());

        Expect.SameItems([here.Id, there.Id], answers);
        await Stage.ExpectNothingElseAsync(nodes[0], here, there, other);
    }

    private static async Task PayloadAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var member = await nodes[1].ConnectAsync();
        member.Client.On("bytes", asked => asked.AnswerAsync(asked.Get<byte[]>(0)!.Reverse().ToArray()));
        member.Client.On("large", asked => asked.AnswerAsync(new string('x', 20_000)));
        member.Client.On("nothing", asked => asked.AnswerAsync());
        var io = nodes[0].Io.Timeout(stage.Specification.Patience);

        Expect.SameList<byte>([255, 0, 1], (await stage.Soon(io.EmitWithAck("bytes", new byte[] { 1, 0, 255 }).As<byte[]>())).Single(), "the bytes of the answer");
        Expect.Equal(20_000, (await stage.Soon(io.EmitWithAck("large").As<string>())).Single().Length, "the length of the answer");
        Expect.Equal(1, (await stage.Soon(io.EmitWithAck("nothing").As<object>())).Count, "the number of answers without an argument");
    }

    private static async Task SilentClientAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var (here, there, silent) = (await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync(), await nodes[1].ConnectAsync());
        here.Client.On("vote", asked => asked.AnswerAsync("yes"));
        there.Client.On("vote", asked => asked.AnswerAsync("no"));

        var collected = await stage.Soon(nodes[0].Io.Timeout(TimeSpan.FromSeconds(1)).EmitWithAck("vote").CollectAsync<string>());

        await silent.ExpectAsync("vote");
        Expect.SameItems(["yes", "no"], collected.Answers);
        Expect.Equal((3, false), (collected.Expected, collected.IsComplete), "the number of receivers, and whether all have answered");
        Expect.SameList([], collected.MissingNodes);
    }

    private static async Task NobodyAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        await nodes[1].ConnectAsync();

        var collected = await stage.Soon(nodes[0].Io.To("nobody").Timeout(TimeSpan.FromMinutes(5)).EmitWithAck("vote").CollectAsync<string>());

        Expect.Equal((0, true), (collected.Expected, collected.IsComplete), "the number of receivers, and whether all have answered");
    }

    private static async Task LocalAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var (here, there) = (await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync());
        here.Client.On("vote", asked => asked.AnswerAsync("yes"));

        var answers = await stage.Soon(nodes[0].Io.Local.Timeout(TimeSpan.FromMinutes(5)).EmitWithAck("vote").As<string>());

        Expect.SameList(["yes"], answers);
        await Stage.ExpectNothingElseAsync(nodes[0], there);
    }

    private static async Task ManyAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        foreach (var node in nodes)
        {
            (await node.ConnectAsync()).Client.On("double", asked => asked.AnswerAsync(2 * asked.Get<int>(0)));
        }

        var io = nodes[0].Io.Timeout(stage.Specification.Patience);
        var answers = await stage.Soon(Task.WhenAll(Enumerable.Range(0, 50).Select(i => io.EmitWithAck("double", i).As<int>())));

        Expect.SameList(Enumerable.Range(0, 50).SelectMany(i => new[] { 2 * i, 2 * i }), answers.SelectMany(answer => answer), "the answers");
    }
}
