using Npgsql;
using SocketIoSharp.PostgreSql.Tests.Servers;

namespace SocketIoSharp.PostgreSql.Tests;

/// <summary>A fixture whose tests have an empty database each.</summary>
internal abstract class DatabaseFixture : WireFixture
{
    protected PostgreSqlServer Database { get; private set; } = null!;

    protected string ConnectionString { get; set; } = null!;

    /// <summary>Connections of the test's own, for what it does to the database.</summary>
    protected NpgsqlDataSource Source { get; private set; } = null!;

    [SetUp]
    public async Task CreateDatabaseAsync()
    {
        Database = await PostgreSqlServer.GetAsync();
        ConnectionString = await Database.CreateDatabaseAsync();
        Source = await Own(Task.FromResult(NpgsqlDataSource.Create(ConnectionString)));
    }

    protected async Task<T> QueryAsync<T>(string statement)
    {
        await using var command = Source.CreateCommand(statement);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    protected async Task ExecuteAsync(string statement, params object[] parameters)
    {
        await using var command = Source.CreateCommand(statement);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        await command.ExecuteNonQueryAsync();
    }

    protected Task NotifyAsync(string payload, string channel = "socket.io#/") => ExecuteAsync("SELECT pg_notify($1, $2)", channel, payload);
}
