using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Forwarding.Tests;

internal sealed class UpgradeTests : ClusterFixture
{
    [Test]
    public async Task Upgrade_AtAnotherNode_MovesTheSessionToThatWebSocket()
    {
        var (owner, other, session, _) = await OpenElsewhereAsync();

        var webSocket = await UpgradeAsync(other, session.Id);
        await webSocket.SendAsync("4up");
        (await owner.MessageAsync()).Should().Be("up");
        session.TrySend("down");
        await webSocket.ExpectAsync("4down");

        session.Transport.Should().Be(EngineTransports.WebSocket);
        session.IsUpgraded.Should().BeTrue();
    }

    [Test]
    public async Task Upgrade_APollWaitsAtAThirdNode_IsReleased()
    {
        var (owner, other, session, client) = await OpenElsewhereAsync();
        var third = await StartNodeAsync();
        var poll = client.PollAsync();
        await WaitingPoll.UntilAsync(session);
        var webSocket = await Own(WebSocketWire.UpgradeAsync(third.Url, session.Id));
        await webSocket.SendAsync("2probe");
        await webSocket.ExpectAsync("3probe");

        (await poll.Soon()).Should().Be("6");
        await webSocket.SendAsync("5", "4done");
        (await owner.MessageAsync()).Should().Be("done");
        other.Server.SessionCount.Should().Be(0);
    }

    [Test]
    public async Task Messages_BinaryAndLarge_PassInBothDirections()
    {
        var (owner, other, session, _) = await OpenElsewhereAsync();
        var webSocket = await UpgradeAsync(other, session.Id);
        var bytes = new byte[900_000];
        Random.Shared.NextBytes(bytes);

        await webSocket.SendAsync(bytes);
        (await owner.MessageAsync()).Should().Be("b" + Convert.ToBase64String(bytes));
        session.TrySend(bytes);
        (await webSocket.ReceiveAsync()).Should().Be("b" + Convert.ToBase64String(bytes));
    }

    [Test]
    public async Task Message_LargerThanTheLimit_ClosesWithTheOwnersCode()
    {
        var (owner, other, session, _) = await OpenElsewhereAsync(new NodeSetup { Engine = options => options.MaxHttpBufferSize = 1000 });
        var webSocket = await UpgradeAsync(other, session.Id);

        await webSocket.SendAsync("4" + new string('x', 1000));

        (await webSocket.CloseCodeAsync()).Should().Be(1009);
        (await owner.ClosedAsync()).Reason.Should().Be(CloseReason.TransportError);
    }

    [Test]
    public async Task WebSocket_ClosedByTheOwner_EndsInOrder()
    {
        var (owner, other, session, _) = await OpenElsewhereAsync();
        var webSocket = await UpgradeAsync(other, session.Id);
        session.TrySend("last");

        session.Close();

        await webSocket.ExpectAsync("4last");
        (await webSocket.CloseCodeAsync()).Should().Be(1005);
        (await owner.ClosedAsync()).Reason.Should().Be(CloseReason.ForcedClose);
    }

    [Test]
    public async Task WebSocket_ClosedByTheClient_EndsInOrder()
    {
        var (owner, other, session, _) = await OpenElsewhereAsync();
        var webSocket = await UpgradeAsync(other, session.Id);

        await webSocket.SendRawAsync(ClientFrame.OfClose(1000));

        (await webSocket.ReceiveFrameAsync()).CloseCode.Should().Be(1000);
        (await webSocket.ReceiveUntilEndAsync()).Should().BeEmpty();
        (await owner.ClosedAsync()).Reason.Should().Be(CloseReason.TransportClose);
    }

    [Test]
    public async Task WebSocket_ClientVanishes_EndsTheSession()
    {
        var (owner, other, session, _) = await OpenElsewhereAsync();
        var webSocket = await UpgradeAsync(other, session.Id);
        await webSocket.SynchroniseAsync();

        webSocket.Reset();

        (await owner.ClosedAsync()).Reason.Should().Be(CloseReason.TransportClose);
    }

    [Test]
    public async Task WebSocket_OwnerCutsTheConnection_EndsTheClients()
    {
        var (owner, other, session, _) = await OpenElsewhereAsync();
        var webSocket = await UpgradeAsync(other, session.Id);
        await webSocket.SynchroniseAsync();

        session.Abort();

        await webSocket.ReceiveCloseFrameAsync();
        (await owner.ClosedAsync()).Reason.Should().Be(CloseReason.ForcedClose);
    }

    [Test]
    public async Task WebSocket_CompressionIsAgreedOn_IsBetweenTheClientAndTheOwner()
    {
        var (_, other, session, _) = await OpenElsewhereAsync(new NodeSetup { Engine = options => options.PerMessageDeflate = new EngineIoPerMessageDeflate() });

        var answer = await WebSocketWire.RequestAsync(other.Url, $"&sid={session.Id}", "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");

        answer.Status.Should().Be(101);
        answer.Headers["Sec-WebSocket-Extensions"].Should().StartWith("permessage-deflate");
    }

    [TestCase("Sec-WebSocket-Version: 7", 400, "Missing or invalid Sec-WebSocket-Version header")]
    [TestCase("Origin: http://elsewhere.example", 400, "Origin not allowed")]
    public async Task Upgrade_ThatTheOwnerWouldRefuse_IsRefused(string header, int status, string body)
    {
        var (_, other, session, _) = await OpenElsewhereAsync();
        await using var raw = await RawConnection.OpenAsync(other.Url);
        await raw.SendHeadAsync(
            "GET", $"/socket.io/?EIO=4&transport=websocket&sid={session.Id}", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            header, header.StartsWith("Sec-WebSocket-Version", StringComparison.Ordinal) ? "X-Nothing: 1" : "Sec-WebSocket-Version: 13");

        var answer = await raw.ReceiveResponseAsync();

        answer.Status.Should().Be(status);
        answer.Body.Should().Be(body);
    }

    [Test]
    public async Task Upgrade_OfASecondWebSocket_IsClosedAsAtOneNode()
    {
        var (owner, other, session, _) = await OpenElsewhereAsync();
        await UpgradeAsync(owner, session.Id);

        var second = await Own(WebSocketWire.UpgradeAsync(other.Url, session.Id));

        (await second.CloseCodeAsync()).Should().Be(1005);
        session.IsOpen.Should().BeTrue();
    }
}
