using System.Globalization;
using SocketIoSharp.Cluster.Tests.Brokers;
using SocketIoSharp.Cluster.Tests.Nodes;
using SocketIoSharp.Cluster.Tests.Parts;

namespace SocketIoSharp.Cluster.Tests;

/// <summary>A client of one world's node comes back to another's.</summary>
[TestFixtureSource(typeof(Engines), nameof(Engines.Recovering))]
internal sealed class RecoveryTests(Engine engine, Origin origin) : MixedFixture(engine, origin)
{
    [TestCase("net1", "js1")]
    [TestCase("js1", "net1")]
    [TestCase("net1", "net2")]
    [TestCase("js1", "js2")]
    public async Task Client_BackOnAnotherNode_IsTheSameSocketAndMissesNothing(string from, string to)
    {
        var client = Clients[from];
        var id = client.Id;
        await client.JoinAsync("a", "ü");
        await client.AskAsync("data", new { user = "Ada" });
        await Sender.EmitAsync(Target.Everyone, "first");
        await client.TakeAsync("first");
        await client.CutOffAsync();
        await SavedAsync(from);
        for (var i = 0; i < 20; i++)
        {
            var target = (i % 4) switch { 0 => Target.Everyone, 1 => Target.Room("a"), 2 => Target.Room(id), _ => new Target { Except = ["b"] } };
            await Sender.EmitAsync(target, "missed", i % 5 == 4 ? $"[{i},{{\"$bytes\":\"AQI=\"}}]" : $"[{i}]");
        }

        await Sender.EmitAsync(Target.Room("b"), "another room's");
        await Sender.EmitAsync(new Target { Except = ["a"] }, "not for a");

        (await client.ComeBackAsync(NodeOf(to).Url)).Should().BeTrue();

        client.Id.Should().Be(id);
        for (var i = 0; i < 20; i++)
        {
            await client.ExpectAsync("missed", i % 5 == 4 ? $"[{i},{{\"$bytes\":\"AQI=\"}}]" : $"[{i}]");
        }

        (await client.RoomsAsync()).Should().BeEquivalentTo(id, "a", "ü");
        ((bool)(await client.AskAsync("recovered"))!).Should().BeTrue();
        var described = (await NodeOf(from).FetchAsync(Target.Room(id)))[0]!;
        WireValues.Text(described["data"]).Should().Be("""{"user":"Ada"}""");
        await Sender.EmitAsync(Target.Everyone, "the end");
        await client.TakeAsync("the end");
        await client.ExpectNothingElseAsync();
    }

    [Test]
    public async Task Client_OfEachNode_GetsEventsWithTheSameOffsets()
    {
        for (var i = 0; i < 10; i++)
        {
            await Sender.EmitAsync(Target.Everyone, "n", $"[{i}]");
        }

        var offsets = new List<string[]>();
        foreach (var client in Clients.Values)
        {
            List<string> own = [];
            for (var i = 0; i < 10; i++)
            {
                var arguments = await client.TakeWithOffsetAsync("n");
                ((int)arguments[0]!).Should().Be(i);
                own.Add((string)arguments[1]!);
            }

            offsets.Add([.. own]);
        }

        offsets.Should().AllSatisfy(own => own.Should().Equal(offsets[0]));
        offsets[0].Select(Place).Should().BeInAscendingOrder();

        static (long, long) Place(string offset)
        {
            var parts = offset.Split('-');
            return (long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
        }
    }

    private INode NodeOf(string name) => Cluster.Nodes.Single(node => node.Name == name);

    // The node has noticed; that the session is saved follows at once.
    private async Task SavedAsync(string node)
    {
        await Waiting.UntilAsync(async () => await NodeOf(node).LocalSocketsAsync() == 0, "the node to notice that its client is gone");
        await Task.Delay(100);
    }
}
