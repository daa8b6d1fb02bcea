namespace SocketIoSharp.Server.Tests.Revisions;

/// <summary>What clients of Socket.IO 2 send and receive once they are connected.</summary>
[TestFixture(WireClient.Polling)]
[TestFixture(WireClient.WebSocket)]
internal sealed class V2TrafficTests(string transport) : V2ClientFixture
{
    // The type byte of revision 3 stands before the bytes of a binary frame.
    private string Attachment => transport == WireClient.Polling ? "b4AQID" : "b" + Convert.ToBase64String([4, 1, 2, 3]);

    [Test]
    public async Task Events_AndAcks_TravelAsInRevision5()
    {
        await StartV2Async(server => server.OnConnection(socket => socket.On("sum", (int a, int b) => a + b)));
        var (client, socket) = await ConnectV2Async(transport);

        await client.SendAsync("""21["sum",2,3]""");
        await client.ExpectAsync("31[5]");
        var asking = socket.EmitWithAck("question", "€😀").As<string>();
        var id = await client.ExpectRequestAsync("""["question","€\uD83D\uDE00"]""");
        await client.SendAsync($"""3{id}["yes"]""");

        (await asking.Soon()).Should().Be("yes");
    }

    [Test]
    public async Task Binary_BothWays_IsCarried()
    {
        await StartV2Async(server => server.OnConnection(socket => socket.On("reverse", (byte[] bytes) => bytes.Reverse().ToArray())));
        var (client, _) = await ConnectV2Async(transport);

        await client.SendAsync("""51-4["reverse",{"_placeholder":true,"num":0}]""");
        await client.Engine.SendAsync(transport == WireClient.Polling ? [3, 2, 1] : [4, 3, 2, 1]);

        await client.ExpectAsync("""61-4[{"_placeholder":true,"num":0}]""", Attachment);
    }

    [Test]
    public async Task Broadcast_ToBothRevisions_ReachesEachInItsForm()
    {
        await StartV2Async();
        var (older, _) = await ConnectV2Async(transport);
        var (newer, _) = await ConnectAsync(transport: transport);

        await Server.EmitAsync("file", new byte[] { 1, 2, 3 });

        await older.ExpectAsync("""51-["file",{"_placeholder":true,"num":0}]""", Attachment);
        await newer.ExpectAsync("""51-["file",{"_placeholder":true,"num":0}]""", "bAQID");
    }

    [Test]
    public async Task ServerDisconnects_FromANamespace_ClientIsToldAndStaysInTheOthers()
    {
        await StartV2Async(server => server.Of("/admin"));
        var (client, socket) = await ConnectV2Async(transport);
        await client.RequestAsync("/admin");
        await client.ExpectAsync("0/admin,");
        var admin = await FindAsync("/admin#" + client.Engine.SessionId, "/admin");

        await admin.DisconnectAsync();

        await client.ExpectAsync("1/admin,");
        socket.Connected.Should().BeTrue();
    }

    [Test]
    public async Task ClientDisconnects_FromANamespace_MayComeBack()
    {
        await StartV2Async(server => server.Of("/admin"));
        var (client, _) = await ConnectV2Async(transport);
        await client.RequestAsync("/admin");
        await client.ExpectAsync("0/admin,");

        await client.SendAsync("1/admin,", "0/admin,");

        await client.ExpectAsync("0/admin,");
        Server.Of("/admin").SocketCount.Should().Be(1);
    }

    [Test]
    public async Task BinaryEvent_WithoutAttachments_ClosesTheConnection()
    {
        await StartV2Async();
        var (client, _) = await ConnectV2Async(transport);

        await client.SendAsync("""50-["echo",1]""");

        await client.Engine.ReceiveCloseAsync();
        (await Host.Log.WaitForAsync("PacketMalformed")).Message.Should().Contain("Illegal attachments");
    }

    [Test]
    public async Task Room_OfTheOwnId_ReachesTheSocket()
    {
        await StartV2Async();
        var (client, socket) = await ConnectV2Async(transport);

        await Server.To(socket.Id).EmitAsync("hello");

        await client.ExpectAsync("""2["hello"]""");
    }
}
