using System.Text.RegularExpressions;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace SocketIoSharp.Server.Tests.Diagnostics;

internal sealed class SocketMetricsTests : ServerFixture
{
    private const string Namespace = "socketio.namespace";

    [Test]
    public async Task ActiveSockets_OfEachNamespace_FollowThem()
    {
        await StartAsync(prepare: server => server.Of("/admin"));
        var active = Collect<long>("socketio.sockets.active");
        var (client, _) = await ConnectAsync();
        var (_, second) = await ConnectAsync("/admin");
        active.Sum((Namespace, "/")).Should().Be(1);
        active.Sum((Namespace, "/admin")).Should().Be(1);

        await second.DisconnectAsync();
        await client.DisposeAsync();

        await active.ReachAsync(0, (Namespace, "/"));
        active.Sum((Namespace, "/admin")).Should().Be(0);
    }

    [Test]
    public async Task ActiveSockets_OfDynamicNamespaces_AreTaggedByThePatternOrNotAtAll()
    {
        await StartAsync(prepare: server =>
        {
            server.Of(new Regex("^/room-[0-9]+$", RegexOptions.NonBacktracking));
            server.Of((name, _) => name.StartsWith("/f", StringComparison.Ordinal));
        });
        var active = Collect<long>("socketio.sockets.active");

        foreach (var name in new[] { "/room-1", "/room-2", "/f1", "/f2" })
        {
            await (await OpenAsync()).ConnectAsync(name);
        }

        active.Sum((Namespace, "^/room-[0-9]+$")).Should().Be(2);
        active.GetMeasurementSnapshot().Count(measurement => measurement.Tags.Count == 0).Should().Be(2);
        active.GetMeasurementSnapshot().SelectMany(measurement => measurement.Tags.Values).Distinct().Should().Equal("^/room-[0-9]+$");
    }

    [Test]
    public async Task ActiveSockets_ListenerThatComesLate_IsNotToldOfEndsWithoutBeginnings()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();
        var active = Collect<long>("socketio.sockets.active");

        await socket.DisconnectAsync();

        active.GetMeasurementSnapshot().Should().BeEmpty();
    }

    [Test]
    public async Task ConnectsRefused_EachReason_IsCounted()
    {
        await StartAsync(prepare: server => server.Use((context, _) =>
        {
            context.Reject("no");
            return Task.CompletedTask;
        }));
        var (refused, active) = (Collect<long>("socketio.connects.refused"), Collect<long>("socketio.sockets.active"));
        var client = await OpenAsync();

        await client.RequestAsync();
        await client.ReceiveAsync();
        await client.RequestAsync("/nowhere");
        await client.ReceiveAsync();

        refused.Sum(("error.type", "middleware")).Should().Be(1);
        refused.Sum(("error.type", "unknown_namespace")).Should().Be(1);
        active.GetMeasurementSnapshot().Should().BeEmpty("nobody was connected");
    }

    private MetricCollector<T> Collect<T>(string instrument)
        where T : struct => Own(new MetricCollectors()).Collect<T>(Host, instrument);
}
