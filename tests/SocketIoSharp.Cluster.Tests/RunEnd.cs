namespace SocketIoSharp.Cluster.Tests;

[SetUpFixture]
internal sealed class RunEnd
{
    [OneTimeTearDown]
    public static Task EndAsync() => MixedCluster.EndAllAsync();
}
