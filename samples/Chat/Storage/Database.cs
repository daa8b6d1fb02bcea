using Ember.Limits;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Ember.Storage;

/// <summary>
/// The SQLite file. Readers run side by side (WAL); writers take turns here rather than in SQLite, where they would poll for the lock.
/// </summary>
internal sealed class Database
{
    private const int ForeignKeyError = 787;
    private readonly string _connectionString;
    private readonly Lock _writing = new();

    public Database(IOptions<ChatOptions> options, IHostEnvironment environment)
    {
        SQLitePCL.Batteries_V2.Init();
        var folder = Path.Combine(environment.ContentRootPath, options.Value.DataPath);
        Directory.CreateDirectory(folder);
        FilePath = Path.Combine(folder, "ember.db");
        _connectionString = new SqliteConnectionStringBuilder { DataSource = FilePath, ForeignKeys = true, Pooling = true }.ToString();
        using var connection = Open();
        Schema.Apply(connection);
    }

    public string FilePath { get; }

    /// <summary>A connection from the pool; dispose it to give it back.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    public T Read<T>(Func<SqliteConnection, T> query)
    {
        using var connection = Open();
        return query(connection);
    }

    /// <summary>Runs in one transaction: all of it is stored, or nothing.</summary>
    public T Write<T>(Func<SqliteConnection, T> change)
    {
        lock (_writing)
        {
            using var connection = Open();
            using var transaction = connection.BeginTransaction();
            try
            {
                var result = change(connection);
                transaction.Commit();
                return result;
            }
            catch (SqliteException exception) when (exception.SqliteExtendedErrorCode == ForeignKeyError)
            {
                throw new Refusal("This chat has gone out", StatusCodes.Status404NotFound); // it ended while somebody wrote in it
            }
        }
    }
}
