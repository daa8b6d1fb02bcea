using System.Diagnostics;
using System.Globalization;

namespace SocketIoSharp.Benchmarks;

/// <summary>A server in a process of its own, and what the operating system says about it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private ServerProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>The memory that the process has in use.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The processor time that the process has taken.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<ServerProcess> StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ServerProcess).Assembly.Location, "serve"]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        return new ServerProcess(process, int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Collects garbage and returns the bytes that are alive.</summary>
    public async Task<long> LiveBytesAsync() =>
        long.Parse(await _http.GetStringAsync(new Uri($"http://127.0.0.1:{Port}/heap")), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
    }
}
