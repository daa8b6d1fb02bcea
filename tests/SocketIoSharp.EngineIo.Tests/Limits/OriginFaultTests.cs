using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SocketIoSharp.EngineIo.Tests.Limits;

/// <summary>An application's function that throws for what a client calls its origin, as <c>new Uri(origin)</c> does for <c>null</c>.</summary>
internal sealed class OriginFaultTests : EngineFixture
{
    [Test]
    public async Task IsOriginAllowed_ThrowsForAWebSocket_RefusesIt()
    {
        await ServeAsync();

        var refused = await WebSocketWire.RequestAsync(Host.Url, string.Empty, "Origin: null");

        (refused.Status, refused.Body).Should().Be((400, "Origin not allowed"));
        await ExpectReportAsync();
    }

    [Test]
    public async Task PolicyOfTheApplication_ThrowsForAWebSocket_RefusesIt()
    {
        await StartAsync(configureServices: services => services.AddCors(cors =>
            cors.AddDefaultPolicy(policy => policy.SetIsOriginAllowed(origin => new Uri(origin).Host == "friend.example"))));

        (await WebSocketWire.RequestAsync(Host.Url, string.Empty, "Origin: https://friend.example")).Status.Should().Be(101);
        (await WebSocketWire.RequestAsync(Host.Url, string.Empty, "Origin: null")).Status.Should().Be(400);
        await ExpectReportAsync();
    }

    [Test]
    public async Task IsOriginAllowed_ThrowsForAPageOfTheSameOrigin_LetsItInWithoutTheHeader()
    {
        await StartAsync(options => options.Cors = new EngineIoCors { IsOriginAllowed = _ => throw new InvalidOperationException("on purpose") });

        var accepted = await WebSocketWire.RequestAsync(Host.Url, string.Empty, "Origin: http://test");

        accepted.Status.Should().Be(101);
        accepted.Headers.Should().NotContainKey("Access-Control-Allow-Origin");
        await ExpectReportAsync();
    }

    [Test]
    public async Task OriginCheckFailed_AgainAndAgain_WarnsOnceAMinute()
    {
        await ServeAsync();

        await WebSocketWire.RequestAsync(Host.Url, string.Empty, "Origin: null");
        await WebSocketWire.RequestAsync(Host.Url, string.Empty, "Origin: null");

        Host.Log.Entries.Where(entry => entry.Id.Name == "OriginCheckFailed").Select(entry => entry.Level).Should().Equal(LogLevel.Warning, LogLevel.Debug);
    }

    private Task ServeAsync() => StartAsync(options =>
        options.Cors = new EngineIoCors { IsOriginAllowed = origin => new Uri(origin).Host == "friend.example" });

    private async Task ExpectReportAsync() => (await Host.Log.WaitForAsync("OriginCheckFailed")).Exception.Should().NotBeNull();
}
