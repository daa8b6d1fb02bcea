using Microsoft.Extensions.Logging;

namespace SocketIoSharp.EngineIo.Tests.Cors;

internal sealed class EngineIoCorsTests : EngineFixture
{
    private const string Handshake = "/socket.io/?EIO=4&transport=polling";

    [TestCase("https://good.example", "https://good.example")]
    [TestCase("https://evil.example", null)]
    [TestCase(null, null)]
    public async Task IsOriginAllowed_EachOrigin_IsSentBackOnlyWhenAllowed(string? origin, string? expected)
    {
        await StartAsync(options => options.Cors = new EngineIoCors { IsOriginAllowed = candidate => candidate == "https://good.example" });

        var response = await RequestAsync("GET", origin is null ? [] : [$"Origin: {origin}"]);

        response.Status.Should().Be(200, "the headers refuse nobody");
        response.Headers.GetValueOrDefault("Access-Control-Allow-Origin").Should().Be(expected);
        response.Headers["Vary"].Should().Be("Origin");
    }

    [Test]
    public async Task IsOriginAllowed_TogetherWithOrigins_EitherSuffices()
    {
        await StartAsync(options => options.Cors = new EngineIoCors
        {
            Origins = ["https://listed.example"],
            IsOriginAllowed = origin => origin.EndsWith(".trusted.example", StringComparison.Ordinal),
        });

        foreach (var origin in new[] { "https://listed.example", "https://a.trusted.example" })
        {
            (await RequestAsync("GET", $"Origin: {origin}")).Headers["Access-Control-Allow-Origin"].Should().Be(origin);
        }

        (await RequestAsync("GET", "Origin: https://other.example")).Headers.Should().NotContainKey("Access-Control-Allow-Origin");
    }

    [Test]
    public async Task IsOriginAllowed_Preflight_AnswersForTheOrigin()
    {
        await StartAsync(options => options.Cors = new EngineIoCors { IsOriginAllowed = _ => true, Credentials = true, MaxAge = TimeSpan.FromMinutes(10) });

        var response = await RequestAsync("OPTIONS", "Origin: https://a.example", "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: x-one, x-two");

        response.Status.Should().Be(204);
        response.Headers["Access-Control-Allow-Origin"].Should().Be("https://a.example");
        response.Headers["Access-Control-Allow-Credentials"].Should().Be("true");
        response.Headers["Access-Control-Allow-Headers"].Should().Be("x-one, x-two");
        response.Headers["Access-Control-Allow-Methods"].Should().Be("GET,HEAD,PUT,PATCH,POST,DELETE");
        response.Headers["Access-Control-Max-Age"].Should().Be("600");
        Host.Server.SessionCount.Should().Be(0);
    }

    [Test]
    public async Task IsOriginAllowed_WebSocket_HeadersAreOnTheSwitch()
    {
        await StartAsync(options => options.Cors = new EngineIoCors { IsOriginAllowed = _ => true, ExposedHeaders = ["X-A", "X-B"] });

        var response = await WebSocketWire.RequestAsync(Host.Url, string.Empty, "Origin: https://a.example");

        response.Status.Should().Be(101);
        response.Headers["Access-Control-Allow-Origin"].Should().Be("https://a.example");
        response.Headers["Access-Control-Expose-Headers"].Should().Be("X-A,X-B");
    }

    [Test]
    public async Task Refusal_WithCors_HasTheHeaders()
    {
        await StartAsync(options =>
        {
            options.Cors = new EngineIoCors { IsOriginAllowed = _ => true };
            options.AllowRequest = _ => ValueTask.FromResult(AllowRequestResult.Deny());
        });

        var response = await RequestAsync("GET", "Origin: https://a.example");

        response.Status.Should().Be(403);
        response.Headers["Access-Control-Allow-Origin"].Should().Be("https://a.example");
    }

    [Test]
    public async Task EveryRequestOfASession_WithCors_HasTheHeaders()
    {
        await StartAsync(options => options.Cors = new EngineIoCors { IsOriginAllowed = _ => true });
        var (client, session) = await OpenPollingAsync();
        session.TrySend(EngineHost.Message("x"));

        foreach (var method in new[] { "GET", "POST" })
        {
            await using var connection = await RawConnection.OpenAsync(Host.Url);
            await connection.SendHeadAsync(method, client.Target.PathAndQuery, "Origin: https://a.example", method == "POST" ? "Content-Length: 2" : "X-None: 1");
            await connection.SendAsync(method == "POST" ? "4x" : string.Empty);
            var response = await connection.ReceiveResponseAsync();
            response.Status.Should().Be(200);
            response.Headers["Access-Control-Allow-Origin"].Should().Be("https://a.example");
        }
    }

    [Test]
    public async Task IsOriginAllowed_Throws_RefusesLikeTheReferenceAndIsLogged([Values("GET", "OPTIONS")] string method)
    {
        var errors = new List<EngineConnectionError>();
        await StartAsync(options => options.Cors = new EngineIoCors { IsOriginAllowed = _ => throw new InvalidOperationException("broken") });
        Host.Server.ConnectionError += errors.Add;

        var response = await RequestAsync(method, "Origin: https://a.example");

        (response.Status, response.Body).Should().Be((400, """{"code":3,"message":"Bad request"}"""));
        response.Headers.Keys.Should().NotContain(["Access-Control-Allow-Origin", "Vary"]);
        errors.Should().ContainSingle().Which.Context["name"].Should().Be("MIDDLEWARE_FAILURE");
        Host.Server.SessionCount.Should().Be(0);
        var entry = Host.Log.Entries.Should().ContainSingle(entry => entry.Id.Name == "OriginCheckFailed").Subject;
        entry.Level.Should().Be(LogLevel.Warning);
        entry.Message.Should().Contain("https://a.example");
        entry.Exception!.Message.Should().Be("broken");
    }

    [Test]
    public async Task IsOriginAllowed_OfWhatNoHeaderMayHold_IsNotAsked()
    {
        await StartAsync(options => options.Cors = new EngineIoCors { IsOriginAllowed = _ => true });

        var response = await RequestAsync("GET", "Origin: https://ä.example");

        response.Status.Should().Be(200);
        response.Headers.Should().NotContainKey("Access-Control-Allow-Origin");
    }

    private async Task<RawResponse> RequestAsync(string method, params string[] headers)
    {
        await using var connection = await RawConnection.OpenAsync(Host.Url);
        await connection.SendHeadAsync(method, Handshake, headers);
        return await connection.ReceiveResponseAsync();
    }
}
