using System.Diagnostics;
using System.Reflection;

namespace SocketIoSharp.Endurance.Tests;

/// <summary>Starts a run of the endurance program as a person would, and waits for its end.</summary>
internal static class EnduranceRun
{
    private static string Program => Path.Combine(
        Value("RepositoryRoot"), "artifacts", "bin", "SocketIoSharp.Endurance", Value("Configuration").ToLowerInvariant(), "SocketIoSharp.Endurance.dll");

    public static async Task<(int ExitCode, string Output)> RunAsync(TimeSpan limit, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(late.Token);
            var errors = process.StandardError.ReadToEndAsync(late.Token);
            await process.WaitForExitAsync(late.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"`{string.Join(' ', arguments)}` took longer than {limit}.");
        }
    }

    private static string Value(string key) =>
        typeof(EnduranceRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
