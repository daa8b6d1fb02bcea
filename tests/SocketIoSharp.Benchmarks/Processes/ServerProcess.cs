using System.Diagnostics;
using System.Globalization;
using SocketIoSharp.Benchmarks.Native;
using SocketIoSharp.Benchmarks.Servers;

namespace SocketIoSharp.Benchmarks.Processes;

/// <summary>A server in a process of its own, kept to its cores, and what the operating system says about it.</summary>
internal sealed class ServerProcess : IDisposable
{
    // What the kernel counts user and system time in, on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    private readonly Process _process;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    private ServerProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>The processor time that the process has taken, and how it splits.</summary>
    public ProcessorTime ProcessorTime
    {
        get
        {
            var fields = File.ReadAllText($"/proc/{_process.Id}/stat").Split(") ")[^1].Split(' ');
            return new ProcessorTime(
                Libc.ProcessorTime(_process.Id).TotalSeconds,
                long.Parse(fields[11], CultureInfo.InvariantCulture) / TicksPerSecond,
                long.Parse(fields[12], CultureInfo.InvariantCulture) / TicksPerSecond);
        }
    }

    /// <summary>The memory that the process has in use, after a full collection where it has a collector.</summary>
    public async Task<long> CollectedBytesAsync()
    {
        _ = await _http.GetStringAsync(new Uri($"http://127.0.0.1:{Port}/collect"));
        _process.Refresh();
        return _process.WorkingSet64;
    }

    /// <summary>Asks the server for a small text.</summary>
    public string Get(string path) => _http.GetStringAsync(new Uri($"http://127.0.0.1:{Port}{path}")).GetAwaiter().GetResult();

    /// <param name="cores">The cores that the server may use, as taskset takes them.</param>
    /// <param name="server">What to start.</param>
    public static ServerProcess Start(BenchmarkedServer server, string cores)
    {
        var start = new ProcessStartInfo("taskset", ["-c", cores, server.FileName, .. server.Arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // What steers the runtime of the benchmark is not for the servers.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("DOTNET_", StringComparison.Ordinal) && !name.StartsWith("DOTNET_ROOT", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in server.Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{server.FileName} cannot be started.");
        var line = process.StandardOutput.ReadLine()?.Split(' ');
        return line is ["listening", var port]
            ? new ServerProcess(process, int.Parse(port, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"{server.Title} did not start: it said '{string.Join(' ', line ?? [])}'.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _http.Dispose();
    }
}
