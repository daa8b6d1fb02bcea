using System.Threading.RateLimiting;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.NodeClients;

[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed class EventLimitTests(string transport) : NodeClientFixture(transport)
{
    private const int Allowed = 3;

    [Test]
    public async Task EventRateLimiter_OneMore_ClientLearnsOfIt([Values] EventLimitAction action)
    {
        await using var server = await InteropServer.StartAsync(
            io => io.OnConnection(socket => socket.On("echo", (int value) => value)),
            options =>
            {
                options.EventLimitAction = action;
                options.EventRateLimiter = _ => new FixedWindowRateLimiter(new FixedWindowRateLimiterOptions
                {
                    PermitLimit = Allowed,
                    Window = TimeSpan.FromHours(1),
                    AutoReplenishment = false,
                });
            });
        await using var client = Play("limits", server, new { allowed = Allowed, disconnects = action is EventLimitAction.Disconnect });

        await client.FinishAsync();
    }
}
