using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using SocketIoSharp.Server.Tests.Recovery;

namespace SocketIoSharp.Server.Tests.Diagnostics;

internal sealed class RecoveryMetricsTests : RecoveryFixture
{
    private const string Outcome = "socketio.recovery.outcome";

    [Test]
    public async Task Recoveries_EachOutcome_IsCounted()
    {
        await StartAsync(options =>
        {
            options.ConnectionStateRecovery = new ConnectionStateRecovery();
            options.Engine.MaxBufferedBytes = 100_000;
        });
        var recoveries = Collect<long>("socketio.recoveries");
        var first = await ComeAndGoAsync();
        (await ComeAsync(first)).Id.Should().Be(first.Id);
        recoveries.Sum((Outcome, "recovered")).Should().Be(1);

        await ComeAsync(first);
        recoveries.Sum((Outcome, "not_found")).Should().Be(1, "a session is given out once");

        var late = await ComeAndGoAsync();
        for (var i = 0; i < 11; i++)
        {
            await Server.To(late.Id).EmitAsync("e", new string('x', 10_000));
        }

        await ComeAsync(late);
        recoveries.Sum((Outcome, "too_far_behind")).Should().Be(1);
    }

    [Test]
    public async Task RecoveryLog_WhatIsKept_IsMeasuredWhenAsked()
    {
        await StartRecoveringAsync();
        var (events, size, sessions) = (Collect<long>("socketio.recovery.events"), Collect<long>("socketio.recovery.size"), Collect<long>("socketio.recovery.sessions"));
        await ComeAndGoAsync();
        await Patience.UntilAsync(() => Adapter.Kept.Sessions == 1);
        await Server.EmitAsync("e", new string('x', 1000));

        Measure(events).Should().Be(2);
        Measure(size).Should().BeInRange(2000, 10_000);
        Measure(sessions).Should().Be(1);
    }

    [Test]
    public async Task RecoveryLog_Off_IsNotMeasured()
    {
        await StartAsync();
        var events = Collect<long>("socketio.recovery.events");

        events.RecordObservableInstruments();

        events.GetMeasurementSnapshot().Should().BeEmpty();
    }

    private static long Measure(MetricCollector<long> collector)
    {
        collector.RecordObservableInstruments();
        return collector.LastMeasurement!.Value;
    }

    private MetricCollector<T> Collect<T>(string instrument)
        where T : struct => Own(new MetricCollectors()).Collect<T>(Host, instrument);
}
