using System.ComponentModel;
using System.Diagnostics;

namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>The commit that the benchmark was built from.</summary>
internal static class SourceCommit
{
    private const string Unknown = "unknown";

    /// <returns>The short hash, with <c>-dirty</c> behind it when the work tree holds changes.</returns>
    public static string Read()
    {
        if (Git("rev-parse", "--short", "HEAD") is not { Length: > 0 } commit)
        {
            return Unknown;
        }

        // What an earlier run has written does not change what is measured.
        return Git("status", "--porcelain", "--", ":/", ":(top,exclude)docs/performance") is "" ? commit : commit + "-dirty";
    }

    private static string? Git(params string[] arguments)
    {
        // The folder of the program is inside of the work tree, wherever the command was started.
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var git = Process.Start(start)!;
            git.ErrorDataReceived += static (_, _) => { };
            git.BeginErrorReadLine();
            var output = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            // There is no git here.
            return null;
        }
    }
}
