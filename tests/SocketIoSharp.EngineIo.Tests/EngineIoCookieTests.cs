using Microsoft.AspNetCore.Http;

namespace SocketIoSharp.EngineIo.Tests;

internal sealed class EngineIoCookieTests : EngineFixture
{
    [Test]
    public async Task Cookie_AllAttributes_AreWrittenInTheReferencesOrder()
    {
        var cookie = new EngineIoCookie
        {
            Name = "sticky",
            Path = "/chat",
            Domain = "example.org",
            HttpOnly = true,
            Secure = true,
            Partitioned = true,
            Priority = "High",
            SameSite = SameSiteMode.None,
            MaxAge = TimeSpan.FromSeconds(3600.9),
            Expires = new DateTimeOffset(2030, 5, 6, 7, 8, 9, TimeSpan.FromHours(2)),
        };

        (await SetCookieAsync(cookie)).Should().Be(
            "sticky={sid}; Max-Age=3600; Domain=example.org; Path=/chat; Expires=Mon, 06 May 2030 05:08:09 GMT; HttpOnly; Secure; Partitioned; Priority=High; SameSite=None");
    }

    [Test]
    public async Task Cookie_Defaults_AreTheReferences() =>
        (await SetCookieAsync(new EngineIoCookie())).Should().Be("io={sid}; Path=/; HttpOnly; SameSite=Lax");

    [Test]
    public async Task Cookie_EverythingOff_IsNameAndValue() =>
        (await SetCookieAsync(new EngineIoCookie { Path = null, HttpOnly = false, SameSite = SameSiteMode.Unspecified })).Should().Be("io={sid}");

    [Test]
    public async Task Cookie_Strict_IsSpelledSo() =>
        (await SetCookieAsync(new EngineIoCookie { SameSite = SameSiteMode.Strict })).Should().EndWith("; SameSite=Strict");

    [Test]
    public async Task Cookie_LaterRequestsAndWebSockets_SetNone()
    {
        await StartAsync(options => options.Cookie = new EngineIoCookie());
        var (client, session) = await OpenPollingAsync();
        session.TrySend(EngineHost.Message("x"));

        using var poll = await client.GetAsync();
        poll.Headers.Contains("Set-Cookie").Should().BeFalse();
        using var content = new StringContent("4x");
        using var post = await client.PostAsync(content);
        post.Headers.Contains("Set-Cookie").Should().BeFalse();
        (await UpgradeAsync(client)).Handshake.Headers.Should().NotContainKey("Set-Cookie");
        (await OpenWebSocketAsync()).Client.Handshake.Headers.Should().NotContainKey("Set-Cookie");
    }

    private async Task<string> SetCookieAsync(EngineIoCookie cookie)
    {
        await StartAsync(options => options.Cookie = cookie);
        await using var connection = await RawConnection.OpenAsync(Host.Url);
        await connection.SendHeadAsync("GET", "/socket.io/?EIO=4&transport=polling");
        var response = await connection.ReceiveResponseAsync();
        var session = await Handler.OpenedAsync();
        return response.Headers["Set-Cookie"].Replace(session.Id, "{sid}", StringComparison.Ordinal);
    }
}
