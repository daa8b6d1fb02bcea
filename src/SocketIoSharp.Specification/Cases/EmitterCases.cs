using SocketIoSharp.Cluster;
using SocketIoSharp.Specification.Nodes;

namespace SocketIoSharp.Specification.Cases;

/// <summary>What a process without a server sends to the sockets of all nodes.</summary>
internal static class EmitterCases
{
    public static IEnumerable<Case> All =>
    [
        For("An emitter reaches the clients of every node, each once", EverybodyAsync),
        For("An emitter reaches rooms, without excepted ones", RoomsAsync),
        For("An emitter stays in its namespace", NamespacesAsync),
        For("What an emitter sends arrives as it was sent: text, binary, 20 KB, 1 MB", PayloadAsync),
        For("What an emitter sends arrives in its order", OrderAsync),
        For("An emitter makes sockets of every node join, leave and go, in its order", SocketsAsync),
        For("An event that an emitter sends to the nodes reaches each of them", ServerSideAsync),
    ];

    private static Case For(string name, Func<Stage, SocketIoEmitter, Task> play) => new(name, async stage =>
    {
        var publisher = stage.Specification.PublisherFactory!(stage.ClusterName);
        try
        {
            await play(stage, new SocketIoEmitter(publisher));
        }
        finally
        {
            await DisposeAsync(publisher);
        }
    });

    private static async Task EverybodyAsync(Stage stage, SocketIoEmitter emitter)
    {
        var nodes = await stage.StartAsync(2);
        Member[] members = [await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync()];

        await emitter.EmitAsync("hello", 1, "é");
        await emitter.Volatile.Compress(false).EmitAsync("volatile");

        foreach (var member in members)
        {
            await member.ExpectAsync("hello", """[1,"é"]""");
            await member.ExpectAsync("volatile");
        }

        await EndAsync(emitter, members);
    }

    private static async Task RoomsAsync(Stage stage, SocketIoEmitter emitter)
    {
        var nodes = await stage.StartAsync(2);
        var (both, other) = (await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync());
        await both.Socket.JoinAsync("a", "b");
        await other.Socket.JoinAsync("b");

        await emitter.To("a", "b").EmitAsync("a or b");
        await emitter.To("a").EmitAsync("a");
        await emitter.To("b").Except("a").EmitAsync("b without a");
        await emitter.To(other.Id).EmitAsync("you");

        await both.ExpectAsync("a or b");
        await both.ExpectAsync("a");
        await other.ExpectAsync("a or b");
        await other.ExpectAsync("b without a");
        await other.ExpectAsync("you");
        await EndAsync(emitter, both, other);
    }

    private static async Task NamespacesAsync(Stage stage, SocketIoEmitter emitter)
    {
        stage.Namespaces = ["/", "/n"];
        var nodes = await stage.StartAsync(2);
        var (main, other) = (await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync("/n"));

        await emitter.Of("/n").EmitAsync("n");
        await emitter.EmitAsync("main");

        await main.ExpectAsync("main");
        await other.ExpectAsync("n");
        await EndAsync(emitter, main);
        await EndAsync(emitter.Of("/n"), other);
    }

    private static async Task PayloadAsync(Stage stage, SocketIoEmitter emitter)
    {
        var member = await (await stage.StartAsync(2))[1].ConnectAsync();
        var bytes = new byte[20_000];
        Random.Shared.NextBytes(bytes);

        await emitter.EmitAsync("text", "\"é\" 🚀 \u0001");
        await emitter.EmitAsync("binary", bytes, new { inner = new byte[] { 7 } });
        await emitter.EmitAsync("large", new string('ü', 500_000));

        Expect.Equal("\"é\" 🚀 \u0001", await member.Client.NextAsync<string>("text"), "the text");
        var binary = await member.Client.ReceiveAsync("binary");
        Expect.That(bytes.AsSpan().SequenceEqual(binary.Get<byte[]>(0)), "the bytes to arrive as they were sent");
        Expect.SameList<byte>([7], binary.Get<Dictionary<string, byte[]>>(1)!["inner"], "the bytes in an object");
        Expect.That(await member.Client.NextAsync<string>("large") == new string('ü', 500_000), "the large text to arrive as it was sent");
    }

    private static async Task OrderAsync(Stage stage, SocketIoEmitter emitter)
    {
        const int Count = 300;
        var member = await (await stage.StartAsync(2))[1].ConnectAsync();

        List<Task> sending = [];
        for (var i = 0; i < Count; i++)
        {
            sending.Add(i % 20 == 7 ? emitter.EmitAsync("n", i, new byte[10_000]) : emitter.EmitAsync("n", i));
        }

        await member.ExpectNumbersAsync("n", Count);
        await Task.WhenAll(sending);
    }

    private static async Task SocketsAsync(Stage stage, SocketIoEmitter emitter)
    {
        var nodes = await stage.StartAsync(2);
        Member[] members = [await nodes[0].ConnectAsync(), await nodes[1].ConnectAsync()];
        var spared = await nodes[1].ConnectAsync();
        await spared.Socket.JoinAsync("spared");
        var others = emitter.Except("spared");

        await others.SocketsJoinAsync("a");
        await emitter.To("a").EmitAsync("in");
        await others.SocketsLeaveAsync("a");
        await emitter.To("a").EmitAsync("out");
        await others.DisconnectSocketsAsync(close: true);

        foreach (var member in members)
        {
            await member.ExpectAsync("in");
            await stage.Soon(member.Client.Disconnected);
            member.ExpectNothingElse();
        }

        await EndAsync(emitter, spared);
    }

    private static async Task ServerSideAsync(Stage stage, SocketIoEmitter emitter)
    {
        var nodes = await stage.StartAsync(2);
        var heard = nodes.Select(node =>
        {
            var source = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            node.Io.OnServerSideEvent("hello", (args, _) => source.TrySetResult(args.Get<string>(0)!));
            return source.Task;
        }).ToArray();

        await emitter.ServerSideEmitAsync("hello", "é");

        Expect.SameList(["é", "é"], await stage.Soon(Task.WhenAll(heard)), "what the nodes have heard");
    }

    private static async Task EndAsync(SocketIoEmitter emitter, params Member[] members)
    {
        await emitter.EmitAsync("the end");
        foreach (var member in members)
        {
            await member.ExpectAsync("the end");
            member.ExpectNothingElse();
        }
    }

    private static async Task DisposeAsync(IClusterPublisher publisher)
    {
        switch (publisher)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }
}
