using SocketIoSharp.Cluster.Tests.Brokers;
using SocketIoSharp.Cluster.Tests.Parts;

namespace SocketIoSharp.Cluster.Tests;

/// <summary>What nodes and emitters of both worlds send reaches the clients of both.</summary>
[TestFixtureSource(typeof(Engines), nameof(Engines.Senders))]
internal sealed class BroadcastTests(Engine engine, Origin origin) : MixedFixture(engine, origin)
{
    [Test]
    public async Task Broadcast_ToAll_ReachesTheClientsOfAllNodesOnce()
    {
        const string Arguments = """[1,-2.5,"é 🚀 \"'$1","",null,true,[],{},{"a":{"b":[1,"x"]}}]""";
        await Sender.EmitAsync(Target.Everyone, "hello", Arguments);
        await Sender.EmitAsync(Target.Everyone, "nothing");

        foreach (var client in Reached)
        {
            await client.ExpectAsync("hello", Arguments);
            await client.ExpectAsync("nothing", "[]");
        }

        await ExpectNothingElseAsync();
    }

    [Test]
    public async Task Broadcast_Rooms_ReachesTheirMembersOnce()
    {
        foreach (var client in Reached)
        {
            await client.JoinAsync(client.Name, "all of them", client.Name[..2]);
        }

        await Sender.EmitAsync(Target.Room("ne", "all of them"), "any");
        await Sender.EmitAsync(Target.Room("ne"), "of .NET");
        await Sender.EmitAsync(Target.Room(Clients["net2"].Id), "you");
        await Sender.EmitAsync(Target.Room("nobody"), "nobody");
        await Sender.EmitAsync(new Target { Rooms = ["all of them"], Except = ["net2", "js1"] }, "some");
        await Sender.EmitAsync(new Target { Except = ["js", Clients["net1"].Id] }, "one");

        foreach (var client in Reached)
        {
            await client.ExpectAsync("any", "[]");
        }

        foreach (var (name, expected) in new[]
        {
            ("net1", "of .NET"), ("net2", "of .NET"), ("net2", "you"), ("net1", "some"), ("js2", "some"), ("net2", "one"),
        })
        {
            if (IsReached(name))
            {
                await Clients[name].ExpectAsync(expected, "[]");
            }
        }

        await ExpectNothingElseAsync();
    }

    [Test]
    public async Task Broadcast_Binary_ArrivesAsItIs()
    {
        const string Arguments = """[{"$bytes":"AAECf4D/"},{"name":"é","part":{"$bytes":"Bw=="}},[{"$bytes":""}],7]""";
        await Sender.EmitAsync(Target.Everyone, "bytes", Arguments);
        foreach (var client in Reached)
        {
            await client.JoinAsync("room");
        }

        await Sender.EmitAsync(Target.Room("room"), "bytes in a room", Arguments);

        foreach (var client in Reached)
        {
            await client.ExpectAsync("bytes", Arguments);
            await client.ExpectAsync("bytes in a room", Arguments);
        }
    }

    [Test]
    public async Task Broadcast_NotCompressed_ReachesAllClients()
    {
        await Sender.EmitAsync(new Target { Compress = false }, "not compressed", "[2]");

        foreach (var client in Reached)
        {
            await client.ExpectAsync("not compressed", "[2]");
        }

        await ExpectNothingElseAsync();
    }

    [Test]
    public async Task Broadcast_Volatile_ReachesClientsThatAreReady()
    {
        // A client that has just connected may not be ready: what is volatile is sent until it is.
        await Waiting.UntilAsync(
            async () =>
            {
                await Sender.EmitAsync(new Target { Volatile = true }, "volatile", "[1]");
                await Task.Delay(50);
                return (await Task.WhenAll(Reached.Select(client => client.HasAsync("volatile")))).All(has => has);
            },
            "all clients to get a volatile event");

        foreach (var client in Reached)
        {
            await client.ExpectAsync("volatile", "[1]");
        }
    }

    // PostgreSQL's notifications take less than 8,000 bytes.
    [TestCase(7_900)]
    [TestCase(8_100)]
    [TestCase(1_000_000)]
    public async Task Broadcast_LargeText_Arrives(int size)
    {
        var arguments = $"[\"{new string('ü', size / 2)}\",7]";
        await Sender.EmitAsync(Target.Everyone, "large", arguments);

        foreach (var client in Reached)
        {
            WireValues.Text(await client.TakeAsync("large")).Should().HaveLength(arguments.Length).And.Be(arguments);
        }
    }

    [Test]
    public async Task Broadcast_LargeBinary_Arrives()
    {
        var bytes = new byte[300_000];
        Random.Shared.NextBytes(bytes);
        var arguments = $"[{WireValues.Text(WireValues.Of(bytes))}]";
        await Sender.EmitAsync(Target.Everyone, "large", arguments);

        foreach (var client in Reached)
        {
            (WireValues.Text(await client.TakeAsync("large")) == arguments).Should().BeTrue("{0} gets the same bytes", client.Name);
        }
    }

    [Test]
    public async Task Broadcast_SeveralOfAllKinds_ArriveInOrder()
    {
        // Awaited: the official emitters and adapters promise nothing about several that are on their way at once.
        const int Count = 60;
        var large = new string('x', 10_000);
        for (var i = 0; i < Count; i++)
        {
            await Sender.EmitAsync(Target.Everyone, "n", (i % 10) switch { 3 => $"[{i},\"{large}\"]", 7 => $"[{i},{{\"$bytes\":\"Bw==\"}}]", _ => $"[{i}]" });
        }

        foreach (var client in Reached)
        {
            var numbers = new List<int>();
            for (var i = 0; i < Count; i++)
            {
                numbers.Add((int)(await client.TakeAsync("n"))[0]!);
            }

            if (!IsOrdered(client.Name))
            {
                numbers.Sort();
            }

            numbers.Should().Equal(Enumerable.Range(0, Count), "{0} gets them in order", client.Name);
        }
    }

    [Test]
    public async Task Broadcast_OtherNamespace_StaysInIt()
    {
        var chat = await Cluster.ConnectAsync("/chat", "chat ");
        var reached = chat.Where(pair => IsReached(pair.Key)).Select(pair => pair.Value).ToArray();
        await Sender.EmitAsync(new Target { Namespace = "/chat" }, "chat");
        await Sender.EmitAsync(Target.Everyone, "main");

        foreach (var client in reached)
        {
            await client.ExpectAsync("chat", "[]");
        }

        foreach (var client in Reached)
        {
            await client.ExpectAsync("main", "[]");
        }

        await ExpectNothingElseAsync();
        await ExpectNothingElseAsync("/chat", reached);
    }

    [Test]
    public async Task Event_ForTheNodes_ReachesEachOtherOnce()
    {
        await Sender.ServerSideEmitAsync("/", "hello", """["é",7]""");
        await Sender.ServerSideEmitAsync("/chat", "hello", """["chat"]""");
        await Sender.ServerSideEmitAsync("/", "hello", $"[\"{new string('x', 20_000)}\"]");

        foreach (var node in OtherNodes)
        {
            // Namespaces may overtake each other, and large ones small ones where there is no order.
            string[] heard = [await node.HearAsync(), await node.HearAsync(), await node.HearAsync()];
            heard.Should().BeEquivalentTo(["""/ hello ["é",7]""", $"/ hello [\"{new string('x', 20_000)}\"]", """/chat hello ["chat"]"""], "{0} hears that", node.Name);
        }

        await ExpectNoOtherEventForTheNodesAsync();
    }

    // Others speak last, so that the sender would be found to hear itself.
    private async Task ExpectNoOtherEventForTheNodesAsync()
    {
        foreach (var speaker in new[] { OtherNodes.First(), OtherNodes.Last() })
        {
            await speaker.ServerSideEmitAsync("/", "the end", "[]");
            foreach (var node in Cluster.Nodes.Where(node => node != speaker && (node == Sender || IsReached(node.Name))))
            {
                (await node.HearAsync()).Should().Be("/ the end []", "{0} hears nothing else", node.Name);
            }
        }
    }
}
