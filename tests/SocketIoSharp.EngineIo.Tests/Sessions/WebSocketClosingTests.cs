using System.Text;

namespace SocketIoSharp.EngineIo.Tests.Sessions;

internal sealed class WebSocketClosingTests : EngineFixture
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(30);

    // More than the network's buffers take: it cannot leave before the client reads.
    private static readonly string Large = new('x', 30_000_000);

    [Test]
    public async Task Close_NothingQueued_SendsAnEmptyCloseFrame()
    {
        await StartAsync();
        var (client, session) = await OpenWebSocketAsync();
        await client.SynchroniseAsync();

        session.Close();

        session.IsOpen.Should().BeFalse();
        (await client.CloseCodeAsync()).Should().Be(1005);
        await ExpectClosedAsync(session, CloseReason.ForcedClose);
    }

    [Test]
    public async Task Close_SomethingQueued_IsDeliveredFirst()
    {
        await StartAsync(options => options.MaxBufferedBytes = 2 * Large.Length);
        var (client, session) = await OpenWebSocketAsync();
        session.TrySend(EngineHost.Message(Large)).Should().BeTrue();
        session.TrySend(EngineHost.Message("last")).Should().BeTrue();

        session.Close();

        session.TrySend(EngineHost.Message("dropped")).Should().BeFalse();
        Handler.HasClosing.Should().BeFalse("the client has not read it yet");
        (await client.ReceiveAsync()).Should().HaveLength(Large.Length + 1);
        await client.ExpectAsync("4last");
        (await client.CloseCodeAsync()).Should().Be(1005);
        await ExpectClosedAsync(session, CloseReason.ForcedClose);
    }

    [Test]
    public async Task Close_ClientDoesNotRead_EndsAfterThirtySeconds()
    {
        await StartAsync(options => options.PingInterval = TimeSpan.FromDays(1));
        var (_, session) = await OpenWebSocketAsync();
        session.TrySend(EngineHost.Message(Large));
        session.Close();

        Time.Advance(CloseTimeout - TimeSpan.FromMilliseconds(500));
        Handler.HasClosing.Should().BeFalse();
        Time.Advance(TimeSpan.FromSeconds(1));

        await ExpectClosedAsync(session, CloseReason.ForcedClose);
    }

    [Test]
    public async Task Close_ClientDoesNotAnswer_IsCutOffAfterThirtySeconds()
    {
        await StartAsync();
        var (client, session) = await OpenWebSocketAsync();
        await client.SynchroniseAsync();
        session.Close();
        (await client.ReceiveCloseFrameAsync()).Should().Be(1005);

        var end = client.ReceiveUntilEndAsync();
        Time.Advance(CloseTimeout - TimeSpan.FromMilliseconds(500));
        end.IsCompleted.Should().BeFalse();
        Time.Advance(TimeSpan.FromSeconds(1));

        (await end.Soon()).Should().BeEmpty();
    }

    [Test]
    public async Task Close_ClientSendsBeforeItAnswers_IsIgnored()
    {
        await StartAsync();
        var (client, session) = await OpenWebSocketAsync();
        await client.SynchroniseAsync();
        session.Close();
        await client.ReceiveCloseFrameAsync();

        await client.SendAsync("4too late");
        await client.SendRawAsync(ClientFrame.Of(ClientFrame.Close, []));

        (await client.ReceiveUntilEndAsync()).Should().BeEmpty();
        Handler.HasMessage.Should().BeFalse();
    }

    [Test]
    public async Task Close_ByTheHandlerOfAMessage_AnswersGoOutFirst()
    {
        await StartAsync();
        Handler.Receiving = (session, text) =>
        {
            session.TrySend(EngineHost.Message(text));
            if (text == "2")
            {
                session.Close();
            }

            return ValueTask.CompletedTask;
        };
        var (client, session) = await OpenWebSocketAsync();

        await client.SendAsync("41", "42", "43");

        await client.ExpectAsync("41", "42");
        (await client.CloseCodeAsync()).Should().Be(1005);
        await ExpectClosedAsync(session, CloseReason.ForcedClose);
    }

    [Test]
    public async Task Close_WhenTheSessionOpens_ClientGetsItsHandshakeFirst()
    {
        await StartAsync();
        Handler.Opening = session => session.Close();

        var (client, session) = await OpenWebSocketAsync();

        (await client.CloseCodeAsync()).Should().Be(1005);
        await ExpectClosedAsync(session, CloseReason.ForcedClose);
    }

    [Test]
    public async Task Abort_SomethingQueuedBehindASlowWrite_IsLost()
    {
        await StartAsync(options => options.MaxBufferedBytes = 2 * Large.Length);
        var (client, session) = await OpenWebSocketAsync();
        session.TrySend(EngineHost.Message(Large));
        session.TrySend(EngineHost.Message("lost"));

        session.Abort();

        await ExpectClosedAsync(session, CloseReason.ForcedClose);
        (await client.ReceiveAsync()).Should().HaveLength(Large.Length + 1, "a frame that was begun is ended");
        (await client.CloseCodeAsync()).Should().Be(1005);
    }

    [Test]
    public async Task ClientCloses_WithCode_IsEchoed([Values(1000, 1001, 3000, 4999)] int code)
    {
        await StartAsync();
        var (client, session) = await OpenWebSocketAsync();

        await client.SendRawAsync(ClientFrame.OfClose((ushort)code));

        (await client.ReceiveCloseFrameAsync()).Should().Be(code);
        (await client.ReceiveUntilEndAsync()).Should().BeEmpty();
        await ExpectClosedAsync(session, CloseReason.TransportClose);
    }

    [Test]
    public async Task ClientCloses_WithReason_EchoesTheCode()
    {
        await StartAsync();
        var (client, session) = await OpenWebSocketAsync();

        await client.SendRawAsync(ClientFrame.Of(ClientFrame.Close, [0x03, 0xE8, .. Encoding.UTF8.GetBytes("good bye")]));

        (await client.ReceiveCloseFrameAsync()).Should().Be(1000);
        await ExpectClosedAsync(session, CloseReason.TransportClose);
    }

    [Test]
    public async Task ClientVanishes_WithAReset_ClosesAsTransportClose()
    {
        await StartAsync();
        var (client, session) = await OpenWebSocketAsync();

        client.Reset();

        var closing = await Handler.ClosedAsync();
        closing.Session.Should().BeSameAs(session);
        closing.Reason.Should().Be(CloseReason.TransportClose);
        await Patience.UntilAsync(() => Host.Server.SessionCount == 0);
    }

    [Test]
    public async Task ClientVanishes_InTheMiddleOfAMessage_DeliversNothingOfIt()
    {
        await StartAsync();
        var (client, session) = await OpenWebSocketAsync();
        await client.SendRawAsync(ClientFrame.OfText("4whole"));
        await client.SendRawAsync(ClientFrame.OfText("4half of a message")[..9]);

        await client.DisposeAsync();

        await ExpectClosedAsync(session, CloseReason.TransportClose);
        (await Handler.MessageAsync()).Should().Be("whole");
        Handler.HasMessage.Should().BeFalse();
    }

    [Test]
    public async Task UndecodablePacket_ClosesAsParseError()
    {
        await StartAsync();
        var (client, session) = await OpenWebSocketAsync();

        await client.SendAsync("x");

        (await client.CloseCodeAsync()).Should().Be(1005);
        await ExpectClosedAsync(session, CloseReason.ParseError);
    }
}
