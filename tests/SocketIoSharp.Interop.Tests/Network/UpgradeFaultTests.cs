using SocketIoSharp.Endurance.Proxy;
using SocketIoSharp.Interop.Tests.NodeClients;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.Network;

/// <summary>The stock client whose polls pass, while the WebSocket that it wants to move to is cut: it stays where it is, and loses nothing.</summary>
internal sealed class UpgradeFaultTests() : NetworkFixture(Transports.Upgrade)
{
    [Test]
    public Task WebSocket_Refused_ClientStaysWithPolling() =>
        CheckAsync(_ => new ConnectionFaults { IsRefused = true }, _ => Task.CompletedTask);

    [Test]
    public Task WebSocket_CutInTheMiddleOfItsRequest_ClientStaysWithPolling() =>
        CheckAsync(_ => new ConnectionFaults { ToServer = new FlowFaults(CutAfter: 40) }, _ => Task.CompletedTask);

    [Test]
    public Task WebSocket_CutInTheMiddleOfTheAnswer_ClientStaysWithPolling() =>
        CheckAsync(_ => new ConnectionFaults { ToClient = new FlowFaults(CutAfter: 40) }, _ => Task.CompletedTask);

    // The server waits for the probe, and its answer is on its way for so long that it never comes.
    [TestCase(CutManner.Close)]
    [TestCase(CutManner.Reset)]
    public Task WebSocket_CutWhileItIsProbed_ClientStaysWithPolling(CutManner manner) => CheckAsync(
        _ => new ConnectionFaults { ToClient = new FlowFaults(Delay: TimeSpan.FromSeconds(2)) },
        async (socket, network) =>
        {
            await Patience.UntilAsync(() => socket.Session.IsUpgrading, "the probe");
            network.Cut(manner);
        });

    private Task CheckAsync(Func<int, ConnectionFaults> plan, Func<FaultProxy, Task> cut) => CheckAsync(plan, (_, network) => cut(network));

    private async Task CheckAsync(Func<int, ConnectionFaults> plan, Func<Socket, FaultProxy, Task> cut)
    {
        await using var server = await InteropServer.StartAsync(Install);
        await using var network = new FaultProxy(server.Url.Port, plan);
        await using var client = Play("network", server.Url, new { options = new { transportOptions = new { websocket = new { port = network.Port } } } });
        var socket = await server.NextSocketAsync();
        (await client.HearAsync<string>("connected")).Should().Be(socket.Id);
        await cut(socket, network);
        await Patience.UntilAsync(() => network.Cuts.Count == 1, "the cut");

        await AskAsync(client);
        await socket.EmitAsync("news", 1);
        (await client.HearAsync<int>("news")).Should().Be(1);
        await Patience.UntilAsync(() => !socket.Session.IsUpgrading, "the end of the probe");
        socket.Session.IsUpgraded.Should().BeFalse();
        socket.Transport.Should().Be(Transports.Polling);
        await LeaveAsync(client);
    }
}
