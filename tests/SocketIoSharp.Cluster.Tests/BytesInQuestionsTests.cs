using SocketIoSharp.Cluster.Tests.Brokers;

namespace SocketIoSharp.Cluster.Tests;

/// <summary>Questions to the nodes, and their answers, that hold bytes.</summary>
[TestFixtureSource(typeof(Engines), nameof(Engines.NodesWithBytes))]
internal sealed class BytesInQuestionsTests(Engine engine, Origin origin) : MixedFixture(engine, origin)
{
    [Test]
    public async Task AskNodes_BinaryBothWays_Arrives()
    {
        var answers = await Node.ServerSideAskAsync("/", "turn", """[{"$bytes":"AQD/"}]""");

        answers.Items.Should().Equal(Enumerable.Repeat("""{"$bytes":"/wAB"}""", 3));
    }
}
