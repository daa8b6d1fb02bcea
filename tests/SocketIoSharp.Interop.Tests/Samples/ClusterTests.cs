using SocketIoSharp.Interop.Tests.NodeClients;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.Samples;

/// <summary>Tests of the sample samples/Cluster with three stock clients.</summary>
internal sealed class ClusterTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [OneTimeSetUp]
    public void RequireAll() => Requirements.NodeWith(Repository.ClientsFolder);

    [TestCase("redis", false)]
    [TestCase("redis-streams", true)]
    [TestCase("postgres", false)]
    public async Task Cluster_EachNodeIsStoppedAndStartedAgain_AllHearWhatOneSaysAndNothingIsLeftAtTheEnd(string engine, bool recovers)
    {
        Requirements.ClusterWith(engine);
        await using var cluster = await ClusterProcess.StartAsync(engine);
        await using var people = Scenario.Start("cluster", Transports.WebSocket, cluster.Url, new { recovers });

        var nodes = await people.HearAsync<NodeStatus[]>("cluster");
        nodes.Select(node => node.Name).Should().BeEquivalentTo("amber", "birch", "cedar");
        nodes.Select(node => node.Runtime.Split(' ')[0]).Should().BeEquivalentTo(".NET", ".NET", "Node.js");
        nodes.Select(node => node.Sockets).Should().Equal(1, 1, 1);

        await people.FinishAsync(Limit);
        await cluster.StopAsync();
    }

    [TestCase("redis-streams")]
    [TestCase("postgres")]
    public async Task Cluster_IsKilled_LeavesNoProcessBehind(string engine)
    {
        Requirements.ClusterWith(engine);
        await using var cluster = await ClusterProcess.StartAsync(engine);
        await cluster.CrashAsync();
    }

    private sealed record NodeStatus(string Name, string Runtime, int Sockets);
}
