using Npgsql;

namespace SocketIoSharp.PostgreSql;

/// <summary>Where connections come from, and whether they end with the server.</summary>
internal sealed class PostgreSqlSource : IAsyncDisposable
{
    private readonly bool _isOwn;

    /// <summary>Takes the application's own.</summary>
    public PostgreSqlSource(NpgsqlDataSource dataSource)
    {
        if (new NpgsqlConnectionStringBuilder(dataSource.ConnectionString).Multiplexing)
        {
            throw new ArgumentException("Notifications are not received over a data source with multiplexing.", nameof(dataSource));
        }

        // Nothing can be sent to a standby, and nothing is heard there.
        DataSource = dataSource is NpgsqlMultiHostDataSource hosts ? hosts.WithTargetSession(TargetSessionAttributes.Primary) : dataSource;
    }

    /// <summary>Makes one.</summary>
    public PostgreSqlSource(string connectionString)
        : this(Create(connectionString)) => _isOwn = true;

    public NpgsqlDataSource DataSource { get; }

    public ValueTask DisposeAsync() => _isOwn ? DataSource.DisposeAsync() : ValueTask.CompletedTask;

    private static NpgsqlDataSource Create(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.ApplicationName ??= nameof(SocketIoSharp);
        return builder.ConnectionStringBuilder.Host?.Contains(',', StringComparison.Ordinal) == true ? builder.BuildMultiHost() : builder.Build();
    }
}
