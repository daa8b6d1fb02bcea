using System.ComponentModel;
using System.Diagnostics;

namespace Cluster.Conductor;

/// <summary>A program that does something and ends.</summary>
internal static class Command
{
    /// <returns>Its exit code and what it has said; 127 if there is no such program.</returns>
    public static async Task<(int Code, string Output)> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            await EndAsync(process, cancellationToken);
            return (process.ExitCode, (await output + await errors).Trim());
        }
        catch (Win32Exception)
        {
            return (127, $"There is no {command[0]}.");
        }
    }

    private static async Task EndAsync(Process process, CancellationToken cancellationToken)
    {
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
