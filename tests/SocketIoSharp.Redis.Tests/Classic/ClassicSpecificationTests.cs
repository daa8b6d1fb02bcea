using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Hosting;
using SocketIoSharp.Specification;

namespace SocketIoSharp.Redis.Tests.Classic;

/// <summary>The classic adapter does what every cluster adapter does, whatever channel answers take.</summary>
[TestFixture(false)]
[TestFixture(true)]
internal sealed class ClassicSpecificationTests(bool isSpecific)
{
    private static readonly string[] Names = [.. new ClassicSpecification(false).Cases.Select(mustBe => mustBe.Name)];

    [TestCaseSource(nameof(Names))]
    public Task Adapter(string name) => new ClassicSpecification(isSpecific).Cases.Single(mustBe => mustBe.Name == name).RunAsync();

    private sealed class ClassicSpecification(bool isSpecific) : ClusterSpecification
    {
        protected override void ConfigureNode(SocketIoBuilder node, string cluster) => node.UseRedis(RedisRun.Server.Configuration, options =>
        {
            options.Key = cluster;
            options.PublishOnSpecificResponseChannel = isSpecific;
        });
    }
}
