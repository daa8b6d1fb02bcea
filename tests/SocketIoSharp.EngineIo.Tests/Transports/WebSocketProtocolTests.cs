using System.Text;

namespace SocketIoSharp.EngineIo.Tests.Transports;

/// <summary>What the server does with frames, right and wrong ones.</summary>
internal sealed class WebSocketProtocolTests : EngineFixture
{
    private static readonly object[] Violations =
    [
        new TestCaseData("reserved bit", new byte[] { 0xC1, 0x80, 0, 0, 0, 0 }, 1002),
        new TestCaseData("unmasked", new byte[] { 0x81, 0x02, (byte)'4', (byte)'x' }, 1002),
        new TestCaseData("unknown opcode", ClientFrame.Of(3, []), 1002),
        new TestCaseData("continuation of nothing", ClientFrame.Of(ClientFrame.Continuation, [1]), 1002),
        new TestCaseData("message within a message", (byte[])[.. ClientFrame.OfText("4a", isFinal: false), .. ClientFrame.OfText("4b")], 1002),
        new TestCaseData("split ping", ClientFrame.Of(ClientFrame.Ping, [], isFinal: false), 1002),
        new TestCaseData("ping of 126 bytes", ClientFrame.Of(ClientFrame.Ping, new byte[126]), 1002),
        new TestCaseData("close of one byte", ClientFrame.Of(ClientFrame.Close, [3]), 1002),
        new TestCaseData("close code nobody may send", ClientFrame.OfClose(1005), 1002),
        new TestCaseData("invalid UTF-8", ClientFrame.Of(ClientFrame.Text, [(byte)'4', 0xC3, 0x28]), 1007),
        new TestCaseData("invalid UTF-8 in a close reason", ClientFrame.Of(ClientFrame.Close, [0x03, 0xE8, 0xFF]), 1007),
        new TestCaseData("too large", ClientFrame.OfText("4" + new string('x', 1000)), 1009),
        new TestCaseData("too large binary", ClientFrame.Of(ClientFrame.Binary, new byte[1001]), 1009),
    ];

    [TestCaseSource(nameof(Violations))]
    public async Task Violation_OfAnyKind_IsClosedWithItsCode(string what, byte[] frames, int code)
    {
        await StartAsync(options => options.MaxHttpBufferSize = 1000);
        var (client, session) = await OpenWebSocketAsync();

        await client.SendRawAsync([.. ClientFrame.OfText("4before"), .. frames, .. ClientFrame.OfText("4after")]);

        (await client.ReceiveCloseFrameAsync()).Should().Be(code, what);
        var closing = await Handler.ClosedAsync();
        closing.Session.Should().BeSameAs(session);
        closing.Reason.Should().Be(CloseReason.TransportError);
        closing.Description.Should().NotBeNullOrEmpty();
        (await Handler.MessageAsync()).Should().Be("before");
        Handler.HasMessage.Should().BeFalse();
    }

    [Test]
    public async Task Violation_PeerDoesNotClose_IsCutOff()
    {
        await StartAsync();
        var (client, _) = await OpenWebSocketAsync();
        await client.SendRawAsync(ClientFrame.Of(3, []));
        await client.ReceiveCloseFrameAsync();

        // Nothing more is read from somebody who breaks the protocol.
        (await client.ReceiveUntilEndAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task Fragments_UpToTheLimit_AreOneMessage()
    {
        await StartAsync();
        var (client, _) = await OpenWebSocketAsync();

        await client.SendRawAsync(Fragments(16_384));

        (await Handler.MessageAsync()).Should().Be(new string('x', 16_383));
    }

    [Test]
    public async Task Fragments_OneMore_AreClosedWith1008()
    {
        await StartAsync();
        var (client, _) = await OpenWebSocketAsync();

        await client.SendRawAsync(Fragments(16_385));

        (await client.ReceiveCloseFrameAsync()).Should().Be(1008);
        (await Handler.ClosedAsync()).Reason.Should().Be(CloseReason.TransportError);
    }

    [Test]
    public async Task Message_ExactlyTheLimit_IsDelivered([Values(ClientFrame.Text, ClientFrame.Binary)] byte opcode)
    {
        await StartAsync(options => options.MaxHttpBufferSize = 1000);
        var (client, session) = await OpenWebSocketAsync();
        var payload = Encoding.ASCII.GetBytes("4" + new string('x', 999));

        await client.SendRawAsync(ClientFrame.Of(opcode, payload));

        (await Handler.MessageAsync()).Should().Be(opcode == ClientFrame.Text ? new string('x', 999) : "b" + Convert.ToBase64String(payload));
        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task Ping_WithPayload_IsAnsweredWithIt([Values(0, 1, 125)] int length)
    {
        await StartAsync();
        var (client, _) = await OpenWebSocketAsync();
        var payload = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();

        await client.SendRawAsync(ClientFrame.Of(ClientFrame.Ping, payload));

        var answer = await client.ReceiveFrameAsync();
        answer.Opcode.Should().Be(ClientFrame.Pong);
        answer.Payload.Should().Equal(payload);
    }

    [Test]
    public async Task Ping_BetweenTheFragmentsOfAMessage_IsAnsweredAtOnce()
    {
        await StartAsync();
        var (client, _) = await OpenWebSocketAsync();

        await client.SendRawAsync(ClientFrame.OfText("4first ", isFinal: false));
        await client.SynchroniseAsync();
        await client.SendRawAsync(ClientFrame.Of(ClientFrame.Pong, [1, 2]));
        await client.SendRawAsync(ClientFrame.Of(ClientFrame.Continuation, Encoding.ASCII.GetBytes("last")));

        (await Handler.MessageAsync()).Should().Be("first last");
    }

    [Test]
    public async Task Ping_WhileProbing_IsAnswered()
    {
        await StartAsync();
        var (client, _) = await OpenPollingAsync();
        var webSocket = await UpgradeAsync(client);

        await webSocket.SynchroniseAsync();
        await webSocket.SendAsync("2probe");
        await webSocket.ExpectAsync("3probe");
        await webSocket.SynchroniseAsync();
    }

    [Test]
    public async Task Frames_ByteByByte_AreUnderstood()
    {
        await StartAsync();
        var (client, _) = await OpenWebSocketAsync();

        foreach (var octet in ClientFrame.OfText("4slowly"))
        {
            await client.SendRawAsync([octet]);
        }

        (await Handler.MessageAsync()).Should().Be("slowly");
    }

    [Test]
    public async Task End_WithoutAClosingHandshake_IsAnsweredWithTheEndAlone()
    {
        await StartAsync();
        var (client, session) = await OpenWebSocketAsync();

        client.EndSending();

        (await client.ReceiveUntilEndAsync()).Should().BeEmpty();
        await ExpectClosedAsync(session, CloseReason.TransportClose);
    }

    [Test]
    public async Task Frames_SentTogetherWithTheHandshake_AreUnderstood()
    {
        await StartAsync();
        var connection = await Own(RawConnection.OpenAsync(Host.Url));

        await connection.SendAsync((byte[])[
            .. Encoding.ASCII.GetBytes(
                "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"),
            .. ClientFrame.OfText("4early"),
        ]);

        (await connection.ReceiveResponseAsync()).Status.Should().Be(101);
        (await Handler.MessageAsync()).Should().Be("early");
    }

    [Test]
    public async Task Messages_OfEveryLength_GoBothWays()
    {
        await StartAsync();
        Handler.Receiving = (session, text) =>
        {
            session.TrySend(text.StartsWith('b')
                ? SocketIoSharp.Protocol.Frames.FrameGroup.FromBinary(Convert.FromBase64String(text[1..]))
                : EngineHost.Message(text));
            return ValueTask.CompletedTask;
        };
        var (client, _) = await OpenWebSocketAsync();
        foreach (var length in new[] { 0, 1, 124, 125, 126, 4095, 4096, 16_383, 16_384, 16_385, 65_534, 65_535, 65_536, 999_999 })
        {
            var text = new string('x', length);
            await client.SendAsync("4" + text);
            (await client.ReceiveAsync()).Should().Be("4" + text);

            var bytes = new byte[length + 1];
            new Random(length).NextBytes(bytes);
            await client.SendAsync(bytes);
            (await client.ReceiveFrameAsync()).Payload.Should().Equal(bytes);
        }
    }

    [Test]
    public async Task Base64_AskedFor_BinaryGoesOutAsText()
    {
        await StartAsync();
        var (client, session) = await OpenWebSocketAsync("&b64=1");

        session.TrySend(SocketIoSharp.Protocol.Frames.FrameGroup.FromParts("4"u8, "x"u8, [new byte[] { 1, 2, 3 }, new byte[] { 4 }]));

        foreach (var expected in new[] { "4x", "bAQID", "bBA==" })
        {
            var frame = await client.ReceiveFrameAsync();
            frame.Opcode.Should().Be(ClientFrame.Text);
            frame.Text.Should().Be(expected);
        }
    }

    [Test]
    public async Task Handler_IsBusy_NothingMoreIsReadAndTheHeartbeatWaits()
    {
        await StartAsync();
        var busy = new TaskCompletionSource();
        Handler.Receiving = (_, text) => text == "slow" ? new ValueTask(busy.Task) : ValueTask.CompletedTask;
        var (client, session) = await OpenWebSocketAsync();
        await client.SynchroniseAsync();
        Time.Advance(TimeSpan.FromSeconds(25));
        await client.ExpectAsync("2");

        await client.SendAsync("4slow", "3", "4next");
        (await Handler.MessageAsync()).Should().Be("slow");
        await EngineHost.UntilReadingPausedAsync(session);
        Time.Advance(TimeSpan.FromMinutes(5));
        session.IsOpen.Should().BeTrue("it is our own handler that keeps the pong waiting");
        Handler.HasMessage.Should().BeFalse();
        busy.SetResult();

        (await Handler.MessageAsync()).Should().Be("next");
        Time.Advance(TimeSpan.FromSeconds(25));
        await client.ExpectAsync("2");
    }

    [Test]
    public async Task Handler_WasBusyAndNoPongWaits_ClientHasItsWholeTimeAgain()
    {
        await StartAsync();
        var busy = new TaskCompletionSource();
        Handler.Receiving = (_, text) => text == "slow" ? new ValueTask(busy.Task) : ValueTask.CompletedTask;
        var (client, session) = await OpenWebSocketAsync();
        await client.SynchroniseAsync();
        Time.Advance(TimeSpan.FromSeconds(25));
        await client.ExpectAsync("2");
        await client.SendAsync("4slow");
        await Handler.MessageAsync();
        await EngineHost.UntilReadingPausedAsync(session);
        Time.Advance(TimeSpan.FromMinutes(5));

        busy.SetResult();
        await client.SynchroniseAsync();
        Time.Advance(TimeSpan.FromSeconds(20) - Millisecond);
        session.IsOpen.Should().BeTrue();
        Time.Advance(TimeSpan.FromMilliseconds(501));

        await ExpectClosedAsync(session, CloseReason.PingTimeout);
    }

    [Test]
    public async Task Handler_Throws_ClosesTheSessionAndIsLogged([Values] bool later)
    {
        await StartAsync();
        Host.Log.Expect("HandlerFailed");
        Handler.Receiving = async (_, _) =>
        {
            if (later)
            {
                await Task.Yield();
            }

            throw new InvalidOperationException("the layer above is broken");
        };
        var (client, session) = await OpenWebSocketAsync();

        await client.SendAsync("4x");

        (await client.CloseCodeAsync()).Should().Be(1005);
        await ExpectClosedAsync(session, CloseReason.TransportError, "the handler failed");
        (await Host.Log.WaitForAsync("HandlerFailed")).Exception.Should().BeOfType<InvalidOperationException>();
    }

    private static byte[] Fragments(int count)
    {
        var frames = new MemoryStream();
        frames.Write(ClientFrame.OfText("4", isFinal: false));
        var piece = ClientFrame.Of(ClientFrame.Continuation, [(byte)'x'], isFinal: false);
        for (var i = 0; i < count - 2; i++)
        {
            frames.Write(piece);
        }

        frames.Write(ClientFrame.Of(ClientFrame.Continuation, [(byte)'x']));
        return frames.ToArray();
    }
}
