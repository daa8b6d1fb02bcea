using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.NodeClients;

[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed class RecoveryTests(string transport) : NodeClientFixture(transport)
{
    private const int Rounds = 3;
    private const int Missed = 20;

    [Test]
    public async Task Client_LosesItsConnectionAgainAndAgain_RecoversAndMissesNothing()
    {
        await using var server = await InteropServer.StartAsync(configure: options => options.ConnectionStateRecovery = new ConnectionStateRecovery());
        await using var client = Play("recovery", server, new { rounds = Rounds, missed = Missed, recovers = true });
        var socket = await server.NextSocketAsync();
        var id = socket.Id;
        (await client.HearAsync<string>("connected")).Should().Be(id);
        await socket.JoinAsync("room");
        socket.Data["visits"] = 1;
        await socket.EmitAsync("first");

        for (var round = 0; round < Rounds; round++)
        {
            await client.HearAsync("lost");
            (await InteropServer.DisconnectionOf(socket)).Should().Be(DisconnectReason.TransportClose);
            for (var i = 0; i < Missed; i++)
            {
                await (i % 2 == 0 ? server.Io.To("room").EmitAsync("missed", i) : server.Io.EmitAsync("missed", i));
            }

            await server.Io.Except("room").EmitAsync("not for it");
            await server.Io.To("room").EmitAsync("binary", new[] { (byte)round });
            await server.Io.To(id).EmitAsync("direct");

            socket = await server.NextSocketAsync();
            (await client.HearAsync<string>("back")).Should().Be(id);
            socket.Id.Should().Be(id);
            socket.Recovered.Should().BeTrue();
            socket.Rooms.Should().BeEquivalentTo(id, "room");
            socket.Data["visits"].Should().Be(round + 1);
            socket.Data["visits"] = round + 2;
            await client.TellAsync("next");
        }

        await client.TellAsync("leave");
        await client.FinishAsync();
    }

    [Test]
    public async Task Client_BackTooLate_GetsANewSession()
    {
        await using var server = await InteropServer.StartAsync(
            configure: options => options.ConnectionStateRecovery = new ConnectionStateRecovery { MaxDisconnectionDuration = TimeSpan.FromMilliseconds(1) });
        await using var client = Play("recovery", server, new { rounds = 1, missed = 0, recovers = false });
        var before = await server.NextSocketAsync();
        await client.HearAsync("connected");
        await before.EmitAsync("first");
        await client.HearAsync("lost");

        var after = await server.NextSocketAsync();

        (await client.HearAsync<string>("back")).Should().Be(after.Id).And.NotBe(before.Id);
        after.Recovered.Should().BeFalse();
        await client.TellAsync("leave");
        await client.FinishAsync();
    }
}
