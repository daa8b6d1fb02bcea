namespace SocketIoSharp.Server.Tests.Payloads;

/// <summary>Byte arrays in arguments, both ways over both transports.</summary>
[TestFixture(WireClient.Polling)]
[TestFixture(WireClient.WebSocket)]
internal sealed class BinaryTests(string transport) : ServerFixture
{
    private const string Wire =
        """{"name":"p","pixels":{"_placeholder":true,"num":0},"preview":{"_placeholder":true,"num":1},"layers":[{"_placeholder":true,"num":2},{"_placeholder":true,"num":3}]"""
        + ""","named":{"a":{"_placeholder":true,"num":4},"b":null},"inner":null}""";

    private static readonly Picture Sample =
        new("p", [1], new byte[] { 2, 2 }, [[3], []], new Dictionary<string, byte[]?> { ["a"] = [5], ["b"] = null });

    private static readonly string[] Attachments = ["bAQ==", "bAgI=", "bAw==", "b", "bBQ=="];

    [Test]
    public async Task Emit_BinaryAnywhere_TravelsAsAttachments()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync(transport: transport);

        await socket.EmitAsync("e", Sample);

        await client.ExpectAsync($"55-[\"e\",{Wire}]");
        await client.ExpectAsync(Attachments);
    }

    [Test]
    public async Task Event_BinaryAnywhere_IsRead()
    {
        var received = new TaskCompletionSource<Picture>();
        await StartAsync(prepare: server => server.OnConnection(socket => socket.On("e", (Picture picture) => { received.SetResult(picture); })));
        var (client, _) = await ConnectAsync(transport: transport);

        await client.SendBinaryAsync($"55-[\"e\",{Wire}]", [1], [2, 2], [3], [], [5]);

        var picture = await received.Task.Soon();
        picture.Pixels.Should().Equal(1);
        picture.Preview.ToArray().Should().Equal(2, 2);
        picture.Layers.Should().HaveCount(2);
        picture.Layers[0].Should().Equal(3);
        picture.Layers[1].Should().BeEmpty();
        picture.Named["a"].Should().Equal(5);
        picture.Named["b"].Should().BeNull();
    }

    [Test]
    public async Task Event_PlaceholdersInAnotherOrderOrTwice_FindTheirBinary()
    {
        var received = new TaskCompletionSource<byte[][]>();
        await StartAsync(prepare: server => server.OnConnection(socket =>
            socket.On("e", (byte[] a, byte[] b, byte[] c) => { received.SetResult([a, b, c]); })));
        var (client, _) = await ConnectAsync(transport: transport);

        await client.SendBinaryAsync("""52-["e",{"num":1,"_placeholder":true},{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]""", [1], [2]);

        var bytes = await received.Task.Soon();
        bytes[0].Should().Equal(2);
        bytes[1].Should().Equal(1);
        bytes[2].Should().Equal(2);
    }

    [Test]
    public async Task Emit_MemoryThatIsUsedAgain_ArrivesAsItWas()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync(transport: transport);
        var buffer = new byte[] { 1, 2, 3, 4 };

        await socket.EmitAsync("e", buffer.AsMemory(1, 2), (ReadOnlyMemory<byte>)buffer.AsMemory(3));
        buffer.AsSpan().Fill(9);

        await client.ExpectAsync("""52-["e",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]""", "bAgM=", "bBA==");
    }

    [Test]
    public async Task Event_LargeBinary_GoesThereAndBack()
    {
        await StartAsync(prepare: server => server.OnConnection(socket => socket.On("e", (byte[] bytes) => bytes)));
        var (client, _) = await ConnectAsync(transport: transport);
        var large = new byte[500_000];
        new Random(1).NextBytes(large);

        await client.SendBinaryAsync("""51-7["e",{"_placeholder":true,"num":0}]""", large);

        await client.ExpectAsync("""61-7[{"_placeholder":true,"num":0}]""", "b" + Convert.ToBase64String(large));
    }

    [Test]
    public async Task Broadcast_Binary_ReachesEveryTransport()
    {
        await StartAsync();
        var (first, _) = await ConnectAsync(transport: transport);
        var (second, _) = await ConnectAsync(transport: WireClient.WebSocket);

        await Server.EmitAsync("e", new byte[] { 1 }, "text");

        foreach (var client in new[] { first, second })
        {
            await client.ExpectAsync("""51-["e",{"_placeholder":true,"num":0},"text"]""", "bAQ==");
        }
    }

    [Test]
    public async Task Auth_Binary_IsNoAttachment()
    {
        await StartAsync();
        var client = await OpenAsync(transport);

        var socket = await FindAsync(await client.ConnectAsync("/", """{"key":"AQID"}"""));

        socket.Handshake.GetAuth<Dictionary<string, byte[]>>()!["key"].Should().Equal(1, 2, 3);
    }

    [TestCase(10, true)]
    [TestCase(11, false)]
    public async Task Attachments_UpToTheLimit_AreAccepted(int count, bool isAccepted)
    {
        await StartAsync(prepare: server => server.OnConnection(socket => socket.On("e", (EventArguments args) => args.Count)));
        var (client, socket) = await ConnectAsync(transport: transport);

        await ExpectAttachmentsAsync(client, socket, count, isAccepted);
    }

    [TestCase(2, true)]
    [TestCase(3, false)]
    public async Task Attachments_OtherLimitConfigured_Holds(int count, bool isAccepted)
    {
        await StartAsync(options => options.MaxAttachments = 2, server => server.OnConnection(socket => socket.On("e", (EventArguments args) => args.Count)));
        var (client, socket) = await ConnectAsync(transport: transport);

        await ExpectAttachmentsAsync(client, socket, count, isAccepted);
    }

    private static async Task ExpectAttachmentsAsync(SocketWire client, Socket socket, int count, bool isAccepted)
    {
        var placeholders = string.Concat(Enumerable.Range(0, count).Select(i => $$""",{"_placeholder":true,"num":{{i}}}"""));
        var packet = $"5{count}-1[\"e\"{placeholders}]";
        if (isAccepted)
        {
            await client.SendBinaryAsync(packet, [.. Enumerable.Range(0, count).Select(i => new[] { (byte)i })]);
            await client.ExpectAsync($"31[{count}]");
        }
        else
        {
            await client.SendAsync(packet);
            await client.Engine.ReceiveCloseAsync();
            socket.Connected.Should().BeFalse();
        }
    }
}
