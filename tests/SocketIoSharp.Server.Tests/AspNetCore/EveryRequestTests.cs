using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SocketIoSharp.Server.Tests.AspNetCore;

/// <summary>Middlewares see each request of a connection, not only the first.</summary>
internal sealed class EveryRequestTests : ServerFixture
{
    private readonly ConcurrentQueue<string> _requests = new();

    [Test]
    public async Task Middleware_HandshakePostPollAndUpgrade_SeesThemAll()
    {
        await StartAsync();
        var wire = await Own(PollingWire.OpenAsync(Host.Url));

        using var post = await wire.PostAsync(new StringContent("40", System.Text.Encoding.UTF8, "text/plain"));
        using var poll = await wire.GetAsync();
        var socket = await Own(WebSocketWire.UpgradeAsync(Host.Url, wire.SessionId));

        _requests.Should().Equal("GET polling", "POST polling", "GET polling", "GET websocket");
        post.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        poll.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        socket.Handshake.Headers["X-Content-Type-Options"].Should().Be("nosniff");
    }

    [Test]
    public async Task Middleware_SecurityHeaders_AreOnRefusalsAndOnTheClientsFile()
    {
        await StartAsync();
        using var http = new HttpClient();

        foreach (var target in new[] { "/socket.io/?EIO=4&transport=polling&sid=nobody", "/socket.io/socket.io.js" })
        {
            using var response = await http.GetAsync(new Uri(Host.Url, target));
            response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
            response.Headers.GetValues("Content-Security-Policy").Should().Equal("default-src 'self'");
        }

        (await WebSocketWire.RequestAsync(Host.Url, "&sid=nobody")).Headers["Content-Security-Policy"].Should().Be("default-src 'self'");
    }

    private Task StartAsync() => StartAppAsync(
        builder => builder.Services.AddSocketIo(),
        app =>
        {
            app.Use((HttpContext http, RequestDelegate next) =>
            {
                _requests.Enqueue($"{http.Request.Method} {http.Request.Query["transport"]}");
                http.Response.Headers.XContentTypeOptions = "nosniff";
                http.Response.Headers.ContentSecurityPolicy = "default-src 'self'";
                return next(http);
            });
            app.MapSocketIo();
        });
}
