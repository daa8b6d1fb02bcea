using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace SocketIoSharp.Server.Tests.Diagnostics;

internal sealed class AckMetricsTests : ServerFixture
{
    [Test]
    public async Task AckDuration_OfAnAnswer_IsTheClientsTime()
    {
        await StartAsync();
        var durations = Collect<double>("socketio.ack.duration");
        var (client, socket) = await ConnectAsync();
        var answer = socket.EmitWithAck("ask").As<int>();
        var id = await client.ExpectRequestAsync("""["ask"]""");
        Time.Advance(TimeSpan.FromSeconds(2));

        await client.SendAsync($"3{id}[1]");
        await answer.Soon();

        durations.GetMeasurementSnapshot().Should().ContainSingle().Which.Value.Should().Be(2);
    }

    [Test]
    public async Task AckDuration_ListenerThatComesLate_IsNotToldOfAnswersWithoutABeginning()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        var answer = socket.EmitWithAck("ask").As<int>();
        var id = await client.ExpectRequestAsync("""["ask"]""");
        var durations = Collect<double>("socketio.ack.duration");

        await client.SendAsync($"3{id}[1]");
        await answer.Soon();

        durations.GetMeasurementSnapshot().Should().BeEmpty();
    }

    [Test]
    public async Task AckTimeouts_OfOneAndOfABroadcast_AreCounted()
    {
        await StartAsync();
        var timeouts = Collect<long>("socketio.ack.timeouts");
        var (client, socket) = await ConnectAsync();
        await ConnectAsync();
        var one = socket.Timeout(TimeSpan.FromSeconds(1)).EmitWithAck("ask").As<int>();
        await client.ExpectRequestAsync("""["ask"]""");

        Time.Advance(TimeSpan.FromSeconds(2));
        await FluentActions.Awaiting(() => one.Soon()).Should().ThrowAsync<AckTimeoutException>();
        timeouts.Sum().Should().Be(1);

        var all = Server.Timeout(TimeSpan.FromSeconds(1)).EmitWithAck("ask").CollectAsync<int>();
        Time.Advance(TimeSpan.FromSeconds(2));
        await all.Soon();
        await timeouts.ReachAsync(3);
    }

    private MetricCollector<T> Collect<T>(string instrument)
        where T : struct => Own(new MetricCollectors()).Collect<T>(Host, instrument);
}
