namespace SocketIoSharp.EngineIo.Tests.Limits;

/// <summary>How many handshakes there may be in a time, under a clock that stands still unless it is turned.</summary>
internal sealed class HandshakeRateTests : EngineFixture
{
    [Test]
    public async Task HandshakeBurst_AllAtOnce_LetsInTheBurstAndNoMore([Values(WireClient.Polling, WireClient.WebSocket)] string transport)
    {
        await StartAsync(options => (options.HandshakeBurst, options.MaxHandshakesPerSecond) = (3, 1));
        await OpenAsync(transport);
        await OpenAsync(transport);
        await OpenAsync(transport);

        var refused = await RefusedAsync();

        refused.Should().Be((503, "1", "Too many handshakes"));
    }

    [Test]
    public async Task MaxHandshakesPerSecond_TimePasses_LetsInOneAfterTheOther()
    {
        await StartAsync(options => (options.HandshakeBurst, options.MaxHandshakesPerSecond) = (1, 2));
        await OpenAsync(WireClient.WebSocket);
        Time.Advance(TimeSpan.FromMilliseconds(499));
        (await RefusedAsync()).Status.Should().Be(503);

        Time.Advance(Millisecond);

        await OpenAsync(WireClient.WebSocket);
        (await RefusedAsync()).Status.Should().Be(503);
    }

    [Test]
    public async Task HandshakeBurst_QuietTime_FillsItUpAndNoFurther()
    {
        await StartAsync(options => (options.HandshakeBurst, options.MaxHandshakesPerSecond) = (2, 1));
        await OpenAsync(WireClient.WebSocket);

        Time.Advance(TimeSpan.FromSeconds(20));

        await OpenAsync(WireClient.WebSocket);
        await OpenAsync(WireClient.WebSocket);
        (await RefusedAsync()).Status.Should().Be(503);
    }

    [Test]
    public async Task MaxHandshakesPerSecond_TooMany_AreNotShownToTheApplication()
    {
        var asked = 0;
        await StartAsync(options =>
        {
            (options.HandshakeBurst, options.MaxHandshakesPerSecond) = (1, 1);
            options.AllowRequest = _ =>
            {
                asked++;
                return ValueTask.FromResult(AllowRequestResult.Allow);
            };
        });
        await OpenAsync(WireClient.WebSocket);

        await RefusedAsync();

        asked.Should().Be(1);
    }

    [Test]
    public async Task MaxHandshakesPerSecond_RequestsOfSessions_DoNotCount()
    {
        await StartAsync(options => (options.HandshakeBurst, options.MaxHandshakesPerSecond) = (1, 1));
        var (client, _) = await OpenPollingAsync();

        await client.SendAsync("4one");
        await client.SendAsync("4two");
        await CompleteUpgradeAsync(client);

        (await Handler.MessageAsync()).Should().Be("one");
    }

    [Test]
    public async Task EngineLimitExceeded_AgainAndAgain_WarnsOnceAMinute()
    {
        await StartAsync(options => (options.HandshakeBurst, options.MaxHandshakesPerSecond) = (1, 1));
        await OpenAsync(WireClient.WebSocket);
        await RefusedAsync();
        await RefusedAsync();
        Levels().Should().Equal("Warning", "Debug");

        for (var i = 0; i < 60; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        await OpenAsync(WireClient.WebSocket);
        await RefusedAsync();
        Levels().Should().Equal("Warning", "Debug", "Warning");
    }

    private string[] Levels() => [.. Host.Log.Entries.Where(entry => entry.Id.Name == "EngineLimitExceeded").Select(entry => entry.Level.ToString())];

    private async Task<(int Status, string? RetryAfter, string Text)> RefusedAsync()
    {
        var response = await WebSocketWire.RequestAsync(Host.Url, string.Empty);
        return (response.Status, response.Headers.GetValueOrDefault("Retry-After"), response.Body);
    }
}
