using Microsoft.Playwright;
using SocketIoSharp.Interop.Tests.Browser;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.Samples;

/// <summary>Tests of the page of samples/Cluster, whose three panes are three stock clients.</summary>
internal abstract class ClusterPageFixture : BrowserFixture
{
    protected ClusterProcess Cluster { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartCluster()
    {
        Requirements.ClusterWith("redis-streams");
        Assertions.SetDefaultExpectTimeout((float)Patience.Limit.TotalMilliseconds);
        Cluster = await ClusterProcess.StartAsync("redis-streams");
    }

    [OneTimeTearDown]
    public async Task StopCluster()
    {
        if (Cluster is not null)
        {
            await Cluster.DisposeAsync();
        }
    }
}
