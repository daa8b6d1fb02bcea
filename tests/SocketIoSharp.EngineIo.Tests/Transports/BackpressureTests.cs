using Microsoft.Extensions.Logging;

namespace SocketIoSharp.EngineIo.Tests.Transports;

/// <summary>Clients that do not read what is sent to them.</summary>
internal sealed class BackpressureTests : EngineFixture
{
    private const int Size = 1_000_000;

    [Test]
    public async Task TrySend_PollingClientDoesNotPoll_ClosesItAtTheLimit()
    {
        await StartAsync(options => options.MaxBufferedBytes = 100_000);
        var (client, session) = await OpenPollingAsync();

        var accepted = 0;
        while (session.TrySend(EngineHost.Message(new string('x', 10_000))))
        {
            accepted++;
        }

        accepted.Should().Be(10);
        await ExpectClosedAsync(session, CloseReason.TransportError, "slow consumer");
        (await Host.Log.WaitForAsync("SlowConsumer")).Level.Should().Be(LogLevel.Warning);
        await client.ExpectUnknownAsync();
    }

    [Test]
    public async Task TrySend_OnePacketAboveTheLimit_IsDelivered()
    {
        await StartAsync(options => options.MaxBufferedBytes = 100_000);
        var (client, session) = await OpenPollingAsync();

        session.TrySend(EngineHost.Message(new string('x', 500_000))).Should().BeTrue();

        (await client.PollAsync()).Should().HaveLength(500_001);
        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task TrySend_WebSocketClientDoesNotRead_ClosesItAtTheLimit()
    {
        await StartAsync();
        var (client, session) = await OpenWebSocketAsync(receiveBuffer: 4096);
        await client.SynchroniseAsync();
        var message = EngineHost.Message(new string('x', Size));

        await Patience.UntilAsync(() => !session.TrySend(message));

        await ExpectClosedAsync(session, CloseReason.TransportError, "slow consumer");
        session.TrySend(message).Should().BeFalse();
    }

    [TestCase("ping frames")]
    [TestCase("pings of revision 3")]
    public async Task Pings_ClientDoesNotReadTheAnswers_ClosesItAtTheLimit(string kind)
    {
        await StartAsync(options => (options.MaxBufferedBytes, options.AllowEio3) = (options.HighWaterMark, true));
        var isFrame = kind == "ping frames";
        var (client, session) = await OpenWebSocketAsync(isFrame ? string.Empty : "&EIO=3", receiveBuffer: 4096);
        var ping = isFrame ? ClientFrame.Of(ClientFrame.Ping, new byte[125]) : ClientFrame.OfText("2");
        byte[] pings = [.. Enumerable.Repeat(ping, 10_000).SelectMany(frame => frame)];

        for (var i = 0; i < 1000 && session.IsOpen; i++)
        {
            await client.SendRawAsync(pings);
        }

        await ExpectClosedAsync(session, CloseReason.TransportError, "slow consumer");
    }

    [Test]
    public async Task SlowConsumer_KeepsNotReading_IsCutOffAfterThirtySeconds()
    {
        await StartAsync(options => options.PingInterval = TimeSpan.FromDays(1));
        var (client, session) = await OpenWebSocketAsync(receiveBuffer: 4096);
        await client.SynchroniseAsync();
        var message = EngineHost.Message(new string('x', Size));
        await Patience.UntilAsync(() => !session.TrySend(message));
        await Handler.ClosedAsync();

        Time.Advance(TimeSpan.FromSeconds(31));

        // Far from everything that was sent.
        (await client.ReceiveUntilEndAsync()).Length.Should().BeLessThan(20 * Size);
    }

    [Test]
    public async Task Send_ClientKeepsUp_IsCompleteAtOnce()
    {
        await StartAsync();
        var (client, session) = await OpenWebSocketAsync();
        for (var i = 0; i < 100; i++)
        {
            session.SendAsync(EngineHost.Message($"{i}")).IsCompletedSuccessfully.Should().BeTrue();
            await client.ExpectAsync($"4{i}");
        }
    }

    [Test]
    public async Task Send_ClientDoesNotRead_WaitsUntilItDoes()
    {
        await StartAsync();
        var (client, session) = await OpenWebSocketAsync(receiveBuffer: 4096);
        await client.SynchroniseAsync();
        var message = EngineHost.Message(new string('x', 100_000));

        var sent = 0;
        Task sending;
        do
        {
            sending = session.SendAsync(message);
            sent++;
        }
        while (sending.IsCompleted);

        sending.IsCompleted.Should().BeFalse();
        for (var i = 0; i < sent; i++)
        {
            (await client.ReceiveAsync()).Should().HaveLength(100_001);
        }

        await sending.Soon();
        session.SendAsync(EngineHost.Message("small")).IsCompleted.Should().BeTrue();
    }

    [Test]
    public async Task Send_PollingClientAboveTheMark_WaitsForItsPoll()
    {
        await StartAsync(options => options.HighWaterMark = 1000);
        var (client, session) = await OpenPollingAsync();
        session.SendAsync(EngineHost.Message(new string('x', 900))).IsCompleted.Should().BeTrue();

        var waiting = session.SendAsync(EngineHost.Message(new string('y', 900)));
        waiting.IsCompleted.Should().BeFalse();
        await client.PollAsync();

        await waiting.Soon();
    }

    [Test]
    public async Task Send_SessionCloses_EndsTheWait([Values] bool abort)
    {
        await StartAsync(options => options.HighWaterMark = 1000);
        var (_, session) = await OpenPollingAsync();
        var waiting = session.SendAsync(EngineHost.Message(new string('x', 2000)));
        waiting.IsCompleted.Should().BeFalse();

        if (abort)
        {
            session.Abort();
        }
        else
        {
            session.Close();
        }

        await waiting.Soon();
    }

    [Test]
    public async Task Volatile_PollingClientWithoutGet_MissesIt()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();

        session.TrySend(EngineHost.Message("missed"), isVolatile: true).Should().BeFalse();
        session.TrySend(EngineHost.Message("kept")).Should().BeTrue();
        (await client.PollAsync()).Should().Be("4kept");

        var poll = client.PollAsync();
        await EngineHost.UntilParkedAsync(session);
        session.TrySend(EngineHost.Message("heard"), isVolatile: true).Should().BeTrue();
        (await poll.Soon()).Should().Be("4heard");
    }

    [Test]
    public async Task Volatile_WebSocketClientThatDoesNotRead_MissesSomeAndStaysConnected()
    {
        await StartAsync(options => options.PingInterval = TimeSpan.FromDays(1));
        var (client, session) = await OpenWebSocketAsync(receiveBuffer: 4096);
        await client.SynchroniseAsync();
        await EngineHost.UntilParkedAsync(session);
        var message = EngineHost.Message(new string('x', Size));

        var accepted = Enumerable.Range(0, 100).Count(_ => session.TrySend(message, isVolatile: true));

        accepted.Should().BeInRange(1, 50);
        session.IsOpen.Should().BeTrue();
        for (var i = 0; i < accepted; i++)
        {
            (await client.ReceiveAsync()).Should().HaveLength(Size + 1);
        }

        await client.SynchroniseAsync();
        await EngineHost.UntilParkedAsync(session);
        session.TrySend(EngineHost.Message("heard"), isVolatile: true).Should().BeTrue();
        await client.ExpectAsync("4heard");
    }
}
