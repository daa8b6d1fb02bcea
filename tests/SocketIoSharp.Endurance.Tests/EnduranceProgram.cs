using System.Diagnostics;
using System.Reflection;

namespace SocketIoSharp.Endurance.Tests;

/// <summary>The program of the runs, as a person starts it.</summary>
internal static class EnduranceProgram
{
    private static readonly string Root = Read("RepositoryRoot");

    private static readonly string Assembly = Path.Combine(
        Root, "artifacts", "bin", "SocketIoSharp.Endurance", Read("Configuration").ToLowerInvariant(), "SocketIoSharp.Endurance.dll");

    /// <summary>Where the stock clients are.</summary>
    public static string ClientsFolder { get; } = Path.Combine(Root, "tests", "clients-js");

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="TimeoutException">It took longer than the limit, and was ended.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(TimeSpan limit, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
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
            throw new TimeoutException($"'{string.Join(' ', arguments)}' took longer than {limit.TotalMinutes:F0} minutes.");
        }
    }

    private static string Read(string key) =>
        typeof(EnduranceProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == key).Value!;
}
