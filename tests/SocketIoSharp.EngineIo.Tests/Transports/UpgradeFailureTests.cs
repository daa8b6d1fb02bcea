namespace SocketIoSharp.EngineIo.Tests.Transports;

internal sealed class UpgradeFailureTests : EngineFixture
{
    private static readonly TimeSpan UpgradeTimeout = TimeSpan.FromSeconds(10);

    [Test]
    public async Task Upgrade_NotCompletedInTime_IsClosedAndASecondOneSucceeds()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var first = await UpgradeAsync(client);
        await first.SendAsync("2probe");
        await first.ExpectAsync("3probe");

        var closed = first.CloseCodeAsync();
        Time.Advance(UpgradeTimeout - Millisecond);
        closed.IsCompleted.Should().BeFalse();
        Time.Advance(Millisecond);
        (await closed.Soon()).Should().Be(1005);

        await client.PostAsync("4still polling");
        (await Handler.MessageAsync()).Should().Be("still polling");
        var second = await CompleteUpgradeAsync(client);
        await second.SendAsync("4moved");
        (await Handler.MessageAsync()).Should().Be("moved");
        session.Transport.Should().Be(WireClient.WebSocket);
    }

    [Test]
    public async Task Upgrade_OtherTimeoutConfigured_HoldsThen()
    {
        await StartAsync(options => options.UpgradeTimeout = TimeSpan.FromMilliseconds(700));
        var (client, _) = await OpenPollingAsync();
        var webSocket = await UpgradeAsync(client);
        await webSocket.SendAsync("2probe");
        await webSocket.ExpectAsync("3probe");

        Time.Advance(TimeSpan.FromMilliseconds(700));

        (await webSocket.CloseCodeAsync()).Should().Be(1005);
    }

    [Test]
    public async Task Upgrade_TimeoutAndClientDoesNotAnswer_IsCutOff()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var webSocket = await UpgradeAsync(client);
        await webSocket.SendAsync("2probe");
        await webSocket.ExpectAsync("3probe");

        Time.Advance(UpgradeTimeout);
        await webSocket.ReceiveCloseFrameAsync();
        var end = webSocket.ReceiveUntilEndAsync();
        await client.PostAsync("3");
        Time.Advance(TimeSpan.FromSeconds(30));

        (await end.Soon()).Should().BeEmpty();
        session.Transport.Should().Be(WireClient.Polling);
    }

    [Test]
    public async Task Upgrade_LastPacketComesAfterTheTimeout_ChangesNothing()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var webSocket = await UpgradeAsync(client);
        await webSocket.SendAsync("2probe");
        await webSocket.ExpectAsync("3probe");
        Time.Advance(UpgradeTimeout);
        await webSocket.ReceiveCloseFrameAsync();

        await webSocket.SendAsync("5", "4too late");

        await webSocket.ReceiveUntilEndAsync();
        session.Transport.Should().Be(WireClient.Polling);
        Handler.HasMessage.Should().BeFalse();
        await client.PostAsync("4still polling");
        (await Handler.MessageAsync()).Should().Be("still polling");
    }

    [Test]
    public async Task Upgrade_ClientVanishesWhileProbing_SessionGoesOnAndMayTryAgain()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var first = await UpgradeAsync(client);
        await first.SendAsync("2probe");
        await first.ExpectAsync("3probe");

        first.Reset();

        var second = await RetryUpgradeAsync(client);
        await second.SendAsync("4moved");
        (await Handler.MessageAsync()).Should().Be("moved");
        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task Upgrade_Second_IsClosedAndDisturbsNeitherTheFirstNorTheSession()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var first = await UpgradeAsync(client);
        await first.SendAsync("2probe");
        await first.ExpectAsync("3probe");

        var second = await UpgradeAsync(client);
        (await second.CloseCodeAsync()).Should().Be(1005);
        await first.SendAsync("5", "4moved");
        (await Handler.MessageAsync()).Should().Be("moved");
        var third = await UpgradeAsync(client);
        (await third.CloseCodeAsync()).Should().Be(1005);

        session.TrySend(EngineHost.Message("alive"));
        await first.ExpectAsync("4alive");
    }

    [Test]
    public async Task Upgrade_SessionIsAbortedWhileProbing_ClosesTheProbe()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var webSocket = await UpgradeAsync(client);
        await webSocket.SendAsync("2probe");
        await webSocket.ExpectAsync("3probe");

        session.Abort();

        (await webSocket.CloseCodeAsync()).Should().Be(1005);
        await ExpectClosedAsync(session, CloseReason.ForcedClose);
    }

    [Test]
    public async Task Upgrade_SessionClosesWhileProbing_TellsThePollAndClosesTheProbe()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var webSocket = await UpgradeAsync(client);
        await webSocket.SendAsync("2probe");
        await webSocket.ExpectAsync("3probe");

        session.Close();

        (await client.PollAsync()).Should().Be("6\u001e1");
        (await webSocket.CloseCodeAsync()).Should().Be(1005);
        await ExpectClosedAsync(session, CloseReason.ForcedClose);
    }

    [Test]
    public async Task Upgrade_PostIsStillBeingHandledAtTheTimeout_CompletedUpgradeStands()
    {
        await StartAsync();
        var busy = new TaskCompletionSource();
        Handler.Receiving = (_, text) => text == "slow" ? new ValueTask(busy.Task) : ValueTask.CompletedTask;
        var (client, session) = await OpenPollingAsync();
        var post = client.PostAsync("4slow");
        await Handler.MessageAsync();
        var webSocket = await UpgradeAsync(client);
        await webSocket.SendAsync("2probe");
        await webSocket.ExpectAsync("3probe");
        await webSocket.SendAsync("5", "4moved");
        await Patience.UntilAsync(() => session.Transport == WireClient.WebSocket);

        Time.Advance(UpgradeTimeout);
        busy.SetResult();

        await post.Soon();
        (await Handler.MessageAsync()).Should().Be("moved");
        session.TrySend(EngineHost.Message("answer"));
        await webSocket.ExpectAsync("4answer");
    }

    // The server needs a moment to see that the first one is gone.
    private async Task<WebSocketWire> RetryUpgradeAsync(PollingWire client)
    {
        while (true)
        {
            var webSocket = await UpgradeAsync(client);
            await webSocket.SendAsync("2probe");
            var frame = await webSocket.ReceiveFrameAsync();
            if (frame.Opcode == ClientFrame.Text)
            {
                await webSocket.SendAsync("5");
                return webSocket;
            }
        }
    }
}
