using System.Diagnostics;
using System.Globalization;

namespace SocketIoSharp.Endurance.NoAffinity;

/// <summary>A load balancer that sends each request to the next node: <c>tests/start-nginx.sh</c>.</summary>
internal sealed class Nginx : IDisposable
{
    private static readonly TimeSpan InstallPatience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly string _log;

    private Nginx(Process process, int port, string log)
    {
        _process = process;
        _log = log;
        Url = new Uri($"http://127.0.0.1:{port}");
    }

    public Uri Url { get; }

    /// <exception cref="InvalidOperationException">It did not start.</exception>
    public static async Task<Nginx> StartAsync(IEnumerable<int> backends)
    {
        var script = Path.Combine(RepositoryFolder.Root, "tests", "start-nginx.sh");
        var start = new ProcessStartInfo("bash", [script, .. backends.Select(port => port.ToString(CultureInfo.InvariantCulture))]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        if (await process.StandardOutput.ReadLineAsync().WaitAsync(InstallPatience) is not { } line)
        {
            throw new InvalidOperationException("nginx did not start.");
        }

        var words = line.Split(' ').Select(word => word.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new Nginx(process, int.Parse(words["port"], CultureInfo.InvariantCulture), words["log"]);
    }

    /// <summary>The requests that it has answered so far, by the status of the answer.</summary>
    public IReadOnlyDictionary<string, int> Statuses() =>
        File.ReadLines(_log).CountBy(line => line.Split(' ')[0]).OrderBy(count => count.Key, StringComparer.Ordinal).ToDictionary();

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
