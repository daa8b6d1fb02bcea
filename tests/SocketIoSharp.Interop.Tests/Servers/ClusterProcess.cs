using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocketIoSharp.Interop.Tests.Servers;

/// <summary>The sample samples/Cluster in a process of its own, with all that it starts.</summary>
internal sealed class ClusterProcess : IAsyncDisposable
{
    // It starts a database, three servers and a proxy.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(100);

    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private readonly ProcessFamily _family = new();

    private ClusterProcess(string engine)
    {
        var port = FreePort();
        Url = new Uri($"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo("dotnet", [Repository.Program("Cluster", "Cluster"), "--engine", engine, "--port", port.ToString(CultureInfo.InvariantCulture), "--no-browser"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _family.Mark(start.Environment);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
    }

    /// <summary>The one address, which is nginx's.</summary>
    public Uri Url { get; }

    public static async Task<ClusterProcess> StartAsync(string engine)
    {
        var cluster = new ClusterProcess(engine);
        cluster._process.Start();
        cluster._process.BeginOutputReadLine();
        cluster._process.BeginErrorReadLine();
        var ended = cluster._process.WaitForExitAsync();
        var first = await Task.WhenAny(cluster._ready.Task, ended, Task.Delay(Limit));
        if (first != cluster._ready.Task)
        {
            await cluster.KillAsync();
            throw new AssertionException("The sample did not start:\n" + cluster.Output());
        }

        cluster._family.Remember(cluster._process.Id);
        cluster._family.Living.Should().HaveCountGreaterThan(5, "an engine, three nodes and nginx are processes of their own");
        return cluster;
    }

    /// <summary>Asks it to stop, and waits until it has, and nothing that it started is left.</summary>
    public async Task StopAsync()
    {
        _family.Remember(_process.Id);
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WithPatience();
        _process.ExitCode.Should().Be(0, "the sample stops cleanly: {0}", Output());
        await NothingIsLeftAsync();
    }

    /// <summary>Ends it without a warning, and waits until nothing that it started is left.</summary>
    public async Task CrashAsync()
    {
        _family.Remember(_process.Id);
        await KillAsync();
        await NothingIsLeftAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        Output().Should().NotContain("fail: ").And.NotContain("Unhandled exception", "the sample must not log errors");
    }

    public string Output()
    {
        lock (_output)
        {
            return _output.ToString();
        }
    }

    // Who watches a process notices its end a little later.
    private async Task NothingIsLeftAsync()
    {
        try
        {
            await Patience.UntilAsync(() => _family.Living.Count == 0, "nothing that the sample has started is left");
        }
        catch (TimeoutException)
        {
            _family.Living.Should().BeEmpty("all that the sample has started ends with it");
        }
    }

    private async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync().WithPatience();
        }
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line.Contains("Press Ctrl+C to stop", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
