using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using SocketIoSharp;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Hosting;
using SocketIoSharp.PostgreSql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Sets up a cluster over PostgreSQL.</summary>
public static class PostgreSqlSocketIoBuilderExtensions
{
    /// <summary>
    /// Makes the server one of several that act as one: what it sends to everybody or to rooms reaches the clients of all servers that use the same database, those on Node.js
    /// with <c>@socket.io/postgres-adapter</c> among them. Takes the place of <see cref="SocketIoOptions.AdapterFactory"/>.
    /// </summary>
    /// <remarks>
    /// Two connections stay open, one to listen and one to send; a third is used for a moment at times. A connection pooler between the server and the database must keep sessions
    /// (PgBouncer: <c>pool_mode = session</c>). The database's encoding must be UTF8. When it cannot be reached, the clients of this server are still served.
    /// </remarks>
    /// <param name="builder">The server that is being set up.</param>
    /// <param name="connectionString">How the database is reached. Its pool is the server's own.</param>
    /// <param name="configure">Sets the options.</param>
    /// <exception cref="ArgumentException">The connection string, or one of the options, is not valid.</exception>
    public static SocketIoBuilder UsePostgreSql(this SocketIoBuilder builder, string connectionString, Action<PostgreSqlOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        _ = new NpgsqlConnectionStringBuilder(connectionString);
        return builder.UsePostgreSql(_ => new PostgreSqlSource(connectionString), configure);
    }

    /// <inheritdoc cref="UsePostgreSql(SocketIoBuilder, string, Action{PostgreSqlOptions}?)"/>
    /// <param name="builder">The server that is being set up.</param>
    /// <param name="dataSource">Where connections come from. It is the application's to dispose of, after the server. It must not use multiplexing.</param>
    /// <param name="configure">Sets the options.</param>
    /// <exception cref="ArgumentException">The data source uses multiplexing, or one of the options is not valid.</exception>
    public static SocketIoBuilder UsePostgreSql(this SocketIoBuilder builder, NpgsqlDataSource dataSource, Action<PostgreSqlOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        var source = new PostgreSqlSource(dataSource);
        return builder.UsePostgreSql(_ => source, configure);
    }

    private static SocketIoBuilder UsePostgreSql(this SocketIoBuilder builder, Func<IServiceProvider, PostgreSqlSource> source, Action<PostgreSqlOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new PostgreSqlOptions();
        configure?.Invoke(options);
        options.Validate();

        // The container disposes of it, after the server, which is made later. When this is called twice, the last one counts.
        builder.Services.AddSingleton(provider => new PostgreSqlHub(
            source(provider), options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>()));
        builder.Services.TryAddSingleton<INodeDirectory, PostgreSqlNodeDirectory>();
        builder.Services.AddOptions<SocketIoOptions>().Configure<PostgreSqlHub>((server, hub) => server.AdapterFactory = @namespace => new PostgreSqlAdapter(@namespace, hub));
        return builder;
    }
}
