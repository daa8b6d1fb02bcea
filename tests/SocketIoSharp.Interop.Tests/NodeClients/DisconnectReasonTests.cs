using SocketIoSharp.Endurance.Proxy;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.NodeClients;

[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed class DisconnectReasonTests(string transport) : NodeClientFixture(transport)
{
    [Test]
    public Task Disconnection_ByClient_IsSeenAsSuchOnBothSides() =>
        CheckAsync(new { how = "client" }, "io client disconnect", DisconnectReason.ClientNamespaceDisconnect);

    [Test]
    public Task Disconnection_ClientClosesItsConnection_IsATransportClose() =>
        CheckAsync(new { how = "close" }, "forced close", DisconnectReason.TransportClose);

    [Test]
    public Task Disconnection_ByServer_IsSeenAsSuchOnBothSides() =>
        CheckAsync(null, "io server disconnect", DisconnectReason.ServerNamespaceDisconnect, (socket, _) => socket.DisconnectAsync());

    [Test]
    public Task Disconnection_ByServerWithConnection_IsSeenAsSuchOnBothSides() =>
        CheckAsync(null, "io server disconnect", DisconnectReason.ServerNamespaceDisconnect, (socket, _) => socket.DisconnectAsync(close: true));

    [Test]
    public Task Disconnection_ServerStops_IsATransportCloseForTheClient() =>
        CheckAsync(null, "transport close", DisconnectReason.ServerShuttingDown, (_, server) => server.StopAsync());

    [Test]
    public Task Disconnection_ClientBreaksSocketIo_IsForced() =>
        CheckAsync(new { how = "breach", breach = "socket.io" }, "transport close", DisconnectReason.ForcedClose);

    [Test]
    public Task Disconnection_ClientConnectsTwice_IsForced() =>
        CheckAsync(new { how = "breach", breach = "connect" }, "transport close", DisconnectReason.ForcedClose);

    [Test]
    public Task Disconnection_ClientBreaksEngineIo_IsAParseError() =>
        CheckAsync(new { how = "breach", breach = "engine.io" }, "transport close", DisconnectReason.ParseError);

    [Test]
    public async Task Disconnection_ClientVanishes_IsATransportFailure()
    {
        var polls = new PollWatch();
        await using var server = await InteropServer.StartAsync(map: polls.AddTo);
        await using var client = Play("vanish", server);
        var socket = await server.NextSocketAsync();
        await client.HearAsync("connected");
        await SettleAsync(polls);
        await client.TellAsync("vanish");
        await client.WaitForExitAsync();

        var expected = FinalTransport is Transports.Polling ? DisconnectReason.TransportError : DisconnectReason.TransportClose;
        (await InteropServer.DisconnectionOf(socket)).Should().Be(expected);
        server.Io.ConnectionCount.Should().Be(0);
    }

    [Test]
    public async Task Disconnection_NetworkFallsSilent_IsAPingTimeoutOnBothSides()
    {
        await using var server = await InteropServer.StartAsync(configure: options =>
        {
            options.Engine.PingInterval = TimeSpan.FromMilliseconds(400);
            options.Engine.PingTimeout = TimeSpan.FromMilliseconds(800);
        });
        var network = new FaultProxy(server.Url.Port);
        await using var client = Play("disconnects", network.Url, new { how = "silence" });
        var socket = await server.NextSocketAsync();
        await client.HearAsync("connected");
        network.Freeze();

        (await client.HearAsync<string>("disconnected")).Should().Be("ping timeout");
        (await InteropServer.DisconnectionOf(socket)).Should().Be(DisconnectReason.PingTimeout);
        await network.DisposeAsync();
        await client.FinishAsync();
        await Patience.UntilAsync(() => server.Io.ConnectionCount == 0, "the session to be forgotten");
    }

    private async Task CheckAsync(object? args, string clientReason, DisconnectReason serverReason, Func<Socket, InteropServer, Task>? part = null)
    {
        var polls = new PollWatch();
        await using var server = await InteropServer.StartAsync(map: polls.AddTo);
        await using var client = Play("disconnects", server, args ?? new { how = "server" });
        var id = await client.HearAsync<string>("connected");
        await SettleAsync(polls);
        var socket = await server.NextSocketAsync();
        socket.Id.Should().Be(id);
        if (part is null)
        {
            await client.TellAsync("part");
        }
        else
        {
            await part(socket, server);
        }

        (await client.HearAsync<string>("disconnected")).Should().Be(clientReason);
        (await InteropServer.DisconnectionOf(socket)).Should().Be(serverReason);
        socket.Connected.Should().BeFalse();
        server.Io.Sockets.SocketCount.Should().Be(0);
        await client.FinishAsync();
    }

    private Task SettleAsync(PollWatch polls) => FinalTransport is Transports.Polling ? polls.Waits : Task.CompletedTask;
}
