using System.Collections.Concurrent;

namespace SocketIoSharp.Server.Tests.Broadcasting;

internal sealed class LargeCrowdTests : ServerFixture
{
    private const int Count = 1_000;

    [Test]
    public async Task Broadcast_ThousandWebSockets_ReachesEachOnceAndAllGoAway()
    {
        await StartAsync(prepare: server => server.OnConnection(socket => socket.JoinAsync("everybody", "also everybody")));
        var clients = new ConcurrentBag<SocketWire>();
        var gate = new Lock();
        await Parallel.ForEachAsync(Enumerable.Range(0, Count), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, _) =>
        {
            var client = await SocketWire.OpenAsync(Host.Url);
            clients.Add(client);
            lock (gate)
            {
                Own(client);
            }

            await client.ConnectAsync();
        });

        await Patience.UntilAsync(() => Server.Sockets.CountIn("everybody") == Count);
        Server.ConnectionCount.Should().Be(Count);
        Server.Sockets.SocketCount.Should().Be(Count);
        clients.Select(client => client.Id).Distinct().Should().HaveCount(Count);
        await Server.EmitAsync("all", 1);
        await Server.To("everybody", "also everybody").EmitAsync("rooms", new byte[] { 7 });
        await Server.EmitAsync("last", 3);

        await Parallel.ForEachAsync(clients, async (client, _) => await client.ExpectAsync(
            """2["all",1]""", """51-["rooms",{"_placeholder":true,"num":0}]""", "bBw==", """2["last",3]"""));
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }

        await Patience.UntilAsync(() => Server.ConnectionCount == 0 && Server.Sockets.SocketCount == 0 && Server.Sockets.RoomNames.Count == 0);
    }
}
