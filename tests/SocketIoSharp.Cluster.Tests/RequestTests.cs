using System.Text.Json.Nodes;
using SocketIoSharp.Cluster.Tests.Brokers;
using SocketIoSharp.Cluster.Tests.Nodes;
using SocketIoSharp.Cluster.Tests.Parts;

namespace SocketIoSharp.Cluster.Tests;

/// <summary>What nodes of both worlds ask the nodes and the clients of both.</summary>
[TestFixtureSource(typeof(Engines), nameof(Engines.Nodes))]
internal sealed class RequestTests(Engine engine, Origin origin) : MixedFixture(engine, origin)
{
    private const int Long = 10_000;

    [Test]
    public async Task FetchSockets_AllNodes_DescribesThemAlike()
    {
        foreach (var node in Cluster.Nodes)
        {
            var client = await Cluster.ConnectAsync(node, "chat " + node.Name, "/chat", new { auth = new { token = "é" }, query = new { page = "a b&c" } });
            await client.JoinAsync("a", "ü");
            await client.AskAsync("data", new { user = "Ada", ids = new[] { 1, 2 } });
        }

        // From all points of view: on one of them each socket is one's own.
        foreach (var asked in new[] { Node, OtherNodes.First(), OtherNodes.Last() })
        {
            var found = await asked.FetchAsync(new Target { Namespace = "/chat" });
            found.Should().HaveCount(Cluster.Nodes.Count);
            foreach (var socket in found)
            {
                socket!["rooms"]!.AsArray().Select(room => (string)room!).Should().BeEquivalentTo((string)socket["id"]!, "a", "ü");
                WireValues.Text(socket["data"]).Should().Be("""{"user":"Ada","ids":[1,2]}""");
                ExpectHandshake(socket["handshake"]!);
            }
        }
    }

    [Test]
    public async Task FetchSockets_Rooms_FindsTheirMembers()
    {
        foreach (var client in Clients.Values)
        {
            await client.JoinAsync("all", client.Name);
        }

        (await IdsAsync(new Target())).Should().BeEquivalentTo(Clients.Values.Select(client => client.Id));
        (await IdsAsync(Target.Room("net2", "js2"))).Should().BeEquivalentTo(Clients["net2"].Id, Clients["js2"].Id);
        (await IdsAsync(new Target { Rooms = ["all"], Except = ["net1", "js1"] })).Should().BeEquivalentTo(Clients["net2"].Id, Clients["js2"].Id);
        (await IdsAsync(Target.Room(Clients["js2"].Id))).Should().Equal(Clients["js2"].Id);
        (await IdsAsync(Target.Room("nobody"))).Should().BeEmpty();
        (await IdsAsync(new Target { Local = true })).Should().Equal(Clients[Sender.Name].Id);
    }

    [Test]
    public async Task Broadcast_Local_StaysOnTheNode()
    {
        await Node.EmitAsync(new Target { Local = true }, "local");

        await Clients[Sender.Name].ExpectAsync("local", "[]");
        await ExpectNothingElseAsync();
    }

    [Test]
    public async Task Ask_ClientsOfAllNodes_AllAnswer()
    {
        var answers = await Node.AskAsync(new Target { Timeout = Long }, "vote", """["nobody is silent"]""");

        answers.Items.Should().Equal("\"js1\"", "\"js2\"", "\"net1\"", "\"net2\"");
        answers.IsComplete.Should().BeTrue();
    }

    [Test]
    public async Task Ask_ClientsInARoom_TheyAnswer()
    {
        await Clients["net2"].JoinAsync("a");
        await Clients["js2"].JoinAsync("a");

        var answers = await Node.AskAsync(new Target { Rooms = ["a"], Timeout = Long }, "vote", """["nobody is silent"]""");
        var nobody = await Node.AskAsync(new Target { Rooms = ["nobody"], Timeout = 500 }, "vote", """["nobody is silent"]""");

        answers.Items.Should().Equal("\"js2\"", "\"net2\"");
        answers.IsComplete.Should().BeTrue();
        nobody.Items.Should().BeEmpty();
    }

    [Test]
    public async Task Ask_BinaryBothWays_Arrives()
    {
        var answers = await Node.AskAsync(new Target { Timeout = Long }, "turn", """[{"$bytes":"AQD/"}]""");

        answers.Items.Should().Equal(Enumerable.Repeat("""{"$bytes":"/wAB"}""", 4));
        answers.IsComplete.Should().BeTrue();
    }

    [TestCase("net2")]
    [TestCase("js2")]
    public async Task Ask_OneClientIsSilent_GivesTheAnswersOfTheOthers(string silent)
    {
        var answers = await Node.AskAsync(new Target { Timeout = 700 }, "vote", $"[\"{silent}\"]");

        answers.Items.Should().Equal(Clients.Keys.Where(name => name != silent).Order().Select(name => $"\"{name}\""));
        answers.IsComplete.Should().BeFalse();
    }

    [Test]
    public async Task Ask_Local_AsksTheClientsOfTheNode()
    {
        var answers = await Node.AskAsync(new Target { Local = true, Timeout = 1000 }, "vote", """["nobody is silent"]""");

        // The reference waits for all nodes nevertheless, until the time is up.
        answers.Items.Should().Equal($"\"{Sender.Name}\"");
        (answers.IsComplete || Sender is JsNode).Should().BeTrue();
    }

    [Test]
    public async Task AskNodes_AllOthers_AnswerOnce()
    {
        foreach (var name in MixedCluster.Namespaces)
        {
            var answers = await Node.ServerSideAskAsync(name, "question", """["nobody is silent"]""");

            answers.Items.Should().Equal(OtherNodes.Select(node => $"\"{node.Name}\"").Order(StringComparer.Ordinal));
            answers.IsComplete.Should().BeTrue();
        }
    }

    [Test]
    public async Task AskNodes_SomeAreSilent_GivesTheAnswersOfTheOthers()
    {
        // Both kinds in the five seconds of one question: an answer is owed by each.
        var asked = await Task.WhenAll(
            Node.ServerSideAskAsync("/", "question", """["net2"]"""),
            Node.ServerSideAskAsync("/", "question", """["js2"]"""));

        foreach (var (answers, silent) in asked.Zip(["net2", "js2"]))
        {
            answers.IsComplete.Should().BeFalse();
            answers.Items.Should().Equal(OtherNodes.Where(node => node.Name != silent).Select(node => $"\"{node.Name}\"").Order(StringComparer.Ordinal));
        }
    }

    private static void ExpectHandshake(JsonNode handshake)
    {
        WireValues.Text(handshake["auth"]).Should().Be("""{"token":"é"}""");
        ((string)handshake["query"]!["page"]!).Should().Be("a b&c");
        ((string)handshake["query"]!["EIO"]!).Should().Be("4");
        ((string)handshake["query"]!["transport"]!).Should().Be("websocket");
        ((string)handshake["headers"]!["upgrade"]!).Should().Be("websocket");
        ((string)handshake["address"]!).Should().Be("127.0.0.1");
        ((string)handshake["url"]!).Should().StartWith("/socket.io/?");
        ((bool)handshake["secure"]!).Should().BeFalse();
        ((bool)handshake["xdomain"]!).Should().BeFalse();
        ((long)handshake["issued"]!).Should().BeGreaterThan(1_000_000_000_000);
        ((string)handshake["time"]!).Should().NotBeEmpty();
    }

    private async Task<IEnumerable<string>> IdsAsync(Target target) => (await Node.FetchAsync(target)).Select(socket => (string)socket!["id"]!);
}
