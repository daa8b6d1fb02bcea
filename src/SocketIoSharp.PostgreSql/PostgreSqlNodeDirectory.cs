using Npgsql;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.PostgreSql;

/// <summary>
/// Where nodes that pass requests on to each other find their addresses: a table with a row for each. Times are the database's, so that the clocks of nodes may differ. Thread-safe.
/// </summary>
internal sealed class PostgreSqlNodeDirectory(PostgreSqlHub hub) : INodeDirectory
{
    private readonly string _name = hub.Options.NodeTableName;
    private volatile bool _isThere;

    private string Create => $"CREATE TABLE IF NOT EXISTS {_name} (code text PRIMARY KEY, address text NOT NULL, secret text NOT NULL, expires_at timestamptz NOT NULL)";

    // Those that have expired are nobody's, so whoever comes next clears them away.
    private string Register =>
        $"WITH gone AS (DELETE FROM {_name} WHERE expires_at <= now() AND code <> $1) INSERT INTO {_name} AS node (code, address, secret, expires_at) VALUES ($1, $2, $3, now() + make_interval(secs => $4)) "
        + "ON CONFLICT (code) DO UPDATE SET address = excluded.address, secret = excluded.secret, expires_at = excluded.expires_at WHERE node.secret = excluded.secret OR node.expires_at <= now()";

    private string Remove => $"DELETE FROM {_name} WHERE code = $1 AND secret = $2";

    private string List => $"SELECT code, address, secret FROM {_name} WHERE expires_at > now()";

    /// <inheritdoc/>
    public async Task<bool> TryRegisterAsync(NodeEntry node, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        await CreateAsync(cancellationToken);
        await using var command = CommandOf(Register, node.Code, node.Address.AbsoluteUri, node.Secret, lifetime.TotalSeconds);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(NodeEntry node, CancellationToken cancellationToken)
    {
        await using var command = CommandOf(Remove, node.Code, node.Secret);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyCollection<NodeEntry>> ListAsync(CancellationToken cancellationToken)
    {
        await CreateAsync(cancellationToken);
        await using var command = CommandOf(List);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var nodes = new List<NodeEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            // What is no address is somebody else's row.
            if (Uri.TryCreate(reader.GetString(1), UriKind.Absolute, out var address))
            {
                nodes.Add(new NodeEntry(reader.GetString(0), address, reader.GetString(2)));
            }
        }

        return nodes;
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (_isThere)
        {
            return;
        }

        // Asked first: without the right to create tables even IF NOT EXISTS fails.
        await using var find = CommandOf("SELECT to_regclass($1) IS NOT NULL", _name);
        if (await find.ExecuteScalarAsync(cancellationToken) is not true)
        {
            try
            {
                await using var create = CommandOf(Create);
                await create.ExecuteNonQueryAsync(cancellationToken);
            }
            catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateObject)
            {
                // Another node was faster.
            }
        }

        _isThere = true;
    }

    private NpgsqlCommand CommandOf(string statement, params object[] values)
    {
        var command = hub.DataSource.CreateCommand(statement);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
