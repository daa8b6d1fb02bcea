using System.Diagnostics;
using System.Globalization;

namespace SocketIoSharp.Endurance.Engines;

/// <summary>A Redis of a run's own, by <c>tests/start-redis.sh</c>.</summary>
internal sealed class RedisProcess : IDisposable
{
    private readonly Process _process;

    private RedisProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    /// <exception cref="InvalidOperationException">There is no Redis, and it cannot be installed.</exception>
    public static async Task<RedisProcess> StartAsync()
    {
        var start = new ProcessStartInfo(Path.Combine(RepositoryFolder.Root, "tests", "start-redis.sh")) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("tests/start-redis.sh cannot be started.");
        var line = await process.StandardOutput.ReadLineAsync();
        return line?.Split(' ', '=') is ["port", var port, ..]
            ? new RedisProcess(process, int.Parse(port, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException("Redis did not start.");
    }

    // It ends when its input does.
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
