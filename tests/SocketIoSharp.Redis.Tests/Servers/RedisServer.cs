using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace SocketIoSharp.Redis.Tests;

/// <summary>A Redis of the tests' own on a free port, which can be stopped, started again on the same port, and paused.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly string Root = typeof(RedisServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "RepositoryRoot").Value!;

    private readonly string? _folder;
    private Process? _script;
    private int _id;

    private RedisServer(string? folder) => _folder = folder;

    public int Port { get; private set; }

    /// <summary>What clients connect to.</summary>
    public string Configuration => $"127.0.0.1:{Port}";

    /// <param name="folder">Where everything is kept over a restart; <see langword="null"/> when nothing is.</param>
    public static async Task<RedisServer> StartAsync(string? folder = null)
    {
        var server = new RedisServer(folder);
        await server.RunAsync();
        return server;
    }

    /// <summary>Ends it; <see cref="StartAgainAsync"/> brings it back.</summary>
    public async Task StopAsync()
    {
        if (_script is { } script)
        {
            script.StandardInput.Close();
            await script.WaitForExitAsync().Soon();
            script.Dispose();
            _script = null;
        }
    }

    public Task StartAgainAsync() => RunAsync();

    /// <summary>Holds it still: its connections stay, and nothing is read.</summary>
    public Task PauseAsync() => KillAsync("-STOP");

    public Task ResumeAsync() => KillAsync("-CONT");

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task RunAsync()
    {
        var start = new ProcessStartInfo(Path.Combine(Root, "tests", "start-redis.sh")) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Port > 0)
        {
            start.ArgumentList.Add("--port");
            start.ArgumentList.Add(Port.ToString(CultureInfo.InvariantCulture));
        }

        if (_folder is not null)
        {
            start.ArgumentList.Add("--persist");
            start.ArgumentList.Add(_folder);
        }

        _script = Process.Start(start)!;

        // The first time it may install Redis.
        var line = await _script.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(5));
        if (line is null)
        {
            throw new InvalidOperationException("Redis does not start: see above.");
        }

        var values = line.Split(' ').Select(pair => int.Parse(pair.Split('=')[1], CultureInfo.InvariantCulture)).ToArray();
        (Port, _id) = (values[0], values[1]);
    }

    private async Task KillAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().Soon();
    }
}
