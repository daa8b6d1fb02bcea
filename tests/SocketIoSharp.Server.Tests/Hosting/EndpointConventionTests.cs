using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace SocketIoSharp.Server.Tests.Hosting;

/// <summary>ASP.NET Core's own conventions hold for the endpoint, over both transports.</summary>
internal sealed class EndpointConventionTests : ServerFixture
{
    private const string Handshake = "/socket.io/?EIO=4&transport=polling";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false });

    [TearDown]
    public void DisposeOfHttp() => _http.Dispose();

    [Test]
    public async Task RequireAuthorization_Nobody_IsRefused()
    {
        await StartWithUsersAsync(endpoint => endpoint.RequireAuthorization());

        using var polling = await GetAsync(Handshake);
        polling.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await WebSocketWire.RequestAsync(Host.Url, string.Empty)).Status.Should().Be(401);
        using var file = await GetAsync("/socket.io/socket.io.js");
        file.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        Server.ConnectionCount.Should().Be(0);
    }

    [TestCase(WireClient.WebSocket)]
    [TestCase(WireClient.Polling)]
    public async Task RequireAuthorization_User_ReachesTheSocketAndTheMiddlewares(string transport)
    {
        var names = new List<string?>();
        await StartWithUsersAsync(
            endpoint => endpoint.RequireAuthorization(),
            server =>
            {
                server.Of("/admin");
                server.Use((context, next) =>
                {
                    names.Add(context.Socket.User.Identity!.Name);
                    return next();
                });
            });
        var client = await OpenAsync(transport, "&user=Ada");

        var main = await FindAsync(await client.ConnectAsync());
        var admin = await FindAsync(await client.ConnectAsync("/admin"), "/admin");

        names.Should().Equal("Ada");
        main.User.Identity!.IsAuthenticated.Should().BeTrue();
        main.User.Identity.Name.Should().Be("Ada");
        admin.User.Should().BeSameAs(main.User);
    }

    [Test]
    public async Task User_AfterAnUpgradeBySomebodyElse_StaysTheFirst()
    {
        await StartWithUsersAsync(_ => { });
        var client = await OpenAsync(WireClient.Polling, "&user=Ada");
        var socket = await FindAsync(await client.ConnectAsync());

        var probe = await Own(WebSocketWire.UpgradeAsync(Host.Url, client.Engine.SessionId, "&user=Eve"));
        await probe.SendAsync("2probe");
        await probe.ExpectAsync("3probe");
        await probe.SendAsync("5");
        await Patience.UntilAsync(() => socket.Transport == WireClient.WebSocket);

        socket.User.Identity!.Name.Should().Be("Ada");
    }

    [Test]
    public async Task User_NoAuthentication_IsAnonymous()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();

        socket.User.Identity!.IsAuthenticated.Should().BeFalse();
    }

    [Test]
    public async Task RequireCors_Policy_AnswersPreflightsAndSetsTheHeaders()
    {
        await StartAppAsync(
            builder =>
            {
                builder.Services.AddSocketIo();
                builder.Services.AddCors(cors => cors.AddPolicy("web", policy => policy.WithOrigins("https://example.org").AllowCredentials()));
            },
            app =>
            {
                app.UseCors();
                app.MapSocketIo().RequireCors("web");
            });

        using var preflight = await SendFromAsync("https://example.org", HttpMethod.Options, ("Access-Control-Request-Method", "POST"));
        preflight.StatusCode.Should().Be(HttpStatusCode.NoContent);
        preflight.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("https://example.org");
        using var allowed = await SendFromAsync("https://example.org", HttpMethod.Get);
        allowed.StatusCode.Should().Be(HttpStatusCode.OK);
        allowed.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("https://example.org");
        allowed.Headers.GetValues("Access-Control-Allow-Credentials").Should().Equal("true");
        using var stranger = await SendFromAsync("https://elsewhere.org", HttpMethod.Get);
        stranger.Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
    }

    [Test]
    public async Task RequireRateLimiting_TooManyRequests_AreRefused()
    {
        await StartLimitedAsync(options => options.AddFixedWindowLimiter("limit", limit => (limit.PermitLimit, limit.Window) = (2, TimeSpan.FromDays(1))));

        using var first = await GetAsync(Handshake);
        using var second = await GetAsync(Handshake);
        using var third = await GetAsync(Handshake);

        first.StatusCode.Should().Be(HttpStatusCode.OK);
        second.StatusCode.Should().Be(HttpStatusCode.OK);
        third.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        Server.ConnectionCount.Should().Be(2);
    }

    [Test]
    public async Task RequireRateLimiting_Concurrency_AWebSocketHoldsItsPlaceWhileItLives()
    {
        await StartLimitedAsync(options => options.AddConcurrencyLimiter("limit", limit => limit.PermitLimit = 1));
        var client = await OpenAsync();

        (await WebSocketWire.RequestAsync(Host.Url, string.Empty)).Status.Should().Be(429);
        await client.DisposeAsync();
        var status = 0;
        for (var patience = Task.Delay(Patience.Limit); status != 101 && !patience.IsCompleted;)
        {
            status = (await WebSocketWire.RequestAsync(Host.Url, string.Empty)).Status;
        }

        status.Should().Be(101, "the place is free again");
    }

    [Test]
    public async Task RequireHost_AnotherName_IsNotFound()
    {
        await StartAppAsync(
            builder => builder.Services.AddSocketIo(),
            app => app.MapSocketIo().RequireHost("chat.example"));

        using var refused = await GetAsync(Handshake);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Host.Url, Handshake));
        request.Headers.Host = "chat.example";
        using var allowed = await _http.SendAsync(request);

        refused.StatusCode.Should().Be(HttpStatusCode.NotFound);
        allowed.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private Task StartWithUsersAsync(Action<IEndpointConventionBuilder> convention, Action<SocketIoServer>? prepare = null) => StartAppAsync(
        builder =>
        {
            builder.Services.AddSocketIo();
            builder.Services.AddAuthorization();
            builder.Services.AddAuthentication(QueryAuthentication.SchemeName)
                .AddScheme<AuthenticationSchemeOptions, QueryAuthentication>(QueryAuthentication.SchemeName, null);
        },
        app =>
        {
            prepare?.Invoke(app.Services.GetRequiredService<SocketIoServer>());
            convention(app.MapSocketIo());
        });

    private Task StartLimitedAsync(Action<RateLimiterOptions> configure) => StartAppAsync(
        builder =>
        {
            builder.Services.AddSocketIo();
            builder.Services.AddRateLimiter(options =>
            {
                options.RejectionStatusCode = 429;
                configure(options);
            });
        },
        app =>
        {
            app.UseRateLimiter();
            app.MapSocketIo().RequireRateLimiting("limit");
        });

    private Task<HttpResponseMessage> GetAsync(string target) => _http.GetAsync(new Uri(Host.Url, target)).Soon();

    private async Task<HttpResponseMessage> SendFromAsync(string origin, HttpMethod method, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Host.Url, Handshake));
        request.Headers.Add("Origin", origin);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await _http.SendAsync(request);
    }
}
