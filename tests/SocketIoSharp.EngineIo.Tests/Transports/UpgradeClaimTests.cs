using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace SocketIoSharp.EngineIo.Tests.Transports;

/// <summary>Which of two WebSockets gets a session: the one that asked first, whatever the web server is at when the other asks.</summary>
internal sealed class UpgradeClaimTests : EngineFixture
{
    [Test]
    public async Task Request_SaidAgainWhileTheFirstIsAnswered_LeavesTheSessionToTheFirst()
    {
        var answering = new Answering();
        await StartAsync(configureServices: services => services.AddSingleton<IStartupFilter>(answering));
        var (client, _) = await OpenPollingAsync();
        var second = 0;
        answering.First = async () =>
        {
            var late = await UpgradeAsync(client);
            second = await late.CloseCodeAsync();
        };

        var first = await CompleteUpgradeAsync(client);

        second.Should().Be(1005);
        await first.SendAsync("4moved");
        (await Handler.MessageAsync()).Should().Be("moved");
    }

    [Test]
    public async Task Request_WithoutRoomForItsWebSocket_LeavesTheSessionToTheNext()
    {
        var answering = new Answering { First = () => throw new InvalidOperationException("As the web server says where it allows no more WebSockets.") };
        await StartAsync(configureServices: services => services.AddSingleton<IStartupFilter>(answering));
        var (client, _) = await OpenPollingAsync();
        (await WebSocketWire.RequestAsync(Host.Url, "&sid=" + client.SessionId)).Status.Should().Be(StatusCodes.Status503ServiceUnavailable);

        var webSocket = await CompleteUpgradeAsync(client);

        await webSocket.SendAsync("4moved");
        (await Handler.MessageAsync()).Should().Be("moved");
    }

    // Does something when the web server is about to switch protocols for the first time.
    private sealed class Answering : IStartupFilter
    {
        public Func<Task>? First { get; set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, following) =>
            {
                if (http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
                {
                    http.Features.Set<IHttpUpgradeFeature>(new Upgrade(upgrade, this));
                }

                return following(http);
            });
            next(app);
        };

        private sealed class Upgrade(IHttpUpgradeFeature inner, Answering answering) : IHttpUpgradeFeature
        {
            public bool IsUpgradableRequest => true;

            public async Task<Stream> UpgradeAsync()
            {
                var first = answering.First;
                answering.First = null;
                if (first is not null)
                {
                    await first();
                }

                return await inner.UpgradeAsync();
            }
        }
    }
}
