using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SocketIoSharp.Interop.Tests.Conformance;

/// <summary>One run of tests/conformance-js: which vectors it checked, and what it has to say about those that failed.</summary>
internal sealed partial record VectorCheck(IReadOnlyList<string> Passed, IReadOnlyList<string> Failed, string Output, int ExitCode)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <param name="launch">The command that starts a server; <see langword="null"/> means the JavaScript reference.</param>
    public static async Task<VectorCheck> RunAsync(string? launch)
    {
        var start = new ProcessStartInfo("node", ["verify.mjs", "--verbose", .. launch is null ? (string[])[] : ["--launch", launch]])
        {
            WorkingDirectory = Repository.ConformanceFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Ends its servers as well.
            process.Kill(entireProcessTree: true);
        }

        var passed = PassedLine().Matches(await output).Select(match => match.Groups[1].Value);
        var failed = FailedLines().Matches(await errors).Select(match => match.Value.TrimEnd());
        return new VectorCheck([.. passed], [.. failed], $"{await output}\n{await errors}", process.ExitCode);
    }

    [GeneratedRegex(@"^ok   (.+) \(\d+ ms\)$", RegexOptions.Multiline)]
    private static partial Regex PassedLine();

    [GeneratedRegex(@"^FAIL .*(\n     .*)*", RegexOptions.Multiline)]
    private static partial Regex FailedLines();
}
