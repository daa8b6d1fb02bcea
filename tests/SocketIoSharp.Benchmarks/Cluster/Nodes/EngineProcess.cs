using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SocketIoSharp.Benchmarks.Cluster.Nodes;

/// <summary>A broker of this run's own, started by a script of the tests.</summary>
internal sealed partial class EngineProcess : IDisposable
{
    private readonly Process _process;

    private EngineProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <param name="kind">What to start.</param>
    /// <param name="cores">The cores that it may use, as taskset takes them.</param>
    public static EngineProcess Start(EngineKind kind, string cores)
    {
        var script = Path.Combine(RepositoryFolder.Root, "tests", kind.Script);
        var start = new ProcessStartInfo("taskset", ["-c", cores, script, .. Arguments(kind)]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{script} cannot be started.");
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (PortPattern().Match(line) is { Success: true } match)
            {
                return new EngineProcess(process, int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
            }
        }

        throw new InvalidOperationException($"{kind.Title} did not start: see what {script} says.");
    }

    // Both scripts end their server when what has started them is gone: one sees its input end, the other the process.
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string[] Arguments(EngineKind kind) =>
        kind.Name == EngineKind.PostgreSql ? ["--parent", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)] : [];

    [GeneratedRegex(@"\bport=(\d+)")]
    private static partial Regex PortPattern();
}
