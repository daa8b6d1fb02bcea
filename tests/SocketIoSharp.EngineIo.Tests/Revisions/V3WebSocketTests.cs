using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Tests.Revisions;

internal sealed class V3WebSocketTests : V3Fixture
{
    private static readonly byte[] Attachment = [1, 2, 3, 4];

    [Test]
    public async Task Handshake_WebSocket_IsThatOfRevision4()
    {
        await StartV3Async();

        var (client, session) = await OpenV3WebSocketAsync();

        client.OpenPacket.Should().Be($$"""0{"sid":"{{session.Id}}","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}""");
        session.Handshake.Protocol.Should().Be(3);
    }

    [Test]
    public async Task Send_Binary_HasATypeByte()
    {
        await StartV3Async();
        var (client, session) = await OpenV3WebSocketAsync();

        session.TrySend(FrameGroup.FromParts("4text"u8, default, [Attachment, Array.Empty<byte>()]));

        await client.ExpectAsync("4text");
        (await client.ReceiveFrameAsync()).Payload.Should().Equal(4, 1, 2, 3, 4);
        (await client.ReceiveFrameAsync()).Payload.Should().Equal(4);
    }

    [TestCase(125)]
    [TestCase(126)]
    [TestCase(65_535)]
    [TestCase(65_536)]
    public async Task Send_BinaryOfEveryHeaderSize_HasTheRightLength(int length)
    {
        await StartV3Async();
        var (client, session) = await OpenV3WebSocketAsync();
        var bytes = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();

        session.TrySend(FrameGroup.FromBinary(bytes));

        (await client.ReceiveFrameAsync()).Payload.Should().Equal([4, .. bytes]);
    }

    [Test]
    public async Task Send_BinaryWithB64_IsText()
    {
        await StartV3Async();
        var (client, session) = await OpenV3WebSocketAsync("&b64=1");

        session.TrySend(FrameGroup.FromBinary(Attachment));

        var frame = await client.ReceiveFrameAsync();
        (frame.Opcode, frame.Text).Should().Be((ClientFrame.Text, "b4AQIDBA=="));
    }

    [Test]
    public async Task Send_SameGroupToBothRevisions_IsInTheFormOfEach()
    {
        await StartV3Async();
        var (older, olderSession) = await OpenV3WebSocketAsync();
        var (newer, newerSession) = await OpenWebSocketAsync();
        var group = FrameGroup.FromBinary(Attachment);

        olderSession.TrySend(group);
        newerSession.TrySend(group);

        (await older.ReceiveFrameAsync()).Payload.Should().Equal(4, 1, 2, 3, 4);
        (await newer.ReceiveFrameAsync()).Payload.Should().Equal(Attachment);
    }

    [Test]
    public async Task Receive_EveryForm_IsDelivered()
    {
        await StartV3Async();
        var (client, session) = await OpenV3WebSocketAsync();

        await client.SendAsync("4hello", "b4AQIDBA==", "0", "5", "6", "1");
        await client.SendAsync([4, 1, 2]);
        await client.SendAsync([9, 1, 2]);
        await client.SendAsync(Array.Empty<byte>());
        await client.SendAsync("b9AQID", "4end");

        (await Handler.MessageAsync()).Should().Be("hello");
        (await Handler.MessageAsync()).Should().Be("bAQIDBA==");
        (await Handler.MessageAsync()).Should().Be("bAQI=");
        (await Handler.MessageAsync()).Should().Be("end", "a packet of unknown type is ignored");
        session.IsOpen.Should().BeTrue();
    }

    [TestCase("7")]
    [TestCase("hello")]
    [TestCase("")]
    public async Task Receive_UnknownTextType_ClosesWithParseError(string frame)
    {
        await StartV3Async();
        var (client, session) = await OpenV3WebSocketAsync();

        await client.SendAsync(frame);

        await ExpectClosedAsync(session, CloseReason.ParseError);
    }

    [Test]
    public async Task Upgrade_Complete_MovesTheSessionAndItsHeartbeat()
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async();
        var poll = client.PollTextAsync();
        await EngineHost.UntilParkedAsync(session);
        var webSocket = await UpgradeAsync(client, WireClient.Revision3);

        await webSocket.SendAsync("2probe");
        await webSocket.ExpectAsync("3probe");
        await Time.AdvanceUntilAsync(poll, TimeSpan.FromMilliseconds(100));
        (await poll).Should().Be("1:6");
        await webSocket.SendAsync("5", "2");
        await webSocket.ExpectAsync("3");
        session.TrySend(FrameGroup.FromBinary(Attachment));
        (await webSocket.ReceiveFrameAsync()).Payload.Should().Equal(4, 1, 2, 3, 4);

        Time.Advance(TimeSpan.FromSeconds(45.5));
        await ExpectClosedAsync(session, CloseReason.PingTimeout);
    }

    [Test]
    public async Task Upgrade_OtherB64_IsThatOfTheWebSocket()
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async();
        var webSocket = await UpgradeAsync(client, WireClient.Revision3 + "&b64=1");

        await webSocket.SendAsync("5", "2");
        await webSocket.ExpectAsync("3");
        session.TrySend(FrameGroup.FromBinary(Attachment));

        await webSocket.ExpectAsync("b4AQIDBA==");
    }
}
