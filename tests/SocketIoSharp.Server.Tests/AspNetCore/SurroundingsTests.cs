using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Testing;

namespace SocketIoSharp.Server.Tests.AspNetCore;

/// <summary>Middlewares and limits of ASP.NET Core that applications have anyway.</summary>
internal sealed class SurroundingsTests(TestTransport transport) : AspNetCoreFixture(transport)
{
    [Test]
    public async Task PathBase_Client_IsServedBelowIt()
    {
        await StartAppAsync(use: app =>
        {
            app.UsePathBase("/app");
            app.UseRouting();
        });

        await ExpectEchoAsync(await ConnectAsync(server: new Uri(Host.Url, "/app")));
    }

    [Test]
    public async Task ForwardedHeaders_Proxy_TheHandshakeIsTheClients()
    {
        await StartAppAsync(use: app => app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto }));

        var socket = await FindAsync(await ConnectAsync(options => (options.Headers["X-Forwarded-For"], options.Headers["X-Forwarded-Proto"]) = ("192.0.2.7", "https")));

        socket.Handshake.Address.Should().Be("192.0.2.7");
        socket.Handshake.Secure.Should().BeTrue();
    }

    [Test]
    public async Task ForwardedHeaders_NotInUse_AreNotBelieved()
    {
        await StartAppAsync();

        var socket = await FindAsync(await ConnectAsync(options => (options.Headers["X-Forwarded-For"], options.Headers["X-Forwarded-Proto"]) = ("192.0.2.7", "https")));

        socket.Handshake.Address.Should().Be("127.0.0.1");
        socket.Handshake.Secure.Should().BeFalse();
    }

    [Test]
    public async Task ResponseCompression_InFront_DeliversEverything()
    {
        await StartAppAsync(services => services.AddResponseCompression(), app => app.UseResponseCompression());
        using var handler = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, UseCookies = false };

        await ExpectEchoAsync(await ConnectAsync(handler: handler));
    }

    [Test]
    public async Task RequestDecompression_InFront_DeliversEverything()
    {
        await StartAppAsync(services => services.AddRequestDecompression(), app => app.UseRequestDecompression());

        await ExpectEchoAsync(await ConnectAsync());
    }

    [Test]
    public async Task OutputCaching_OfEverything_CachesNoPoll()
    {
        await StartAppAsync(services => services.AddOutputCache(cache => cache.AddBasePolicy(policy => policy.Cache())), app => app.UseOutputCache());

        var first = await ConnectAsync();
        var second = await ConnectAsync();

        first.SessionId.Should().NotBe(second.SessionId);
        await ExpectEchoAsync(first);
        await ExpectEchoAsync(second);
    }

    [Test]
    public async Task RateLimiting_Handshakes_AreRefusedWithItsStatus()
    {
        await StartAppAsync(
            services => services.AddRateLimiter(limiter =>
            {
                // Requests of a session that exists are not counted.
                limiter.AddPolicy("handshakes", http => http.Request.Query.ContainsKey("sid")
                    ? System.Threading.RateLimiting.RateLimitPartition.GetNoLimiter("known")
                    : System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(
                        "new", _ => new System.Threading.RateLimiting.FixedWindowRateLimiterOptions { PermitLimit = 1, Window = TimeSpan.FromDays(1) }));
                limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            }),
            app => app.UseRateLimiter(),
            endpoint => endpoint.RequireRateLimiting("handshakes"));

        var first = await ConnectAsync();

        (await RefusalAsync()).Should().Be(429);
        await ExpectEchoAsync(first);
    }

    [Test]
    public async Task RequestTimeouts_OfEverything_SpareTheConnection()
    {
        await StartAppAsync(
            services => services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new() { Timeout = TimeSpan.FromMilliseconds(50) }),
            app => app.UseRequestTimeouts());
        var client = await ConnectAsync();

        // Nothing tells that a timeout has not come; the limit is passed several times over.
        await Task.Delay(250);

        client.Connected.Should().BeTrue();
        await ExpectEchoAsync(client);
    }

    [Test]
    public async Task BodySizeLimit_OfTheWebServer_IsNotTheEngines()
    {
        await StartAppAsync(services => services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = 100));

        await ExpectEchoAsync(await ConnectAsync());
    }

    [Test]
    public async Task RequireHost_OtherName_IsNotFound()
    {
        await StartAppAsync(endpoint: endpoint => endpoint.RequireHost("chat.example"));

        (await RefusalAsync()).Should().Be(404);
        await ExpectEchoAsync(await ConnectAsync(options => options.Headers["Host"] = "chat.example"));
    }

    [Test]
    public async Task HttpsRedirection_NoHttpsPort_DoesNoHarm()
    {
        await StartAppAsync(use: app => app.UseHttpsRedirection());

        await ExpectEchoAsync(await ConnectAsync());
    }

    [Test]
    public async Task HttpsRedirection_PlainRequest_IsSentThere()
    {
        await StartAppAsync(services => services.AddHttpsRedirection(options => options.HttpsPort = 443), app => app.UseHttpsRedirection());

        (await RefusalAsync()).Should().Be(307);
        Server.ConnectionCount.Should().Be(0);
    }

    [Test]
    public async Task Group_Conventions_HoldForTheEndpoint()
    {
        await StartAppAsync(
            builder => builder.Services.AddSocketIo(),
            app => app.MapGroup("/v1").RequireHost("127.0.0.1").MapSocketIo());

        var client = await ConnectAsync(options => options.Path = "/v1/socket.io");

        client.Connected.Should().BeTrue();
    }
}
