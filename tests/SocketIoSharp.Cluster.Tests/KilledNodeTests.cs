using SocketIoSharp.Cluster.Tests.Brokers;
using SocketIoSharp.Cluster.Tests.Nodes;
using SocketIoSharp.Cluster.Tests.Parts;

namespace SocketIoSharp.Cluster.Tests;

/// <summary>A node's process is killed after it was asked and before it has answered.</summary>
[TestFixtureSource(typeof(Engines), nameof(Engines.OurNodes))]
internal sealed class KilledNodeTests(Engine engine, Origin origin) : MixedFixture(engine, origin)
{
    // Ours wait for 5 seconds by default; the rest is for a busy machine.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(8);

    [Test]
    public async Task Node_KilledWhileItIsAsked_TheAnswersOfTheOthersComeInTimeAndItIsForgotten()
    {
        var doomed = (JsNode)await Cluster.AddAsync(Origin.Js, "doomed");
        try
        {
            await Cluster.ConnectAsync(doomed, "doomed");
            await doomed.FreezeAsync();
            var fetching = FetchAsync();
            var asking = Node.AskAsync(new Target { Timeout = 3000 }, "vote", """["nobody is silent"]""");
            var askingNodes = Node.ServerSideAskAsync("/", "question", """["nobody is silent"]""");

            // Behind the questions: who hears it has been asked.
            await Node.ServerSideEmitAsync("/", "hello");
            (await Cluster.Nodes.First(node => node.Name == "net2").HearAsync()).Should().Be("/ hello []");
            await doomed.KillAsync();

            var (ids, isLate) = await fetching.WaitAsync(Deadline);
            ids.Should().BeEquivalentTo(Clients.Values.Select(client => client.Id));
            isLate.Should().Be(!Engine.NoticesLostNodesInTime);
            (await asking.WaitAsync(Deadline)).Items.Should().Equal("\"js1\"", "\"js2\"", "\"net1\"", "\"net2\"");
            (await askingNodes.WaitAsync(Deadline)).Items.Should().Equal("\"js1\"", "\"js2\"", "\"net2\"");
        }
        finally
        {
            await Cluster.RemoveAsync(doomed);
        }
    }

    // As with the reference a node that is known to be gone has no sockets and owes no answer; one that is only silent is missed, and named.
    private async Task<(IEnumerable<string> Ids, bool IsLate)> FetchAsync()
    {
        try
        {
            return ((await Node.FetchAsync(Target.Everyone)).Select(socket => (string)socket!["id"]!), false);
        }
        catch (ClusterTimeoutException exception)
        {
            exception.MissingNodes.Should().HaveCount(Engine.AnswersTellTheNode ? 1 : 0);
            return (exception.Sockets.Select(socket => socket.Id), true);
        }
    }
}
