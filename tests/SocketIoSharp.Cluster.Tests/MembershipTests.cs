using SocketIoSharp.Cluster.Tests.Brokers;
using SocketIoSharp.Cluster.Tests.Nodes;
using SocketIoSharp.Cluster.Tests.Parts;

namespace SocketIoSharp.Cluster.Tests;

/// <summary>Nodes of both worlds come and go.</summary>
[TestFixtureSource(typeof(Engines), nameof(Engines.Nodes))]
internal sealed class MembershipTests(Engine engine, Origin origin) : MixedFixture(engine, origin)
{
    private readonly Origin _kind = origin;
    private INode? _guest;

    [TearDown]
    public async Task RemoveAsync()
    {
        if (_guest is not null)
        {
            await Cluster.RemoveAsync(_guest);
        }
    }

    [Test]
    public async Task Node_ComesAndGoes_IsKnownToAllAndNotWaitedForAfterwards()
    {
        // Adding and removing waits until all nodes have counted again.
        _guest = await Cluster.AddAsync(_kind, "guest");
        var client = await Cluster.ConnectAsync(_guest, "guest");
        await Waiting.UntilAsync(async () => (await AskAllAsync(_guest)).All(count => count == Cluster.Nodes.Count - 1), "all nodes to answer the guest");
        var asked = await Task.WhenAll(Cluster.Nodes.Select(node => node.AskAsync(new Target { Timeout = 10_000 }, "vote", """["nobody is silent"]""")));
        asked.Should().OnlyContain(answers => answers.IsComplete && answers.Items.Length == Cluster.Nodes.Count);

        await Cluster.RemoveAsync(_guest);
        _guest = null;

        (await client.DisconnectedAsync()).Should().BeOneOf("io server disconnect", "transport close");
        foreach (var node in Cluster.Nodes)
        {
            var answers = await node.ServerSideAskAsync("/", "question", """["nobody is silent"]""");
            (answers.IsComplete, answers.Items.Length).Should().Be((true, Cluster.Nodes.Count - 1));
            (await node.FetchAsync(Target.Everyone)).Should().HaveCount(Cluster.Nodes.Count);
        }
    }

    // A node that has just come may be counted before it listens.
    private async Task<int[]> AskAllAsync(INode guest)
    {
        List<int> counts = [];
        foreach (var node in Cluster.Nodes.Where(node => node != guest).Append(guest))
        {
            counts.Add((await node.ServerSideAskAsync("/", "question", """["nobody is silent"]""")).Items.Length);
        }

        return [.. counts];
    }
}
