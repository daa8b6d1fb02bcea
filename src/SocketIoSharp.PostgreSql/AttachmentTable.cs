using Npgsql;

namespace SocketIoSharp.PostgreSql;

/// <summary>The table of what no notification can carry: its statements.</summary>
internal sealed class AttachmentTable(string name)
{
    /// <summary>What a stub ends with, behind the id: see <see cref="Sending.OutgoingNotification"/>.</summary>
    public const string StubEnd = "\"}";

    /// <summary>What stands between texts that are sent together, as in <see cref="NotifyStatement"/>: JSON has no such sign, but it may have line breaks.</summary>
    public const char Separator = '\x1e';

    /// <summary>Sends what needs no rows: channel, and texts with separators between them. Lists are text, because data sources can be built without arrays.</summary>
    public const string NotifyStatement = @"SELECT count(pg_notify($1, text)) FROM unnest(string_to_array($2, E'\x1e')) AS text";

    /// <summary>
    /// Inserts rows and sends their stubs: channel, what stubs have up to the id, all payloads behind each other, and where each starts and how long it is, in lists with commas. One
    /// statement, so that nobody hears of a row that is not there, and nobody waits for a second round trip.
    /// </summary>
    public string NotifyWithRowsStatement { get; } =
        $"WITH attachment AS (INSERT INTO {name} (payload) SELECT substring($3::bytea FROM start FOR length) "
        + "FROM unnest(string_to_array($4, ',')::int[], string_to_array($5, ',')::int[]) AS part (start, length) RETURNING id) "
        + $"SELECT count(pg_notify($1, $2::text || id::text || '{StubEnd}')) FROM attachment";

    /// <summary>
    /// Reads rows in the order of their ids in a list with commas, one for each, missing ones included: the length of each payload, and the payload if it is not longer than the second
    /// parameter.
    /// </summary>
    public string ReadStatement { get; } =
        "SELECT octet_length(a.payload), CASE WHEN octet_length(a.payload) <= $2 THEN a.payload END "
        + $"FROM unnest(string_to_array($1, ',')::bigint[]) WITH ORDINALITY AS wanted (id, position) LEFT JOIN {name} a ON a.id = wanted.id ORDER BY wanted.position";

    private string CreateStatement { get; } =
        $"CREATE TABLE IF NOT EXISTS {name} (id bigserial UNIQUE, created_at timestamptz DEFAULT NOW(), payload bytea)";

    private string CleanStatement { get; } = $"DELETE FROM {name} WHERE created_at < now() - make_interval(secs => $1)";

    /// <summary>Makes the table if there is none.</summary>
    /// <exception cref="NpgsqlException">It is missing and cannot be made.</exception>
    public async Task CreateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Asked first: without the right to create tables even IF NOT EXISTS fails.
        await using var find = new NpgsqlCommand("SELECT to_regclass($1) IS NOT NULL", connection) { Parameters = { new() { Value = name } } };
        if (await find.ExecuteScalarAsync(cancellationToken) is true)
        {
            return;
        }

        try
        {
            await using var create = new NpgsqlCommand(CreateStatement, connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateObject)
        {
            // Another node was faster.
        }
    }

    /// <summary>Deletes the rows that are older than so.</summary>
    public async Task CleanAsync(NpgsqlDataSource dataSource, TimeSpan age, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(CleanStatement);
        command.Parameters.Add(new() { Value = age.TotalSeconds });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
