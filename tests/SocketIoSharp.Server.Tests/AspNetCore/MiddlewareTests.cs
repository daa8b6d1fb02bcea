using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Testing;

namespace SocketIoSharp.Server.Tests.AspNetCore;

/// <summary>ASP.NET Core's middlewares are the engine's: what <c>io.engine.use</c> is in Node.js.</summary>
internal sealed class MiddlewareTests(TestTransport transport) : AspNetCoreFixture(transport)
{
    [Test]
    public async Task Middleware_ResponseHeader_IsOnTheHandshake()
    {
        await StartAppAsync(use: app => app.Use((HttpContext http, RequestDelegate next) =>
        {
            http.Response.Headers["X-Node"] = "a";
            return next(http);
        }));

        var client = await ConnectAsync();

        client.ResponseHeaders["x-node"].ToString().Should().Be("a");
    }

    [Test]
    public async Task Middleware_OnStarting_IsOnTheHandshake()
    {
        await StartAppAsync(use: app => app.Use((HttpContext http, RequestDelegate next) =>
        {
            http.Response.OnStarting(() =>
            {
                http.Response.Headers["X-Late"] = http.Response.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture);
                return Task.CompletedTask;
            });
            return next(http);
        }));

        var client = await ConnectAsync();

        client.ResponseHeaders["x-late"].ToString().Should().Be(Transport is TestTransport.Polling ? "200" : "101");
    }

    [Test]
    public async Task Middleware_EndsTheRequest_NothingElseHappensAndTheClientMayTryAgain()
    {
        var (isClosed, asked) = (true, 0);
        await StartAppAsync(
            use: app => app.Use((HttpContext http, RequestDelegate next) =>
            {
                if (!isClosed)
                {
                    return next(http);
                }

                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return http.Response.WriteAsync("later");
            }),
            options: options => options.Engine.AllowRequest = _ =>
            {
                asked++;
                return ValueTask.FromResult(AllowRequestResult.Allow);
            });

        (await RefusalAsync()).Should().Be(503);
        (asked, Server.ConnectionCount).Should().Be((0, 0));
        isClosed = false;
        await ExpectEchoAsync(await ConnectAsync());
        asked.Should().Be(1);
    }

    [Test]
    public async Task Middleware_Throws_Is500AndNothingIsLeft()
    {
        var isBroken = true;
        await StartAppAsync(use: app => app.Use((HttpContext http, RequestDelegate next) => isBroken ? throw new InvalidOperationException("a secret") : next(http)));
        Host.Log.Expect("ApplicationError");

        (await RefusalAsync()).Should().Be(500);

        Server.ConnectionCount.Should().Be(0);
        isBroken = false;
        await ExpectEchoAsync(await ConnectAsync());
    }

    [Test]
    public async Task Middleware_ChangesTheRequest_TheHandshakeHasTheChange()
    {
        await StartAppAsync(use: app => app.Use((HttpContext http, RequestDelegate next) =>
        {
            http.Request.Headers["X-Tenant"] = "acme";
            http.Request.QueryString = http.Request.QueryString.Add("tenant", "acme");
            return next(http);
        }));

        var socket = await FindAsync(await ConnectAsync());

        socket.Handshake.Headers["X-Tenant"].Should().Be("acme");
        socket.Handshake.Query["tenant"].Should().Be("acme");
    }

    [Test]
    public async Task Middleware_Items_AreTheHandshakes()
    {
        await StartAppAsync(
            use: app => app.Use((HttpContext http, RequestDelegate next) =>
            {
                http.Items["tenant"] = "acme";
                return next(http);
            }),
            options: options => options.Engine.AllowRequest = http =>
            {
                http.Items["plan"] = 3;
                return ValueTask.FromResult(AllowRequestResult.Allow);
            });

        var socket = await FindAsync(await ConnectAsync());

        socket.Handshake.Items.Should().Contain("tenant", "acme").And.Contain("plan", 3);
    }

    [Test]
    public async Task Middleware_NoItems_HandshakeHasNone()
    {
        await StartAppAsync();

        (await FindAsync(await ConnectAsync())).Handshake.Items.Should().BeEmpty();
    }

    [Test]
    public async Task Middleware_ExceptionPages_LeaveTheEnginesAnswersAlone()
    {
        await StartAppAsync(use: app =>
        {
            app.UseExceptionHandler(pages => pages.Run(http => http.Response.WriteAsync("a page")));
            app.UseStatusCodePages("text/html", "a page for {0}");
        });

        (await RefusalAsync(options => options.Query["EIO"] = "5")).Should().Be(400);
        using var unknown = await Http.GetAsync(new Uri(Host.Url, "/socket.io/?EIO=4&transport=polling&sid=nobody"));
        (await unknown.Content.ReadAsStringAsync()).Should().Be("""{"code":1,"message":"Session ID unknown"}""");
        await ExpectEchoAsync(await ConnectAsync());
    }

    [Test]
    public async Task Middleware_UseWebSockets_DoesNoHarm()
    {
        await StartAppAsync(use: app => app.UseWebSockets());

        await ExpectEchoAsync(await ConnectAsync());
    }
}
