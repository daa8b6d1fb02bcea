using System.Diagnostics;
using System.Reflection;
using Npgsql;

namespace SocketIoSharp.PostgreSql.Tests.Servers;

/// <summary>A PostgreSQL server of the test run's own. Its script sees to it that it ends with the run.</summary>
internal sealed class PostgreSqlServer
{
    private static readonly string Script = Path.Combine(
        typeof(PostgreSqlServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(entry => entry.Key == "RepositoryRoot").Value!, "tests", "start-postgres.sh");

    private static readonly Lazy<Task<PostgreSqlServer>> Shared = new(StartAsync);

    private readonly Dictionary<string, string> _values;
    private int _databases;

    private PostgreSqlServer(string output) =>
        _values = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(_values["folder"], "data", "postmaster.pid")).First(), provider: null);

    /// <summary>The server of the run. Without one the tests are left out, but on a build server they fail.</summary>
    public static async Task<PostgreSqlServer> GetAsync()
    {
        try
        {
            return await Shared.Value;
        }
        catch (Exception exception)
        {
            Skip.Because(exception.Message);
            throw;
        }
    }

    public static async Task RemoveAsync()
    {
        if (Shared.IsValueCreated && Shared.Value.IsCompletedSuccessfully)
        {
            await RunAsync("remove", (await Shared.Value)._values["folder"]);
        }
    }

    /// <summary>Makes an empty database.</summary>
    /// <returns>How it is reached.</returns>
    public async Task<string> CreateDatabaseAsync(string options = "")
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres") + ";Pooling=false");
        await using var command = source.CreateCommand($"CREATE DATABASE {name} STRATEGY FILE_COPY {options}");
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Ends it like a crash.</summary>
    public Task StopAsync() => RunAsync("stop", _values["folder"]);

    /// <summary>Starts it again, with its data.</summary>
    public Task RestartAsync() => RunAsync("restart", _values["folder"]);

    private string ConnectionString(string database) => $"Host={_values["host"]};Port={_values["port"]};Username={_values["user"]};Database={database}";

    private static async Task<PostgreSqlServer> StartAsync() =>
        new(await RunAsync("--parent", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static async Task<string> RunAsync(params string[] arguments)
    {
        // Through files: what it leaves running inherits pipes, and they would never end.
        var output = Path.GetTempFileName();
        try
        {
            using var process = Process.Start(new ProcessStartInfo("bash", ["-c", "exec \"$0\" \"${@:2}\" >\"$1\" 2>&1 </dev/null", Script, output, .. arguments]))!;
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(5));
            var text = await File.ReadAllTextAsync(output);
            return process.ExitCode == 0 ? text : throw new InvalidOperationException($"No PostgreSQL: {text.Trim()}");
        }
        finally
        {
            File.Delete(output);
        }
    }
}
