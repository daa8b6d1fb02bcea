using System.ComponentModel;
using System.Diagnostics;

namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>Runs the programs that the servers need before they are started.</summary>
internal static class CommandLine
{
    /// <summary>The first line that a program prints, such as its version; <see langword="null"/> if it cannot be run.</summary>
    public static string? FirstLineOf(string fileName, params string[] arguments)
    {
        try
        {
            using var process = Start(new ProcessStartInfo(fileName, arguments) { RedirectStandardOutput = true });
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output.Split('\n')[0].Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Runs a program in a folder and lets it print.</summary>
    /// <returns>The exit code; <see langword="null"/> if there is no such program.</returns>
    public static int? Run(string folder, string fileName, params string[] arguments)
    {
        try
        {
            using var process = Start(new ProcessStartInfo(fileName, arguments) { WorkingDirectory = folder });
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static Process Start(ProcessStartInfo start) => Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
}
