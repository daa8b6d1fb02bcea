using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SocketIoSharp.Server.Tests.Hosting;

internal sealed class InjectionTests : ServerFixture
{
    [Test]
    public async Task Server_InAMinimalApiEndpoint_Broadcasts()
    {
        await StartAppAsync(
            builder => builder.Services.AddSocketIo(),
            app =>
            {
                app.MapSocketIo();
                app.MapPost("/announce/{room}", async (string room, SocketIoServer io) =>
                {
                    await io.To(room).EmitAsync("news", room);
                    return io.ConnectionCount;
                });
            });
        var (client, socket) = await ConnectAsync();
        await socket.JoinAsync("readers");
        using var http = new HttpClient();

        using var response = await http.PostAsync(new Uri(Host.Url, "/announce/readers"), null);

        (await response.Content.ReadAsStringAsync()).Should().Be("1");
        await client.ExpectAsync("""2["news","readers"]""");
    }

    [Test]
    public async Task Server_InABackgroundService_Broadcasts()
    {
        await StartAppAsync(
            builder =>
            {
                builder.Services.AddSocketIo();
                builder.Services.AddSingleton(Channel.CreateUnbounded<int>());
                builder.Services.AddHostedService<Ticker>();
            },
            app => app.MapSocketIo());
        var (client, _) = await ConnectAsync();

        Host.Get<Channel<int>>().Writer.TryWrite(42).Should().BeTrue();

        await client.ExpectAsync("""2["tick",42]""");
    }

    private sealed class Ticker(SocketIoServer io, Channel<int> ticks) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await foreach (var tick in ticks.Reader.ReadAllAsync(stoppingToken))
            {
                await io.EmitAsync("tick", tick);
            }
        }
    }
}
