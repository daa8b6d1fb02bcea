using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocketIoSharp.Hosting;
using SocketIoSharp.PostgreSql;
using SocketIoSharp.PostgreSql.Tests.Servers;

namespace SocketIoSharp.Cluster.Tests.Brokers;

/// <summary>PostgreSQL: <c>@socket.io/postgres-adapter</c>.</summary>
internal sealed class PostgreSqlEngine : Engine
{
    public override string Name => "postgres";

    // It sends over a pool of connections, and reads what is large while it goes on.
    public override bool JsKeepsOrder => false;

    // The emitter does not say the namespace in the message, where the adapter looks for it since 0.5; our nodes take it from the channel.
    public override bool JsEmitterReachesJs => false;

    public override async Task<IBroker> StartAsync()
    {
        try
        {
            return new Broker(await (await PostgreSqlServer.GetAsync()).CreateDatabaseAsync());
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException)
        {
            throw new BrokerMissingException(exception.Message, exception);
        }
    }

    private sealed class Broker(string connection) : IBroker
    {
        private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connection);

        public string Url
        {
            get
            {
                var parts = new NpgsqlConnectionStringBuilder(connection);
                return $"postgresql://{parts.Username}@{parts.Host}:{parts.Port}/{parts.Database}";
            }
        }

        public void Use(SocketIoBuilder builder) => builder.UsePostgreSql(connection);

        public IClusterPublisher CreatePublisher() => new PostgreSqlPublisher(_source);

        public async ValueTask DisposeAsync()
        {
            await _source.DisposeAsync();
            await PostgreSqlServer.RemoveAsync();
        }
    }
}
