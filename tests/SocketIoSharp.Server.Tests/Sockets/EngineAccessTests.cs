using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Server.Tests.Sockets;

internal sealed class EngineAccessTests : ServerFixture
{
    [Test]
    public async Task Session_OfASocket_IsTheConnectionsOne()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync(transport: WireClient.Polling);

        socket.Session.Id.Should().Be(client.Engine.SessionId).And.NotBe(socket.Id);
        socket.Session.Transport.Should().Be(EngineTransports.Polling);
        (socket.Session.Protocol, socket.Session.IsOpen, socket.Session.IsUpgrading, socket.Session.IsUpgraded).Should().Be((4, true, false, false));
        socket.Session.RemoteAddress.Should().Be("127.0.0.1");
    }

    [Test]
    public async Task Engine_OfAServer_TellsOfSessionsAndRefusals()
    {
        var sessions = new List<EngineSession>();
        var errors = new List<EngineConnectionError>();
        await StartAsync(prepare: server =>
        {
            server.Engine.SessionOpened += sessions.Add;
            server.Engine.ConnectionError += errors.Add;
        });

        var (_, socket) = await ConnectAsync();
        await WebSocketWire.RequestAsync(Host.Url, "&sid=nobody");

        sessions.Should().Equal(socket.Session);
        errors.Should().ContainSingle().Which.Code.Should().Be(1);
    }
}
