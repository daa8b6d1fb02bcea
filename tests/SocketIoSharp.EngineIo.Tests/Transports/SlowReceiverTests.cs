namespace SocketIoSharp.EngineIo.Tests.Transports;

/// <summary>What happens to clients for which too much waits, by policy.</summary>
internal sealed class SlowReceiverTests : EngineFixture
{
    private const int Size = 1_000_000;

    [Test]
    public async Task MaxBufferedPackets_PollingClientDoesNotPoll_ClosesItAtTheLimit([Values] SlowReceiverPolicy policy)
    {
        await StartAsync(options => (options.MaxBufferedPackets, options.SlowReceiverPolicy) = (5, policy));
        var (_, session) = await OpenPollingAsync();
        for (var i = 0; i < 5; i++)
        {
            session.TrySend("packet").Should().BeTrue();
        }

        session.TrySend("packet").Should().BeFalse();

        await ExpectClosedAsync(session, CloseReason.TransportError, "slow consumer");
        (await Host.Log.WaitForAsync("SlowConsumer")).Message.Should().Contain("5 packets").And.Contain("EngineIoOptions.MaxBufferedPackets");
    }

    [Test]
    public async Task MaxBufferedPackets_WebSocketClientDoesNotRead_ClosesItAtTheLimit([Values] SlowReceiverPolicy policy)
    {
        await StartAsync(options => (options.MaxBufferedBytes, options.MaxBufferedPackets, options.SlowReceiverPolicy) = (int.MaxValue, 5, policy));
        var (client, session) = await OpenWebSocketAsync(receiveBuffer: 4096);
        await client.SynchroniseAsync();
        var message = EngineHost.Message(new string('x', Size));

        await Patience.UntilAsync(() => !session.TrySend(message));

        await ExpectClosedAsync(session, CloseReason.TransportError, "slow consumer");
        (await Host.Log.WaitForAsync("SlowConsumer")).Message.Should().Contain("EngineIoOptions.MaxBufferedPackets");
    }

    [Test]
    public async Task Wait_PollingClientComesBack_GetsAllInOrderAndSendersGoOn()
    {
        await StartAsync(options => (options.HighWaterMark, options.MaxBufferedPackets, options.SlowReceiverPolicy) = (1, 2, SlowReceiverPolicy.Wait));
        var (client, session) = await OpenPollingAsync();
        var sending = Enumerable.Range(0, 4).Select(i => session.SendAsync($"{i}")).ToArray();
        sending.Should().OnlyContain(task => !task.IsCompleted);
        session.IsOpen.Should().BeTrue();

        (await client.PollAsync()).Should().Be("40\u001e41\u001e42\u001e43");

        await Task.WhenAll(sending).Soon();
        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task Wait_WebSocketClientReadsAgain_GetsAllInOrderAndSendersGoOn()
    {
        await StartAsync(options => (options.MaxBufferedBytes, options.SlowReceiverPolicy) = (2 * Size, SlowReceiverPolicy.Wait));
        var (client, session) = await OpenWebSocketAsync(receiveBuffer: 4096);
        await client.SynchroniseAsync();
        var sent = 0;
        Task sending;
        do
        {
            sending = session.SendAsync($"{sent++}" + new string('x', Size));
        }
        while (sending.IsCompleted);

        var last = session.SendAsync("last");
        for (var i = 0; i < sent; i++)
        {
            (await client.ReceiveAsync()).Should().StartWith($"4{i}x");
        }

        (await client.ReceiveAsync()).Should().Be("4last");
        await Task.WhenAll(sending, last).Soon();
    }

    [Test]
    public async Task Wait_SessionCloses_SendersGoOn()
    {
        await StartAsync(options => (options.HighWaterMark, options.MaxBufferedPackets, options.SlowReceiverPolicy) = (1, 1, SlowReceiverPolicy.Wait));
        var (_, session) = await OpenPollingAsync();
        Task[] sending = [session.SendAsync("1"), session.SendAsync("2")];

        session.Close();

        await Task.WhenAll(sending).Soon();
    }

    [Test]
    public async Task Wait_NobodyAwaits_ClosesAtTwiceTheLimit()
    {
        await StartAsync(options => (options.MaxBufferedPackets, options.SlowReceiverPolicy) = (2, SlowReceiverPolicy.Wait));
        var (_, session) = await OpenPollingAsync();
        for (var i = 0; i < 4; i++)
        {
            _ = session.SendAsync("packet");
            session.IsOpen.Should().BeTrue();
        }

        _ = session.SendAsync("packet");

        await ExpectClosedAsync(session, CloseReason.TransportError, "slow consumer");
    }

    [Test]
    public async Task Wait_ThoseWhoDoNotWait_CloseTheSession()
    {
        await StartAsync(options => (options.MaxBufferedPackets, options.SlowReceiverPolicy) = (2, SlowReceiverPolicy.Wait));
        var (_, session) = await OpenPollingAsync();
        _ = session.SendAsync("packet");
        _ = session.SendAsync("packet");

        session.TrySend("broadcast").Should().BeFalse();

        await ExpectClosedAsync(session, CloseReason.TransportError, "slow consumer");
    }

    [Test]
    public async Task Wait_HeartbeatFindsTheQueueFull_DoesNotCloseIt()
    {
        await StartAsync(options => (options.MaxBufferedPackets, options.SlowReceiverPolicy) = (1, SlowReceiverPolicy.Wait));
        var (client, session) = await OpenPollingAsync();
        _ = session.SendAsync("packet");

        Time.Advance(TimeSpan.FromSeconds(26));

        (await client.PollAsync()).Should().Be("4packet\u001e2");
        session.IsOpen.Should().BeTrue();
    }
}
