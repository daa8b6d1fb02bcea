using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Cluster;
using SocketIoSharp.Hosting;
using SocketIoSharp.Specification;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Tests.Streams;

/// <summary>What every cluster adapter does, over a stream; by a connection of the server's own, and by one of the application's.</summary>
internal sealed class StreamsSpecificationTests
{
    private static readonly Lazy<IConnectionMultiplexer> Shared = new(() => ConnectionMultiplexer.Connect(RedisRun.Server.Configuration));

    private static readonly IReadOnlyList<SpecificationCase> OwnCases = new StreamsSpecification((node, configure) => node.UseRedisStreams(RedisRun.Server.Configuration, configure)).Cases;

    private static readonly IReadOnlyList<SpecificationCase> SharedCases = new StreamsSpecification((node, configure) => node.UseRedisStreams(Shared.Value, configure)).Cases;

    [TestCaseSource(nameof(OwnCases))]
    public Task Adapter_OwnConnection(SpecificationCase mustBe) => mustBe.RunAsync();

    [TestCaseSource(nameof(SharedCases))]
    public Task Adapter_SharedConnection(SpecificationCase mustBe) => mustBe.RunAsync();

    [OneTimeTearDown]
    public static async Task CloseAsync()
    {
        if (Shared.IsValueCreated)
        {
            await Shared.Value.DisposeAsync();
        }
    }

    private sealed class StreamsSpecification(Action<SocketIoBuilder, Action<RedisStreamsOptions>> use) : ClusterSpecification
    {
        protected override bool RecoversOnOtherNodes => true;

        protected override Func<string, IClusterPublisher> PublisherFactory => cluster => new RedisStreamsPublisher(RedisRun.Server.Configuration, options => Name(options, cluster));

        protected override void ConfigureNode(SocketIoBuilder node, string cluster) => use(node, options => Name(options, cluster));

        private static void Name(RedisStreamsOptions options, string cluster) =>
            (options.StreamName, options.ChannelPrefix, options.SessionKeyPrefix) = (cluster, cluster, cluster + ":");
    }
}
