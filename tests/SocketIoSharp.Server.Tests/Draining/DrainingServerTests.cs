using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Server.Tests.Draining;

/// <summary>What the world sees of a server that is sending its clients away.</summary>
internal sealed class DrainingServerTests : ServerFixture
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Test]
    public async Task Stop_WhileClientsAreBusy_RefusesHandshakesAndServesOtherRequests()
    {
        var client = await StartBusyAsync();
        var stopping = Host.App.StopAsync();
        await Host.Log.WaitForAsync("DrainStarted");

        await using var connection = await RawConnection.OpenAsync(Host.Url);
        await connection.SendHeadAsync("GET", "/socket.io/?EIO=4&transport=polling");
        var polling = await connection.ReceiveResponseAsync();
        polling.Status.Should().Be(503);
        polling.Headers["Retry-After"].Should().Be("1");
        polling.Headers["Content-Type"].Should().Be("application/json");
        polling.Body.Should().Be("""{"code":3,"message":"Service Unavailable"}""");

        var webSocket = await WebSocketWire.RequestAsync(Host.Url, string.Empty);
        webSocket.Status.Should().Be(503);
        webSocket.Headers["Retry-After"].Should().Be("1");
        webSocket.Headers["Content-Type"].Should().Be("text/html");
        webSocket.Body.Should().Be("Service Unavailable");

        using var http = new HttpClient { BaseAddress = Host.Url };
        using var health = await http.GetAsync(new Uri("/health", UriKind.Relative));
        (await health.Content.ReadAsStringAsync()).Should().Be("Degraded");
        ((int)health.StatusCode).Should().Be(503);

        _mayEnd.SetResult();
        await client.ExpectAsync("""31["done"]""");
        await Time.AdvanceUntilAsync(Task.WhenAll(stopping, client.Engine.ReceiveCloseAsync()), TimeSpan.FromMilliseconds(10));
        Host.Log.Entries.Select(entry => entry.Id.Name).Where(name => name is "DrainStarted" or "DrainEnded" or "ServerStopping" or "ServerStopped")
            .Should().Equal("DrainStarted", "DrainEnded", "ServerStopping", "ServerStopped");
    }

    [Test]
    public async Task Stop_PollingSessionThatIsUpgrading_MayGoOn()
    {
        await StartBusyAsync();
        var polling = await Own(PollingWire.OpenAsync(Host.Url));
        var draining = Server.DrainAsync();

        var webSocket = await Own(WebSocketWire.UpgradeAsync(Host.Url, polling.SessionId));
        await webSocket.SendAsync("2probe");
        await webSocket.ExpectAsync("3probe");

        _mayEnd.SetResult();
        await Time.AdvanceUntilAsync(draining, TimeSpan.FromMilliseconds(10));
    }

    [TestCase(27.5, 2.5, false)]
    [TestCase(27.5, 2.6, true)]
    public async Task Start_TimesThatTheHostDoesNotHave_AreWarnedOf(double drain, double shutdown, bool isWarned)
    {
        await StartAppAsync(
            builder =>
            {
                builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
                builder.Services.AddSocketIo(options =>
                {
                    options.DrainTimeout = TimeSpan.FromSeconds(drain);
                    options.ShutdownTimeout = TimeSpan.FromSeconds(shutdown);
                });
            },
            app => app.MapSocketIo());

        var warnings = Host.Log.Entries.Where(entry => entry.Id.Name == "HostTimeoutTooShort");

        warnings.Select(warning => warning.Level).Should().Equal(isWarned ? [LogLevel.Warning] : []);
    }

    // With one client whose handler runs until the test lets it end.
    private async Task<SocketWire> StartBusyAsync()
    {
        await StartAppAsync(
            builder =>
            {
                builder.Services.AddSocketIo();
                builder.Services.AddHealthChecks().AddSocketIo();
            },
            app =>
            {
                app.MapSocketIo();
                app.MapHealthChecks("/health", new() { ResultStatusCodes = { [Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded] = 503 } });
                app.Services.GetRequiredService<SocketIoServer>().OnConnection(socket => socket.On("work", async () =>
                {
                    _started.SetResult();
                    await _mayEnd.Task;
                    return "done";
                }));
            });
        var (client, _) = await ConnectAsync();
        await client.SendAsync("""21["work"]""");
        await _started.Task.Soon();
        return client;
    }
}
