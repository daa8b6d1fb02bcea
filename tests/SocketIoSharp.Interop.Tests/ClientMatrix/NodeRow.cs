using System.Diagnostics;
using System.Text.Json;

namespace SocketIoSharp.Interop.Tests.ClientMatrix;

/// <summary>A row that one Node.js process plays: tests/clients-js/matrix/play.mjs.</summary>
internal static class NodeRow
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    public static async Task<IReadOnlyList<AspectOutcome>> PlayAsync(string package, string transport, string parser, object settings)
    {
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = Repository.ClientsFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["matrix/play.mjs", package, transport, parser, JsonSerializer.Serialize(settings, Json)])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        var outcomes = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<AspectOutcome>(line, Json)!);
        return process.ExitCode == 0 ? [.. outcomes] : [.. outcomes, new AspectOutcome("the process", $"ended with code {process.ExitCode}: {await errors}")];
    }
}
