using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.NodeClients;

[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed class ClientOptionTests(string transport) : NodeClientFixture(transport)
{
    [Test]
    public async Task Client_PathQueryHeadersAndCookie_ReachTheServer()
    {
        var requests = new ConcurrentQueue<(string Query, string Cookie)>();
        await using var server = await InteropServer.StartAsync(
            io => io.OnConnection(socket => socket.On("ping-me", () => "pong")),
            options =>
            {
                options.Path = "/live/events";
                options.Engine.Cookie = new EngineIoCookie { Name = "node" };
            },
            map: app => app.Use((http, next) =>
            {
                requests.Enqueue((http.Request.QueryString.Value!, http.Request.Headers.Cookie.ToString()));
                return next(http);
            }));
        await using var client = Play("options", server);
        var session = await client.HearAsync<string>("connected");
        var handshake = (await server.NextSocketAsync()).Handshake;

        handshake.Query["room"].Should().Be("blue & green");
        handshake.Query["n"].Should().Be("7");
        handshake.Headers["x-custom"].Should().Be("abc");
        handshake.Headers["Authorization"].Should().Be("Bearer unsafe");
        handshake.Url.Should().StartWith("/live/events/?");
        handshake.CrossDomain.Should().BeFalse();
        AssertCookieReturns(requests, session);

        await client.TellAsync("leave");
        await client.FinishAsync();
    }

    private void AssertCookieReturns(ConcurrentQueue<(string Query, string Cookie)> requests, string session)
    {
        requests.First().Cookie.Should().BeEmpty();
        var later = requests.Where(request => request.Query.Contains("sid=", StringComparison.Ordinal)).ToList();
        if (Transport is Transports.WebSocket)
        {
            later.Should().BeEmpty("a WebSocket is one request");
        }
        else
        {
            later.Should().NotBeEmpty().And.OnlyContain(request => request.Cookie == $"node={session}");
        }
    }
}
