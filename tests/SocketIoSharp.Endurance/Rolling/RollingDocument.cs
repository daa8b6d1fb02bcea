using System.Globalization;
using System.Text.Json;
using SocketIoSharp.Endurance.Jitter;

namespace SocketIoSharp.Endurance.Rolling;

/// <summary>What a rolling run has shown, for the screen and for docs/endurance.</summary>
internal static class RollingDocument
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly (string Name, Func<JitterResult, string> Value)[] Rows =
    [
        ("clients", result => Show(result.Clients)),
        ("reconnections", result => Show(result.Reconnections)),
        ("sessions that went on, on another node", result => Show(result.Recovered)),
        ("messages expected", result => Show(result.Expected)),
        ("delivered", result => Show(result.Delivered)),
        ("lost", result => Show(result.Lost + result.Skipped)),
        ("came twice", result => Show(result.Duplicated)),
        ("came out of order", result => Show(result.Late)),
        ("catching up, ms: p50, p90, p99, most", result => Show(result.CatchingUp)),
        ("of it restoring, ms: p50, p90, p99, most", result => Show(result.Restoring)),
    ];

    public static async Task WriteAsync(string folder, IReadOnlyList<JitterResult> results, string text)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "rolling.json"), JsonSerializer.Serialize(results, Json) + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "rolling.md"), text);
    }

    public static string Of(IReadOnlyList<JitterResult> results, int clients) => string.Create(CultureInfo.InvariantCulture, $"""
        # A rolling restart of a cluster

        Three nodes on Redis Streams with connection state recovery, each a process, behind a TCP balancer that knows nothing and takes turns. {clients} stock clients (socket.io-client 4.8.4) on WebSockets. A
        process without a server sends numbered events, ten a second to everybody and five a second to each of 20 rooms, while one node after the other ends and begins again: in one part of the
        run by SIGTERM, in the other by SIGKILL. Then each client is asked what it got.

        ```sh
        dotnet run -c Release --project tests/SocketIoSharp.Endurance -- rolling
        ```

        On {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, Linux; Redis, nodes, clients and balancer share them.

        | | {string.Join(" | ", results.Select(result => $"nodes were {result.Server.ToLowerInvariant()}"))} |
        |---|{string.Concat(Enumerable.Repeat("---:|", results.Count))}
        {string.Join('\n', Rows.Select(row => $"| {row.Name} | {string.Join(" | ", results.Select(row.Value))} |"))}

        *Catching up* is the time from the loss of the connection to the moment when the client has everything that it missed. Most of it is the client's own pause before it tries again, 0.5 to 1.5 seconds by
        default; *restoring* is the rest, connecting included.

        The run ends with code 1 when a message is lost, comes twice or behind a later one, or when a client is not given its session back; `--without-recovery` shows that it does.

        """);

    private static string Show(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Show(Percentiles times) => string.Create(CultureInfo.InvariantCulture, $"{times.P50:N0}, {times.P90:N0}, {times.P99:N0}, {times.Max:N0}");
}
