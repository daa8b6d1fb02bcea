using SocketIoSharp.Cluster.Tests.Brokers;

namespace SocketIoSharp.Cluster.Tests;

/// <summary>Events for the nodes themselves that hold bytes.</summary>
[TestFixtureSource(typeof(Engines), nameof(Engines.SendersOfBytes))]
internal sealed class BytesBetweenNodesTests(Engine engine, Origin origin) : MixedFixture(engine, origin)
{
    [Test]
    public async Task Event_ForTheNodesWithBytes_ReachesThem()
    {
        await Sender.ServerSideEmitAsync("/", "bytes", """[{"$bytes":"AAH/"}]""");

        foreach (var node in OtherNodes)
        {
            (await node.HearAsync()).Should().Be("""/ bytes [{"$bytes":"AAH/"}]""", "{0} hears that", node.Name);
        }
    }
}
