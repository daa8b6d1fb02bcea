using System.Diagnostics;

namespace SocketIoSharp.Interop.Tests.Differential;

/// <summary>What one run of a program of tests/differential-js printed, and how it ended.</summary>
internal sealed record NodeProgram(string Output, int ExitCode)
{
    /// <summary>Runs the program to its end, or to the end of the time limit.</summary>
    public static async Task<NodeProgram> RunAsync(TimeSpan limit, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Repository.DifferentialFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var timer = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(timer.Token);
        }
        catch (OperationCanceledException)
        {
            // Its servers as well.
            process.Kill(entireProcessTree: true);
        }

        return new NodeProgram($"{await output}\n{await errors}", process.ExitCode);
    }
}
