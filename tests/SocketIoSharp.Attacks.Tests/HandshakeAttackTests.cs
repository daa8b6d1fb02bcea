using System.Text.Json;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Attacks.Tests;

/// <summary>Requests that should open a session and do not.</summary>
internal sealed class HandshakeAttackTests : AttackFixture
{
    private static readonly string[] Upgrade = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="];

    [Test]
    public async Task TransportNamedAfterAMemberOfEveryObject_IsUnknown(
        [Values("__proto__", "constructor", "toString", "hasOwnProperty", "", "polling,websocket", "POLLING")] string name, [Values] bool isUpgrade)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            var response = await RequestAsync("GET", $"/socket.io/?EIO=4&transport={name}", headers: isUpgrade ? Upgrade : []);
            (response.Status, response.Body).Should().Be((400, isUpgrade ? "Transport unknown" : """{"code":0,"message":"Transport unknown"}"""));
        });
    }

    [Test]
    public async Task SessionNamedAfterAMemberOfEveryObject_IsUnknown([Values("__proto__", "constructor", "valueOf")] string sid, [Values] bool isUpgrade)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            var transport = isUpgrade ? "websocket" : "polling";
            var response = await RequestAsync("GET", $"/socket.io/?EIO=4&transport={transport}&sid={sid}", headers: isUpgrade ? Upgrade : []);
            (response.Status, response.Body).Should().Be((400, isUpgrade ? "Session ID unknown" : """{"code":1,"message":"Session ID unknown"}"""));
        });
    }

    [Test]
    public async Task SessionIds_OfManyHandshakes_ShareNothingThatCouldBeGuessedFrom()
    {
        await ServeAsync();
        var ids = new List<string>();

        await SurviveAsync(async () =>
        {
            var body = (await RequestAsync("GET", Handshake)).Body;
            var id = JsonDocument.Parse(body[1..]).RootElement.GetProperty("sid").GetString()!;
            ids.Add(id);
            (await RequestAsync("POST", $"{Handshake}&sid={id}", "1")).Body.Should().Be("ok");
        });

        ids.Should().OnlyHaveUniqueItems().And.OnlyContain(id => id.Length == 20);
        for (var at = 0; at < 19; at++)
        {
            ids.Select(id => id[at]).Distinct().Should().HaveCountGreaterThan(8, "place {0} is random", at);
        }
    }

    [Test]
    public async Task UpgradeToSomethingElse_ThenReset_LeavesNothing([Values("h2c", "foo", "websocket, h2c", "websocket2")] string protocol)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var connection = await RawConnection.OpenAsync(Host.Url);
            await connection.SendHeadAsync("GET", "/socket.io/?EIO=4&transport=websocket", [.. Upgrade.Where(line => !line.StartsWith("Upgrade", StringComparison.Ordinal)), $"Upgrade: {protocol}"]);
            (await connection.ReceiveResponseAsync()).Status.Should().Be(400);
            connection.Reset();
        });
    }

    [Test]
    public async Task UpgradeWithAnotherRevisionThanTheSession_IsRefusedAndTheSessionGoesOn([Values("", "&EIO=3")] string revision)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync(WireClient.Polling);
            await client.ConnectAsync();
            var response = await RequestAsync("GET", $"/socket.io/?transport=websocket&sid={client.Engine.SessionId}{revision}", headers: Upgrade);
            (response.Status, response.Body).Should().Be((400, "Bad request"));
            (await client.AskAsync("""["echo","on"]""")).Should().Be("""["on"]""");
            await client.Engine.SendAsync("1");
        });
    }

    [Test]
    public async Task BytesBehindTheUpgrade_AreFramesAndBreakTheProtocol()
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var connection = await RawConnection.OpenAsync(Host.Url);
            await connection.SendAsync($"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: test\r\n{string.Concat(Upgrade.Select(line => line + "\r\n"))}\r\ntest");
            (await connection.ReceiveResponseAsync()).Status.Should().Be(101);
            Close(await connection.ReceiveUntilEndAsync()).Should().Be(1002);
        });
    }

    private static IEnumerable<TestCaseData> BrokenHandshakes()
    {
        yield return Broken("without Connection", "Connection", null, 200, 400);
        yield return Broken("without a version", "Sec-WebSocket-Version", null, 400);
        yield return Broken("version 7", "Sec-WebSocket-Version", "7", 400);
        yield return Broken("version 13 twice", "Sec-WebSocket-Version", "13\r\nSec-WebSocket-Version: 13", 400);
        yield return Broken("a version that is no number", "Sec-WebSocket-Version", "thirteen", 400);
        yield return Broken("without a key", "Sec-WebSocket-Key", null, 400);
        yield return Broken("an empty key", "Sec-WebSocket-Key", string.Empty, 400);
        yield return Broken("a short key", "Sec-WebSocket-Key", "dGhlIHNhbXBsZQ==", 400);
        yield return Broken("a key that is no base64", "Sec-WebSocket-Key", "!!!!!!!!!!!!!!!!!!!!!!!!", 400);
        yield return Broken("two keys", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", 400);
        yield return Broken("a huge key", "Sec-WebSocket-Key", new string('A', 8000), 400);
        yield return Broken("two hosts", "Host", "test\r\nHost: test", 400);
        yield return Broken("a host that is none", "Host", "te st", 400);
        yield return Broken("a length that is none", "Content-Length", "-1", 400);
        yield return Broken("a length beyond numbers", "Content-Length", "99999999999999999999999", 400);
    }

    [TestCaseSource(nameof(BrokenHandshakes))]
    public async Task HandshakeThatIsBroken_IsRefused(string name, string? value, int[] statuses)
    {
        await ServeAsync();
        var lines = new List<string> { "Host: test" };
        lines.AddRange(Upgrade);
        lines.RemoveAll(line => line.StartsWith(name + ":", StringComparison.Ordinal));
        if (value is not null)
        {
            lines.Add($"{name}: {value}");
        }

        await SurviveAsync(async () =>
        {
            await using var connection = await RawConnection.OpenAsync(Host.Url);
            await connection.SendAsync($"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n{string.Concat(lines.Select(line => line + "\r\n"))}\r\n");
            statuses.Should().Contain((await connection.ReceiveResponseAsync()).Status);
        });
    }

    [Test]
    public async Task HeaderThatOnceHungAParser_IsTakenAndAnswered(
        [Values("Sec-WebSocket-Extensions: constructor", "Sec-WebSocket-Extensions: hasOwnProperty", "Sec-WebSocket-Extensions: permessage-deflate; constructor", "spaces")] string header)
    {
        await ServeAsync(options => options.Engine.PerMessageDeflate = new EngineIo.EngineIoPerMessageDeflate());
        var line = header == "spaces" ? "Sec-WebSocket-Protocol: b" + new string(' ', 6000) + "x" : header;

        await SurviveAsync(async () =>
        {
            await using var connection = await RawConnection.OpenAsync(Host.Url);
            await connection.SendHeadAsync("GET", "/socket.io/?EIO=4&transport=websocket", [.. Upgrade, line]);
            (await connection.ReceiveResponseAsync()).Status.Should().BeOneOf(101, 400);
        });
    }

    [Test]
    public async Task MoreHeadersThanAnybodySends_AreRefused()
    {
        await ServeAsync();

        await SurviveAsync(async () =>
            (await RequestAsync("GET", "/socket.io/?EIO=4&transport=websocket", headers: [.. Enumerable.Range(0, 2000).Select(i => $"A{i}: 1"), .. Upgrade])).Status.Should().Be(431));
    }

    [Test]
    public async Task QueryThatIsHuge_IsRefused()
    {
        await ServeAsync();

        await SurviveAsync(async () => (await RequestAsync("GET", Handshake + "&sid=" + new string('x', 20_000))).Status.Should().BeOneOf(400, 414));
    }

    // Methods have letters of one case. The web server takes others for methods that it does not know, and so must we: of "HEaD" it wanted the body.
    [Test]
    public async Task MethodInOtherLetters_IsAMethodThatIsNone([Values("HEaD", "gET", "Options")] string method, [Values("EIO=4&transport=abc", "EIO=4&transport=polling")] string query)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            var response = await RequestAsync(method, $"/socket.io/?{query}");
            (response.Status, response.Body).Should().Be((400, query.EndsWith("abc", StringComparison.Ordinal)
                ? """{"code":0,"message":"Transport unknown"}"""
                : """{"code":2,"message":"Bad handshake method"}"""));
        });
    }

    [Test]
    public async Task PreflightForHeadersThatNobodyCanSend_IsAnsweredWithoutThem([Values("x-\fy", "x-é")] string names)
    {
        await ServeAsync(options => options.Engine.Cors = new EngineIoCors());

        await SurviveAsync(async () =>
        {
            var response = await RequestAsync("OPTIONS", Handshake, headers: ["Origin: https://example.com", $"Access-Control-Request-Headers: {names}"]);
            response.Status.Should().Be(204);
            response.Headers.Should().NotContainKey("Access-Control-Allow-Headers").And.ContainKey("Access-Control-Allow-Origin");
        });
    }

    [Test]
    public async Task PageOfAnotherOrigin_OpensNoWebSocketWithItsVictimsCookies()
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            var response = await RequestAsync("GET", "/socket.io/?EIO=4&transport=websocket", headers: [.. Upgrade, "Origin: https://evil.example", "Cookie: session=victim"]);
            (response.Status, response.Body).Should().Be((400, "Origin not allowed"));
        });
    }

    [Test]
    public async Task PageOfAnotherOrigin_ReadsNoPoll()
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            var response = await RequestAsync("GET", Handshake + "&sid=none", headers: ["Origin: https://evil.example"]);
            response.Headers.Keys.Should().NotContain(name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        });
    }

    [Test]
    public async Task HalfARequest_HoldsNothingUp([Values("GET /socket.io/?EIO=4&tran", "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: te")] string half)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var connection = await RawConnection.OpenAsync(Host.Url);
            await connection.SendAsync(half);
        });
    }

    [Test]
    public async Task ClientsThatConnectAndNeverSpeak_AreGoneAfterTheConnectTimeout([Values(WireClient.WebSocket, WireClient.Polling)] string transport)
    {
        await ServeAsync(options => options.ConnectTimeout = TimeSpan.FromSeconds(15));

        await SurviveAsync(
            async () =>
            {
                await using var client = await AttackAsync(transport);
                await PassAsync(TimeSpan.FromSeconds(20));
                await (transport == WireClient.Polling ? PassAsync(TimeSpan.FromSeconds(40)) : client.Engine.ReceiveCloseAsync());
            },
            repetitions: 5);
    }

    private static TestCaseData Broken(string name, string header, string? value, params int[] statuses) =>
        new TestCaseData(header, value, statuses).SetArgDisplayNames(name);

    private static int Close(byte[] received)
    {
        var at = Array.LastIndexOf(received, (byte)0x88);
        at.Should().BeGreaterThanOrEqualTo(0, "a close frame is expected");
        return (received[at + 2] << 8) | received[at + 3];
    }
}
