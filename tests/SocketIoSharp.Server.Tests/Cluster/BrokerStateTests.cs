using Microsoft.Extensions.Diagnostics.HealthChecks;
using SocketIoSharp.Health;

namespace SocketIoSharp.Server.Tests.Cluster;

/// <summary>What is said of a broker that goes and comes back.</summary>
internal sealed class BrokerStateTests : ClusterFixture
{
    [Test]
    public async Task Broker_GoesAndComesBack_IsLoggedOnceEachWayAndSeenByTheHealthCheck()
    {
        await StartBothAsync();
        (await StateAsync()).Should().Be((HealthStatus.Healthy, "serving"));

        Adapter.Lose();
        Adapter.Lose();
        (await StateAsync()).Should().Be((HealthStatus.Degraded, "isolated"));
        await Adapter.RegainAsync();
        await Adapter.RegainAsync();

        (await StateAsync()).Should().Be((HealthStatus.Healthy, "serving"));
        Host.Log.NamesOf("Broker").Should().Equal("BrokerLost", "BrokerRegained");
    }

    [Test]
    public async Task Broker_IsKnownToBeAway_LostMessagesAreOnlyCounted()
    {
        await StartBothAsync();
        Adapter.Lose();
        Bus.IsThere = false;

        await Server.EmitAsync("lost").Soon();

        Host.Log.Entries.Should().NotContain(entry => entry.Id.Name == "ClusterMessageLost");
    }

    private async Task<(HealthStatus Status, object State)> StateAsync()
    {
        var check = new SocketIoHealthCheck(Server);
        var result = await check.CheckHealthAsync(new HealthCheckContext
        {
            Registration = new HealthCheckRegistration("socketio", check, HealthStatus.Unhealthy, tags: null),
        });
        return (result.Status, result.Data["state"]);
    }
}
