using System.Globalization;
using Cluster.Nodes;

namespace Cluster.Conductor;

/// <summary>Redis or PostgreSQL: an own one, at a free port, that forgets everything when it ends. The scripts are those of the tests.</summary>
internal sealed class EngineProcess(EngineKind kind, Terminal terminal) : IAsyncDisposable
{
    private ChildProcess? _redis;
    private string? _postgresFolder;

    /// <returns>The port it listens on.</returns>
    /// <exception cref="CannotStartException">It cannot be had.</exception>
    public Task<int> StartAsync(CancellationToken cancellationToken) =>
        kind is EngineKind.PostgreSql ? StartPostgresAsync(cancellationToken) : StartRedisAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }

        if (_postgresFolder is not null)
        {
            await Command.RunAsync(["bash", Script("start-postgres.sh"), "remove", _postgresFolder], CancellationToken.None);
        }
    }

    private async Task<int> StartRedisAsync(CancellationToken cancellationToken)
    {
        _redis = ChildProcess.Start("redis", Shell.Undisturbed(Script("start-redis.sh")), line => line.StartsWith("port=", StringComparison.Ordinal), terminal);
        return PortIn(await _redis.ReadyAsync(cancellationToken), "port=");
    }

    // It watches this process instead of its input.
    private async Task<int> StartPostgresAsync(CancellationToken cancellationToken)
    {
        var (code, output) = await Command.RunAsync(
            Shell.Undisturbed(Script("start-postgres.sh"), "--parent", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)), cancellationToken);
        _postgresFolder = ValueIn(output, "folder=");
        return code == 0 && _postgresFolder is not null ? PortIn(output, "port=") : throw new CannotStartException($"PostgreSQL has not started:\n{output}");
    }

    private static int PortIn(string output, string key) => int.Parse(ValueIn(output, key)!, CultureInfo.InvariantCulture);

    private static string? ValueIn(string output, string key) =>
        output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith(key, StringComparison.Ordinal)).Select(word => word[key.Length..].Trim()).FirstOrDefault();

    private static string Script(string name) => Path.Combine(SampleFolder.Repository, "tests", name);
}
