using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Cluster;
using SocketIoSharp.Hosting;
using SocketIoSharp.Specification;

namespace SocketIoSharp.Server.Tests.Cluster.Ordered;

/// <summary>The core of adapters with a log, over one in memory.</summary>
internal sealed class OrderedSpecificationTests
{
    private static readonly IReadOnlyList<SpecificationCase> Cases = new LogSpecification().Cases;

    [TestCaseSource(nameof(Cases))]
    public Task Adapter(SpecificationCase mustBe) => mustBe.RunAsync();

    private sealed class LogSpecification : ClusterSpecification
    {
        private readonly ConcurrentDictionary<string, (ClusterLog Log, ClusterBus Bus)> _brokers = new();

        protected override bool RecoversOnOtherNodes => true;

        protected override bool NoticesLeavingNodes => false;

        protected override void ConfigureNode(SocketIoBuilder node, string cluster)
        {
            var (log, bus) = _brokers.GetOrAdd(cluster, _ => (new ClusterLog(), new ClusterBus()));
            node.Services.Configure<SocketIoOptions>(options => options.AdapterFactory = @namespace => new ClusterLogAdapter(@namespace, log, bus, new OrderedClusterOptions()));
        }
    }
}
