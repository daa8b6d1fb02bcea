namespace SocketIoSharp.EngineIo.Tests.Transports;

internal sealed class UpgradeTests : EngineFixture
{
    private static readonly TimeSpan NoopInterval = TimeSpan.FromMilliseconds(100);

    [Test]
    public async Task Upgrade_PendingPoll_IsReleasedAfterTheProbeAndTheSessionMoves()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var poll = client.PollAsync();
        await EngineHost.UntilParkedAsync(session);
        var webSocket = await UpgradeAsync(client);

        await webSocket.SendAsync("2probe");
        await webSocket.ExpectAsync("3probe");
        session.Transport.Should().Be(WireClient.Polling);
        await Time.AdvanceUntilAsync(poll, NoopInterval);
        (await poll).Should().Be("6");
        await webSocket.SendAsync("5", "4over the socket");

        (await Handler.MessageAsync()).Should().Be("over the socket");
        session.Transport.Should().Be(WireClient.WebSocket);
        session.TrySend(EngineHost.Message("answer"));
        await webSocket.ExpectAsync("4answer");
    }

    [Test]
    public async Task Upgrade_QueuedMeanwhile_LeavesOverTheWebSocketInOrder()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var webSocket = await UpgradeAsync(client);
        await webSocket.SendAsync("2probe");
        await webSocket.ExpectAsync("3probe");

        session.TrySend(EngineHost.Message("1"));
        session.TrySend(EngineHost.Message("2"));
        await webSocket.SendAsync("5");

        await webSocket.ExpectAsync("41", "42");
    }

    [Test]
    public async Task Upgrade_PollStillPending_IsEndedWithClose()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var poll = client.PollAsync();
        await EngineHost.UntilParkedAsync(session);
        var webSocket = await UpgradeAsync(client);

        await webSocket.SendAsync("5", "4moved");

        (await poll.Soon()).Should().Be("1");
        (await Handler.MessageAsync()).Should().Be("moved");
        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task Upgrade_HeartbeatGoesOn_OverTheWebSocket()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var webSocket = await CompleteUpgradeAsync(client);
        await webSocket.SynchroniseAsync();

        Time.Advance(TimeSpan.FromSeconds(25));
        await webSocket.ExpectAsync("2");
        await webSocket.SendAsync("3");
        await webSocket.SynchroniseAsync();
        Time.Advance(TimeSpan.FromSeconds(25));
        await webSocket.ExpectAsync("2");
        Time.Advance(TimeSpan.FromSeconds(20));

        await ExpectClosedAsync(session, CloseReason.PingTimeout);
        (await webSocket.CloseCodeAsync()).Should().Be(1005);
    }

    [Test]
    public async Task Upgrade_PingWasOutstanding_PongOverTheWebSocketCounts()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        Time.Advance(TimeSpan.FromSeconds(25));
        await client.ExpectAsync("2");
        var webSocket = await CompleteUpgradeAsync(client);

        await webSocket.SendAsync("3");
        await webSocket.SynchroniseAsync();
        Time.Advance(TimeSpan.FromSeconds(24));

        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task Upgrade_CompletedWhileClosing_DeliversWhatIsQueuedAndCloses()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var webSocket = await UpgradeAsync(client);
        await webSocket.SendAsync("2probe");
        await webSocket.ExpectAsync("3probe");
        session.TrySend(EngineHost.Message("last"));
        session.Close();

        await webSocket.SendAsync("5");

        await webSocket.ExpectAsync("4last");
        (await webSocket.CloseCodeAsync()).Should().Be(1005);
        await ExpectClosedAsync(session, CloseReason.ForcedClose);
    }

    [Test]
    public async Task Upgrade_PostIsStillBeingHandled_ItsPacketsComeFirst()
    {
        await StartAsync();
        var busy = new TaskCompletionSource();
        Handler.Receiving = (_, text) => text == "1" ? new ValueTask(busy.Task) : ValueTask.CompletedTask;
        var (client, _) = await OpenPollingAsync();
        var post = client.SendAsync("41", "42", "43");
        (await Handler.MessageAsync()).Should().Be("1");
        var webSocket = await UpgradeAsync(client);

        await webSocket.SendAsync("2probe");
        await webSocket.ExpectAsync("3probe");
        await webSocket.SendAsync("5", "44");
        busy.SetResult();

        await post.Soon();
        foreach (var expected in new[] { "2", "3", "4" })
        {
            (await Handler.MessageAsync()).Should().Be(expected);
        }
    }

    [Test]
    public async Task Upgrade_QueryAsksForBase64_HoldsForTheNewTransport()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var webSocket = await UpgradeAsync(client, "&b64=1");
        await webSocket.SendAsync("5");
        await Patience.UntilAsync(() => session.Transport == WireClient.WebSocket);

        session.TrySend(SocketIoSharp.Protocol.Frames.FrameGroup.FromBinary(new byte[] { 1, 2, 3 }));

        var frame = await webSocket.ReceiveFrameAsync();
        frame.Opcode.Should().Be(ClientFrame.Text);
        frame.Text.Should().Be("bAQID");
    }

    [Test]
    public async Task Upgrade_Over_PollsAndPostsAreRefused()
    {
        await StartAsync();
        var (client, _) = await OpenPollingAsync();
        var webSocket = await CompleteUpgradeAsync(client);
        await webSocket.SynchroniseAsync();

        using var poll = await client.GetAsync();
        (await poll.Content.ReadAsStringAsync()).Should().Be("""{"code":3,"message":"Bad request"}""");
        using var content = new StringContent("4x");
        using var post = await client.PostAsync(content);
        (await post.Content.ReadAsStringAsync()).Should().Be("""{"code":3,"message":"Bad request"}""");
    }

    [Test]
    public async Task Upgrade_PollArrivesAtThatMoment_NeitherHangs()
    {
        await StartAsync();
        for (var round = 0; round < 100; round++)
        {
            var (client, _) = await OpenPollingAsync();
            var webSocket = await UpgradeAsync(client);
            await webSocket.SendAsync("2probe");
            await webSocket.ExpectAsync("3probe");
            var poll = await Own(RawConnection.OpenAsync(Host.Url));

            await Task.WhenAll(webSocket.SendAsync("5", $"4{round}"), poll.SendHeadAsync("GET", client.Target.PathAndQuery));

            (await Handler.MessageAsync()).Should().Be($"{round}");
            (await poll.ReceiveResponseAsync()).Body.Should().BeOneOf("1", """{"code":3,"message":"Bad request"}""");
        }
    }
}
