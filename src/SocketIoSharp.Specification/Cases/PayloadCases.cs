using SocketIoSharp.Specification.Nodes;

namespace SocketIoSharp.Specification.Cases;

/// <summary>What travels, and arrives as it was.</summary>
internal static class PayloadCases
{
    public static IEnumerable<Case> All =>
    [
        new("An event arrives as it was sent: text, numbers, objects, nothing", JsonAsync),
        new("Binary arrives as it was sent, wherever it stands in the arguments", BinaryAsync),
        new("An event of 20 KB arrives", stage => LargeAsync(stage, 20_000)),
        new("An event of 1 MB arrives", stage => LargeAsync(stage, 1_000_000)),
        new("Binary of 20 KB arrives", stage => LargeBinaryAsync(stage, 20_000)),
        new("Binary of 1 MB arrives", stage => LargeBinaryAsync(stage, 1_000_000)),
    ];

    private static async Task JsonAsync(Stage stage)
    {
        var (node, member) = await StartAsync(stage);

        await node.Io.EmitAsync("none");
        await node.Io.EmitAsync("text", "\"é\" 🚀 \u0001\n\\ </script> '' $1");
        await node.Io.EmitManyAsync("values", 1, -2.5, 9007199254740991, true, null, Enumerable.Range(1, 2), new { a = new { b = Array.Empty<string>() } });
        await node.Io.EmitAsync("a name \"with\" 'quotes' é");

        await member.ExpectAsync("none");
        Expect.Equal("\"é\" 🚀 \u0001\n\\ </script> '' $1", await member.Client.NextAsync<string>("text"), "the text");
        await member.ExpectAsync("values", """[1,-2.5,9007199254740991,true,null,[1,2],{"a":{"b":[]}}]""");
        await member.ExpectAsync("a name \"with\" 'quotes' é");
    }

    private static async Task BinaryAsync(Stage stage)
    {
        var (node, member) = await StartAsync(stage);
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

        await node.Io.EmitAsync("binary", all, new { inner = new Part("x", [7]), text = "é" }, Array.Empty<byte>(), new byte[][] { [1], [2, 3] });

        var received = await member.Client.ReceiveAsync("binary");
        Expect.SameList(all, received.Get<byte[]>(0)!, "the first argument");
        Expect.SameList<byte>([7], received.Get<Wrapped>(1)!.Inner.Bytes, "the bytes in an object");
        Expect.Equal("é", received.Get<Wrapped>(1)!.Text);
        Expect.SameList([], received.Get<byte[]>(2)!, "the empty bytes");
        Expect.SameList([1, 2], received.Get<byte[][]>(3)!.Select(bytes => bytes.Length), "the lengths in an array");
    }

    private static async Task LargeAsync(Stage stage, int size)
    {
        var (node, member) = await StartAsync(stage);

        // Letters of two bytes each, so that who counts characters is found out.
        var text = string.Create(size / 2, 0, static (span, _) => span.Fill('ü'));
        await node.Io.EmitAsync("large", text, 7);

        var received = await member.Client.ReceiveAsync("large");
        Expect.That(received.Get<string>(0) == text, "the text to arrive as it was sent");
        Expect.Equal(7, received.Get<int>(1), "the argument behind the text");
    }

    private static async Task LargeBinaryAsync(Stage stage, int size)
    {
        var (node, member) = await StartAsync(stage);
        var bytes = new byte[size];
        Random.Shared.NextBytes(bytes);

        await node.Io.EmitAsync("large", bytes, 7);

        var received = await member.Client.ReceiveAsync("large");
        Expect.That(bytes.AsSpan().SequenceEqual(received.Get<byte[]>(0)), "the bytes to arrive as they were sent");
        Expect.Equal(7, received.Get<int>(1), "the argument behind the bytes");
    }

    private static async Task<(Node Sender, Member Receiver)> StartAsync(Stage stage)
    {
        var nodes = await stage.StartAsync(2);
        return (nodes[0], await nodes[1].ConnectAsync());
    }

    private sealed record Part(string Name, byte[] Bytes);

    private sealed record Wrapped(Part Inner, string Text);
}
