using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SocketIoSharp.Server.Tests.Diagnostics;

internal sealed class HealthCheckTests : ServerFixture
{
    [Test]
    public async Task Health_OfAServerWithClients_IsHealthyAndShowsThem()
    {
        await StartCheckedAsync();
        var (client, _) = await ConnectAsync();
        await client.ConnectAsync("/admin");
        await FindAsync(client.Id, "/admin");
        await OpenAsync();

        var entry = await CheckAsync();

        entry.Status.Should().Be(HealthStatus.Healthy);
        entry.Data.Should().BeEquivalentTo(new Dictionary<string, object> { ["state"] = "serving", ["sessions"] = 2, ["sockets"] = 2 });
    }

    [Test]
    public async Task Health_OfAServerThatTakesNoNewSessions_IsDegraded()
    {
        await StartCheckedAsync();
        await ConnectAsync();

        Server.Engine.StopAccepting();

        var entry = await CheckAsync();
        entry.Status.Should().Be(HealthStatus.Degraded);
        entry.Data.Should().BeEquivalentTo(new Dictionary<string, object> { ["state"] = "draining", ["sessions"] = 1, ["sockets"] = 1 });
    }

    [TestCase(null, HealthStatus.Unhealthy)]
    [TestCase(HealthStatus.Degraded, HealthStatus.Degraded)]
    public async Task Health_OfAClosedServer_IsTheFailureStatus(HealthStatus? failureStatus, HealthStatus expected)
    {
        await StartCheckedAsync(failureStatus);
        if (expected == HealthStatus.Unhealthy)
        {
            Host.Log.Expect("HealthCheckEnd");
        }

        await Server.CloseAsync();

        var entry = await CheckAsync();
        entry.Status.Should().Be(expected);
        entry.Data["state"].Should().Be("closed");
    }

    [Test]
    public async Task Health_OverHttp_IsTheEndpointsAnswer()
    {
        await StartCheckedAsync();
        using var http = new HttpClient { BaseAddress = Host.Url };

        (await http.GetStringAsync(new Uri("/health", UriKind.Relative))).Should().Be("Healthy");
    }

    private Task StartCheckedAsync(HealthStatus? failureStatus = null) => StartAppAsync(
        builder =>
        {
            builder.Services.AddSocketIo();
            builder.Services.AddHealthChecks().AddSocketIo(failureStatus: failureStatus, tags: ["ready"]);
        },
        app =>
        {
            app.MapSocketIo();
            app.Services.GetRequiredService<SocketIoServer>().Of("/admin");
            app.MapHealthChecks("/health");
        });

    private async Task<HealthReportEntry> CheckAsync()
    {
        var report = await Host.Get<HealthCheckService>().CheckHealthAsync(registration => registration.Tags.Contains("ready"));
        return report.Entries["socketio"];
    }
}
