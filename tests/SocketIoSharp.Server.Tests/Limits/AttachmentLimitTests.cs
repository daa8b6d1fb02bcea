namespace SocketIoSharp.Server.Tests.Limits;

/// <summary>How much a packet's attachments may hold together, and how long they may take.</summary>
internal sealed class AttachmentLimitTests : LimitFixture
{
    private const string TwoParts = """52-["size",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]""";

    private readonly TaskCompletionSource<DisconnectReason> _reason = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [TestCase(WireClient.WebSocket, 99)]
    [TestCase(WireClient.WebSocket, 100)]
    [TestCase(WireClient.Polling, 100)]
    public async Task MaxAttachmentBytes_UpToTheLimit_Arrive(string transport, int bytes)
    {
        await ServeAsync();
        var (client, _) = await ConnectAsync(transport: transport);

        await client.SendBinaryAsync(TwoParts, new byte[60], new byte[bytes - 60]);
        await client.SendBinaryAsync(TwoParts, new byte[60], new byte[bytes - 60]);

        await client.ExpectAsync($"""2["size",{bytes}]""", $"""2["size",{bytes}]""");
    }

    [TestCase(WireClient.WebSocket)]
    [TestCase(WireClient.Polling)]
    public async Task MaxAttachmentBytes_OneMore_ClosesTheConnection(string transport)
    {
        await ServeAsync();
        var (client, _) = await ConnectAsync(transport: transport);

        await client.SendAsync(TwoParts);
        await client.Engine.SendAsync(new byte[60]);
        await client.Engine.SendAsync(new byte[41]);

        (await _reason.Task.Soon()).Should().Be(new DisconnectReason("forced close", "attachments too large"));
        await ExpectReportAsync("MaxAttachmentBytes");
    }

    [Test]
    public async Task MaxAttachmentBytes_LessThanAMessage_CountsAsOne()
    {
        await ServeAsync(options => options.Engine.MaxHttpBufferSize = 1000);
        var (client, _) = await ConnectAsync();

        await client.SendBinaryAsync("""51-["size",{"_placeholder":true,"num":0}]""", new byte[1000]);

        await client.ExpectAsync("""2["size",1000]""");
    }

    [Test]
    public async Task AttachmentTimeout_LastOneIsMissing_ClosesTheConnection()
    {
        await ServeAsync();
        var (client, _) = await ConnectAsync();
        await client.SendBinaryAsync(TwoParts, new byte[1]);
        await client.SynchroniseAsync();
        Time.Advance(TimeSpan.FromSeconds(4.9));
        Server.ConnectionCount.Should().Be(1);

        Time.Advance(TimeSpan.FromSeconds(0.2));

        (await _reason.Task.Soon()).Should().Be(new DisconnectReason("forced close", "attachments too late"));
        await ExpectReportAsync("AttachmentTimeout");
    }

    [Test]
    public async Task BinaryPacket_BeforeConnect_IsRefusedAtItsText()
    {
        await ServeAsync();
        var client = await OpenAsync();

        await client.SendAsync(TwoParts);

        await client.Engine.ReceiveCloseAsync();
    }

    [Test]
    public async Task BinaryPacket_WhileItsNamespaceIsBeingConnected_WaitsForItsAttachments()
    {
        var pass = new TaskCompletionSource();
        await StartAsync(prepare: server => server.Use(async (_, next) =>
        {
            await pass.Task;
            await next();
        }));
        var client = await OpenAsync();
        await client.RequestAsync("/");
        await client.SendAsync(TwoParts);
        await client.Engine.SendAsync(new byte[1]);

        pass.SetResult();

        (await client.ReceiveAsync()).Should().StartWith("0{");
    }

    [Test]
    public async Task AttachmentTimeout_AllHaveCome_IsOver()
    {
        await ServeAsync();
        var (client, socket) = await ConnectAsync();
        await client.SendBinaryAsync(TwoParts, new byte[1], new byte[1]);
        await client.ExpectAsync("""2["size",2]""");

        Time.Advance(TimeSpan.FromSeconds(20));

        socket.Connected.Should().BeTrue();
        await ExpectNothingAsync(client, socket);
    }

    private Task ServeAsync(Action<SocketIoOptions>? configure = null) => StartAsync(
        options =>
        {
            (options.MaxAttachmentBytes, options.AttachmentTimeout) = (100, TimeSpan.FromSeconds(5));
            options.Engine.MaxHttpBufferSize = 90;
            configure?.Invoke(options);
        },
        server => server.OnConnection(socket =>
        {
            socket.On("size", (EventArguments args) => socket.EmitAsync("size", Enumerable.Range(0, args.Count).Sum(i => args.Get<byte[]>(i)!.Length)));
            socket.OnDisconnect(reason => _reason.TrySetResult(reason));
        }));
}
