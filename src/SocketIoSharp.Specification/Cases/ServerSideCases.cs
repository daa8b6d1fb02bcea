using SocketIoSharp.Specification.Nodes;

namespace SocketIoSharp.Specification.Cases;

/// <summary>What nodes say to nodes.</summary>
internal static class ServerSideCases
{
    public static IEnumerable<Case> All =>
    [
        new("An event for the nodes reaches each other node, and not its sender", EmitAsync),
        new("An event for the nodes stays in its namespace", NamespaceAsync),
        new("An event for the nodes carries binary and 20 KB of text", PayloadAsync),
        new("Each other node answers an event for the nodes, once", AnswersAsync),
        new("The answer of a node carries binary, or nothing", AnswerPayloadAsync),
        new("A node that does not answer leaves the answers of the others, and its name", SilentNodeAsync),
        new("Fifty questions to the nodes at once get their own answers", ManyAsync),
    ];

    private static async Task EmitAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(3);
        var heard = nodes.Select(node => Hear(node.Io.Sockets)).ToArray();

        await nodes[0].Io.ServerSideEmitAsync("hello", "é", 7);
        await nodes[1].Io.ServerSideEmitAsync("hello", "from another", 8);

        Expect.Equal("é 7 False", await stage.Soon(heard[1].Task), "what the second node has heard");
        Expect.Equal("from another 8 False", await stage.Soon(heard[0].Task), "what the first node has heard");
        await stage.Soon(heard[2].Task);
    }

    private static async Task NamespaceAsync(Stage stage)
    {
        stage.Namespaces = ["/", "/n"];
        var nodes = await stage.StartAsync(2);
        var (main, other) = (Hear(nodes[1].Io.Sockets), Hear(nodes[1].Io.Of("/n")));

        await nodes[0].Io.Of("/n").ServerSideEmitAsync("hello", "n", 1);
        Expect.Equal("n 1 False", await stage.Soon(other.Task), "what /n has heard");
        await nodes[0].Io.ServerSideEmitAsync("hello", "main", 2);

        Expect.Equal("main 2 False", await stage.Soon(main.Task), "what the main namespace has heard");
    }

    private static async Task PayloadAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        var heard = new TaskCompletionSource<(byte[], string)>();
        nodes[1].Io.OnServerSideEvent("data", (args, _) => heard.TrySetResult((args.Get<byte[]>(0)!, args.Get<string>(1)!)));

        await nodes[0].Io.ServerSideEmitAsync("data", new byte[] { 0, 255, 7 }, new string('ü', 10_000));

        var (bytes, text) = await stage.Soon(heard.Task);
        Expect.SameList<byte>([0, 255, 7], bytes);
        Expect.That(text == new string('ü', 10_000), "the text to arrive as it was sent");
    }

    private static async Task AnswersAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(3);
        for (var i = 0; i < nodes.Length; i++)
        {
            var number = i;
            nodes[i].Io.OnServerSideEvent("number", async (args, ack) =>
            {
                await ack.SendAsync((args.Get<int>(0) * 10) + number);
                await ack.SendAsync("a second one");
            });
        }

        Expect.SameItems([11, 12], await stage.Soon(nodes[0].Io.ServerSideEmitWithAck("number", 1).As<int>()), "the answers to the first node");
        Expect.SameItems([20, 22], await stage.Soon(nodes[1].Io.ServerSideEmitWithAck("number", 2).As<int>()), "the answers to the second node");
    }

    private static async Task AnswerPayloadAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        nodes[1].Io.OnServerSideEvent("bytes", (_, ack) => ack.SendAsync(new byte[] { 9, 0, 255 }));
        nodes[1].Io.OnServerSideEvent("large", (_, ack) => ack.SendAsync(new string('x', 20_000)));
        nodes[1].Io.OnServerSideEvent("nothing", (_, ack) => ack.SendAsync());

        Expect.SameList<byte>([9, 0, 255], (await stage.Soon(nodes[0].Io.ServerSideEmitWithAck("bytes").As<byte[]>())).Single(), "the bytes of the answer");
        Expect.Equal(20_000, (await stage.Soon(nodes[0].Io.ServerSideEmitWithAck("large").As<string>())).Single().Length, "the length of the answer");
        Expect.Equal(1, (await stage.Soon(nodes[0].Io.ServerSideEmitWithAck("nothing").As<object>())).Count, "the number of answers without an argument");
    }

    private static async Task SilentNodeAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(3);
        nodes[1].Io.OnServerSideEvent("question", (_, ack) => ack.SendAsync("yes"));
        nodes[2].Io.OnServerSideEvent("question", (_, _) => { });

        var asking = nodes[0].Io.ServerSideEmitWithAck("question");
        var collected = await stage.Soon(asking.CollectAsync<string>());

        Expect.SameList(["yes"], collected.Answers);
        Expect.That(!collected.IsComplete, "the answers not to be called complete");
        if (stage.Specification.NamesMissingNodes && nodes[2].Id is { } id)
        {
            Expect.SameList([id], collected.MissingNodes);
        }
    }

    private static async Task ManyAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        nodes[1].Io.OnServerSideEvent("double", (args, ack) => ack.SendAsync(2 * args.Get<int>(0)));

        var answers = await stage.Soon(Task.WhenAll(Enumerable.Range(0, 50).Select(i => nodes[0].Io.ServerSideEmitWithAck("double", i).As<int>())));

        Expect.SameList(Enumerable.Range(0, 50).Select(i => 2 * i), answers.Select(answer => answer.Single()), "the answers");
    }

    private static TaskCompletionSource<string> Hear(Namespace @namespace)
    {
        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        @namespace.OnServerSideEvent("hello", (args, ack) => heard.TrySetResult($"{args.Get<string>(0)} {args.Get<int>(1)} {ack.IsRequested}"));
        return heard;
    }
}
