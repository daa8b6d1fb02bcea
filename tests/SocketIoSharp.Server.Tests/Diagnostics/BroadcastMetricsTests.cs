using System.Text.RegularExpressions;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace SocketIoSharp.Server.Tests.Diagnostics;

internal sealed class BroadcastMetricsTests : ServerFixture
{
    [Test]
    public async Task Broadcasts_ToManyAndToNobody_AreCountedWithTheirReceivers()
    {
        await StartAsync();
        var (broadcasts, deliveries) = (Collect<long>("socketio.broadcasts"), Collect<long>("socketio.broadcast.deliveries"));
        await ConnectAsync();
        await ConnectAsync();
        var (_, socket) = await ConnectAsync();

        await Server.EmitAsync("all");
        await Server.To("nowhere").EmitAsync("nobody");
        await socket.Broadcast.EmitAsync("others");
        _ = Server.EmitWithAck("ask");
        await socket.EmitAsync("one");

        broadcasts.Sum().Should().Be(4, "an event to one socket is no broadcast");
        deliveries.Sum().Should().Be(3 + 0 + 2 + 3);
    }

    [Test]
    public async Task Broadcasts_OfAParent_AreOneEach()
    {
        ParentNamespace? parent = null;
        await StartAsync(prepare: server => parent = server.Of(new Regex("^/room-[0-9]$", RegexOptions.NonBacktracking)));
        var (broadcasts, deliveries) = (Collect<long>("socketio.broadcasts"), Collect<long>("socketio.broadcast.deliveries"));
        await ConnectAsync("/room-1");
        await ConnectAsync("/room-2");

        await parent!.EmitAsync("all");

        broadcasts.Sum().Should().Be(1);
        deliveries.Sum().Should().Be(2);
    }

    [Test]
    public async Task Deliveries_DroppedVolatileEvents_AreNone()
    {
        await StartAsync();
        var deliveries = Collect<long>("socketio.broadcast.deliveries");
        await ConnectAsync(transport: WireClient.Polling);

        await Server.Volatile.EmitAsync("lost");

        deliveries.Sum().Should().Be(0);
    }

    private MetricCollector<T> Collect<T>(string instrument)
        where T : struct => Own(new MetricCollectors()).Collect<T>(Host, instrument);
}
