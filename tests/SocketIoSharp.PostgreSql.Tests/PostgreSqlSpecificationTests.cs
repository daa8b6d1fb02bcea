using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocketIoSharp.Cluster;
using SocketIoSharp.Hosting;
using SocketIoSharp.PostgreSql.Tests.Servers;
using SocketIoSharp.Specification;

namespace SocketIoSharp.PostgreSql.Tests;

/// <summary>What every cluster adapter does.</summary>
internal sealed class PostgreSqlSpecificationTests
{
    private static readonly PostgreSqlSpecification Specification = new();

    private static readonly IReadOnlyList<SpecificationCase> Cases = Specification.Cases;

    [OneTimeSetUp]
    public static async Task CreateDatabaseAsync() => Specification.ConnectionString = await (await PostgreSqlServer.GetAsync()).CreateDatabaseAsync();

    [TestCaseSource(nameof(Cases))]
    public Task Adapter(SpecificationCase mustBe) => mustBe.RunAsync();

    private sealed class PostgreSqlSpecification : ClusterSpecification
    {
        private NpgsqlDataSource? _source;

        public string ConnectionString { get; set; } = string.Empty;

        protected override Func<string, IClusterPublisher> PublisherFactory =>
            cluster => new PostgreSqlPublisher(_source ??= NpgsqlDataSource.Create(ConnectionString), new PostgreSqlOptions { ChannelPrefix = cluster });

        protected override void ConfigureNode(SocketIoBuilder node, string cluster) => node.UsePostgreSql(ConnectionString, options => options.ChannelPrefix = cluster);
    }
}
