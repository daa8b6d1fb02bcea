using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Testing;

namespace SocketIoSharp.Server.Tests.AspNetCore;

/// <summary>The HTTP session of ASP.NET Core, as express-session is used with Socket.IO in Node.js.</summary>
internal sealed class SessionTests(TestTransport transport) : AspNetCoreFixture(transport)
{
    [Test]
    public async Task Session_Handshake_SetsItsCookieAndKeepsItsValues()
    {
        await StartWithSessionAsync();
        var cookies = new CookieContainer();

        var first = await ConnectAsync(options => options.Cookies = cookies);
        var second = await ConnectAsync(options => options.Cookies = cookies);
        var stranger = await ConnectAsync();

        first.ResponseHeaders["Set-Cookie"].ToString().Should().StartWith(".AspNetCore.Session=").And.Contain("httponly");
        (await first.EmitWithAckAsync<int>("visits")).Should().Be(1);
        (await second.EmitWithAckAsync<int>("visits")).Should().Be(2);
        (await stranger.EmitWithAckAsync<int>("visits")).Should().Be(1);
    }

    [Test]
    public async Task Session_OfAPage_IsTheSockets()
    {
        await StartWithSessionAsync();
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies });
        await browser.GetStringAsync(new Uri(Host.Url, "/page"));

        var client = await ConnectAsync(options => options.Cookies = cookies);

        (await client.EmitWithAckAsync<int>("visits")).Should().Be(101);
    }

    private async Task StartWithSessionAsync()
    {
        await StartAppAsync(
            services => services.AddDistributedMemoryCache().AddSession(),
            app =>
            {
                app.UseSession();
                app.MapGet("/page", (HttpContext http) =>
                {
                    http.Session.SetInt32("visits", 100);
                    return "hello";
                });
                app.Use(async (HttpContext http, RequestDelegate next) =>
                {
                    // Each handshake counts as a visit.
                    if (http.Request.Path.StartsWithSegments("/socket.io") && !http.Request.Query.ContainsKey("sid"))
                    {
                        await http.Session.LoadAsync();
                        var visits = (http.Session.GetInt32("visits") ?? 0) + 1;
                        http.Session.SetInt32("visits", visits);
                        http.Items["visits"] = visits;

                        // The request of a WebSocket ends with the WebSocket, which is too late.
                        await http.Session.CommitAsync();
                    }

                    await next(http);
                });
            });
        Server.OnConnection(socket => socket.On("visits", () => (int)socket.Handshake.Items["visits"]!));
    }
}
