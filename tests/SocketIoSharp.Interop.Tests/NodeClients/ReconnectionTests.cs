using System.Collections.Concurrent;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.NodeClients;

[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed class ReconnectionTests(string transport) : NodeClientFixture(transport)
{
    [Test]
    public async Task Client_ServerRestarts_ReconnectsAndDeliversWhatItBuffered()
    {
        var received = new ConcurrentQueue<(string What, byte[]? Data)>();
        var first = await InteropServer.StartAsync();
        await using var client = Play("reconnect", first);
        var before = await first.NextSocketAsync();
        await client.HearAsync("connected");
        await first.StopAsync();
        (await InteropServer.DisconnectionOf(before)).Should().Be(DisconnectReason.ServerShuttingDown);
        await first.DisposeAsync();
        await client.HearAsync("waiting");

        await using var second = await InteropServer.StartAsync(port: first.Url.Port, install: io => io.OnConnection(socket =>
        {
            socket.On("buffered", (EventArguments args) => received.Enqueue((args.GetJson(0).ToString(), args.Count > 1 ? args.Get<byte[]>(1) : null)));
            socket.On("buffered-ask", (string text) => text);
        }));
        var after = await second.NextSocketAsync();
        (await client.HearAsync<string>("returned")).Should().Be(after.Id).And.NotBe(before.Id);
        received.Select(item => item.What).Should().Equal("0", "1", "2", "3", "4");
        received.Select(item => item.Data!.Single()).Should().Equal(0, 1, 2, 3, 4);

        for (var i = 0; i < 3; i++)
        {
            await second.Io.EmitAsync("news", i);
        }

        await client.FinishAsync();
        received.Should().HaveCount(5);
    }

    [Test]
    public async Task Client_ServerRestartsWhileItWaitsForAnAnswer_GetsItFirstAndReturns()
    {
        var started = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        var first = await InteropServer.StartAsync(io => io.OnConnection(socket => socket.On("work", async (string text) =>
        {
            started.SetResult();
            await mayEnd.Task;
            return text;
        })));
        await using var client = Play("drained", first);
        var before = await first.NextSocketAsync();
        await client.HearAsync("asked");
        await started.Task.WithPatience();

        var stopping = first.StopAsync();
        await Patience.UntilAsync(() => !first.Io.Engine.IsAccepting, "the server to drain");
        await first.Io.EmitAsync("news", "still here");
        await client.HearAsync("served");
        mayEnd.SetResult();

        await client.HearAsync("sent away");
        await stopping;
        (await InteropServer.DisconnectionOf(before)).Should().Be(DisconnectReason.ServerShuttingDown);
        await first.DisposeAsync();
        await using var second = await InteropServer.StartAsync(port: first.Url.Port);
        var after = await second.NextSocketAsync();
        (await client.HearAsync<string>("returned")).Should().Be(after.Id).And.NotBe(before.Id);
        await client.FinishAsync();
    }

    [Test]
    public async Task Client_DisconnectedOnPurpose_StaysAwayUntilToldToConnect()
    {
        var marks = new ConcurrentQueue<string>();
        await using var server = await InteropServer.StartAsync(io => io.OnConnection(socket =>
        {
            socket.On("mark", (string text) =>
            {
                marks.Enqueue(text);
                return text;
            });
            socket.On("kick", () => socket.DisconnectAsync());
        }));
        await using var client = Play("manual-reconnect", server);

        var first = await server.NextSocketAsync();
        (await InteropServer.DisconnectionOf(first)).Should().Be(DisconnectReason.ClientNamespaceDisconnect);
        var second = await server.NextSocketAsync();
        (await InteropServer.DisconnectionOf(second)).Should().Be(DisconnectReason.ServerNamespaceDisconnect);
        var third = await server.NextSocketAsync();
        await client.FinishAsync();
        marks.Should().Equal("while away", "back", "back again");
        await InteropServer.DisconnectionOf(third);
    }
}
