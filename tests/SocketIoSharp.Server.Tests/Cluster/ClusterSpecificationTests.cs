using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Cluster;
using SocketIoSharp.Hosting;
using SocketIoSharp.Specification;

namespace SocketIoSharp.Server.Tests.Cluster;

/// <summary>The core of all cluster adapters, over a bus in memory.</summary>
internal sealed class ClusterSpecificationTests
{
    private static readonly IReadOnlyList<SpecificationCase> Cases = new BusSpecification().Cases;

    [TestCaseSource(nameof(Cases))]
    public Task Adapter(SpecificationCase mustBe) => mustBe.RunAsync();

    private sealed class BusSpecification : ClusterSpecification
    {
        private readonly ConcurrentDictionary<string, ClusterBus> _buses = new();

        protected override Func<string, IClusterPublisher> PublisherFactory => cluster => new BusPublisher(BusOf(cluster));

        protected override void ConfigureNode(SocketIoBuilder node, string cluster) => node.Services.Configure<SocketIoOptions>(
            options => options.AdapterFactory = @namespace => new ClusterBusAdapter(@namespace, BusOf(cluster), new HeartbeatClusterOptions()));

        private ClusterBus BusOf(string cluster) => _buses.GetOrAdd(cluster, _ => new ClusterBus());
    }
}
