using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Tests.Diagnostics;

internal sealed class SessionMetricsTests : MetricsFixture
{
    private const string Protocol = "engineio.protocol";
    private const string Reason = "engineio.close.reason";

    [Test]
    public async Task ActiveSessions_OpenUpgradeAndClose_FollowThem()
    {
        await StartAsync(options => options.AllowEio3 = true);
        var active = Collect<long>("engineio.sessions.active");
        var (polling, upgraded) = await OpenPollingAsync();
        active.Sum((Transport, "polling"), (Protocol, "4")).Should().Be(1);

        var (_, old) = await OpenAsync(WireClient.WebSocket, WireClient.Revision3);
        active.Sum((Transport, "websocket"), (Protocol, "3")).Should().Be(1);

        await CompleteUpgradeAsync(polling);
        await active.ReachAsync(1, (Transport, "websocket"), (Protocol, "4"));
        active.Sum((Transport, "polling")).Should().Be(0);

        upgraded.Abort();
        old.Abort();
        active.Sum((Transport, "websocket")).Should().Be(0);
        active.Sum().Should().Be(0);
    }

    [Test]
    public async Task ActiveSessions_ListenerThatComesLate_IsNotToldOfEndsWithoutBeginnings()
    {
        await StartAsync();
        var (polling, session) = await OpenPollingAsync();
        var active = Collect<long>("engineio.sessions.active");

        await CompleteUpgradeAsync(polling);
        await Patience.UntilAsync(() => session.IsUpgraded);
        session.Abort();

        active.GetMeasurementSnapshot().Should().BeEmpty();
    }

    [Test]
    public async Task Duration_OfAClosedSession_IsItsAgeWithItsReason()
    {
        await StartAsync();
        var durations = Collect<double>("engineio.session.duration");
        var (client, _) = await OpenPollingAsync();
        Time.Advance(TimeSpan.FromSeconds(12));

        await client.PostAsync("1");

        var duration = durations.GetMeasurementSnapshot().Should().ContainSingle().Which;
        duration.Value.Should().Be(12);
        duration.Tags.Should().Equal(new Dictionary<string, object?> { [Reason] = CloseReason.TransportClose, [Transport] = "polling" });
    }

    [Test]
    public async Task HeartbeatTimeouts_ClientWithoutAPong_IsCounted()
    {
        await StartAsync();
        var timeouts = Collect<long>("engineio.heartbeat.timeouts");
        await OpenWebSocketAsync();
        var (_, other) = await OpenWebSocketAsync();
        other.Abort();

        Time.Advance(TimeSpan.FromSeconds(26));
        Time.Advance(TimeSpan.FromSeconds(21));

        await timeouts.ReachAsync(1);
    }

    [Test]
    public async Task SlowConsumer_AtTheLimit_IsCountedAndWhatWaitsIsMeasured()
    {
        await StartAsync(options => options.MaxBufferedBytes = 100_000);
        var (slow, undelivered, buffered) = (Collect<long>("engineio.slow_consumers"), Collect<long>("engineio.session.undelivered"), Collect<long>("engineio.outbound.buffered"));
        var (_, session) = await OpenPollingAsync();
        var message = EngineHost.Message(new string('x', 60_000));
        session.TrySend(message);
        buffered.RecordObservableInstruments();
        session.TrySend(message);

        session.TrySend(message).Should().BeFalse();

        buffered.LastMeasurement!.Value.Should().Be(message.ByteCount);
        slow.Sum((Transport, "polling")).Should().Be(1);
        undelivered.GetMeasurementSnapshot().Should().ContainSingle().Which.Value.Should().Be(2 * message.ByteCount);
        buffered.RecordObservableInstruments();
        buffered.LastMeasurement!.Value.Should().Be(0);
    }

    [Test]
    public async Task Dropped_VolatilePacketWithoutAReader_IsCountedOnceEach()
    {
        await StartAsync();
        var drops = Collect<long>("engineio.packets.dropped");
        var (client, session) = await OpenPollingAsync();

        session.TrySend(FrameGroup.FromText("4lost"u8), isVolatile: true).Should().BeFalse();
        await session.SendAsync(FrameGroup.FromText("4lost"u8), isVolatile: true);
        session.TrySend(FrameGroup.FromText("4kept"u8));
        await client.ExpectAsync("4kept");
        session.Abort();
        session.TrySend(FrameGroup.FromText("4over"u8), isVolatile: true);

        drops.Sum((Transport, "polling")).Should().Be(2);
    }

    [Test]
    public async Task ConnectionsCut_PeerWithoutAGoodbye_IsCounted()
    {
        await StartAsync();
        var cut = Collect<long>("engineio.connections.cut");
        var (client, session) = await OpenWebSocketAsync();
        await client.SynchroniseAsync();
        session.Close();
        await client.ReceiveCloseFrameAsync();
        cut.Sum().Should().Be(0);

        Time.Advance(TimeSpan.FromSeconds(31));

        cut.Sum().Should().Be(1);
    }

    [Test]
    public async Task Upgrades_EachOutcome_IsCounted()
    {
        await StartAsync();
        var upgrades = Collect<long>("engineio.upgrades");
        var (client, _) = await OpenPollingAsync();
        var failing = await UpgradeAsync(client);
        await failing.SendAsync("4no probe");
        await failing.ReceiveCloseFrameAsync();
        await upgrades.ReachAsync(1, ("engineio.upgrade.outcome", "failed"));

        await CompleteUpgradeAsync(client);

        await upgrades.ReachAsync(1, ("engineio.upgrade.outcome", "completed"));
        upgrades.Sum().Should().Be(2);
    }

    [Test]
    public async Task OutboundBuffered_OfTwoServers_IsOneSum()
    {
        await StartAsync();
        await using var other = await EngineHost.StartAsync(meters: Host.Meters);
        var buffered = Collect<long>("engineio.outbound.buffered");
        var (_, session) = await OpenPollingAsync();
        await using var client = await PollingWire.OpenAsync(other.Url);
        var message = EngineHost.Message("waits");
        session.TrySend(message);
        (await other.Handler.OpenedAsync()).TrySend(message);

        buffered.RecordObservableInstruments();

        buffered.GetMeasurementSnapshot().Should().ContainSingle().Which.Value.Should().Be(2 * message.ByteCount);
    }
}
