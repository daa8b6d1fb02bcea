using SocketIoSharp.Cluster.Tests.Brokers;
using SocketIoSharp.Cluster.Tests.Parts;

namespace SocketIoSharp.Cluster.Tests;

/// <summary>What nodes and emitters of both worlds do to the sockets of both.</summary>
[TestFixtureSource(typeof(Engines), nameof(Engines.Senders))]
internal sealed class SocketTests(Engine engine, Origin origin) : MixedFixture(engine, origin)
{
    [Test]
    public async Task Join_SocketsOfAllNodes_AreInTheRooms()
    {
        await Clients["net2"].JoinAsync("left out");

        await Sender.JoinAsync(new Target { Except = ["left out"] }, "a", "ü");
        await Sender.JoinAsync(Target.Room(Clients["net2"].Id), "b");

        foreach (var client in Reached)
        {
            await RoomsAsync(client, client.Name == "net2" ? [client.Id, "left out", "b"] : [client.Id, "a", "ü"]);
        }
    }

    [Test]
    public async Task Leave_SocketsOfAllNodes_AreOutOfTheRooms()
    {
        foreach (var client in Clients.Values)
        {
            await client.JoinAsync("a", "b", "c", client.Name);
        }

        await Sender.LeaveAsync(Target.Everyone, "a", "b", "unknown");
        await Sender.LeaveAsync(new Target { Rooms = ["c"], Except = ["net2"] }, "c");

        foreach (var client in Reached)
        {
            await RoomsAsync(client, client.Name == "net2" ? [client.Id, "c", client.Name] : [client.Id, client.Name]);
        }
    }

    [Test]
    public async Task Disconnect_SocketsOfAllNodes_AreToldSo([Values] bool close)
    {
        foreach (var name in new[] { "net2", "js2" })
        {
            await Clients[name].JoinAsync("spared");
        }

        await Sender.DisconnectAsync(new Target { Except = ["spared"] }, close);

        foreach (var name in new[] { "net1", "js1" })
        {
            if (IsReached(name))
            {
                (await Clients[name].DisconnectedAsync()).Should().Be("io server disconnect");
            }
        }

        await ExpectNothingElseAsync(clients: Reached.Where(client => client.Name is "net2" or "js2"));
    }

    [Test]
    public async Task Disconnect_OneNamespace_LeavesTheOther()
    {
        var chat = await Cluster.ConnectAsync("/chat", "chat ");

        await Sender.DisconnectAsync(new Target { Namespace = "/chat" });

        foreach (var client in chat.Where(pair => IsReached(pair.Key)).Select(pair => pair.Value))
        {
            (await client.DisconnectedAsync()).Should().Be("io server disconnect");
        }

        await ExpectNothingElseAsync();
    }

    private static Task RoomsAsync(Client client, params string[] rooms) => Waiting.UntilAsync(
        async () => (await client.RoomsAsync()).Order().SequenceEqual(rooms.Order()),
        $"the client of {client.Name} to be in {string.Join(", ", rooms)}");
}
