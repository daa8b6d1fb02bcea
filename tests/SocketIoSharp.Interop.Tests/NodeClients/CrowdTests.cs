using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.NodeClients;

[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed class CrowdTests(string transport) : NodeClientFixture(transport)
{
    private const int Count = 200;

    [Test]
    public async Task Clients_TwoHundredAtOnce_AreAllServed()
    {
        await using var server = await InteropServer.StartAsync(io => io.OnConnection(socket => socket.On("double", (int number) => 2 * number)));
        await using var client = Play("crowd", server, new { count = Count });

        await client.HearAsync("connected");
        server.Io.ConnectionCount.Should().Be(Count);
        server.Io.Sockets.Sockets.Should().HaveCount(Count).And.OnlyContain(socket => socket.Transport == FinalTransport);
        await server.Io.EmitAsync("news", "to all", new byte[] { 1, 2 });

        await client.HearAsync("left");
        await Patience.UntilAsync(() => server.Io is { ConnectionCount: 0, Sockets.SocketCount: 0 }, "all to leave");
        await client.TellAsync("leave");
        await client.FinishAsync();
    }
}
