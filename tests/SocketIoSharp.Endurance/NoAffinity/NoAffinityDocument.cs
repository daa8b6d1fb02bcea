using System.Globalization;
using System.Text.Json;

namespace SocketIoSharp.Endurance.NoAffinity;

/// <summary>What a run without affinity has shown, for the screen and for docs/endurance.</summary>
internal static class NoAffinityDocument
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Summarise(NoAffinityResult result) => string.Join('\n', Rows(result).Select(row => $"  {row.Name}: {row.Value}").Prepend(result.Report.Kind + ":"));

    public static async Task WriteAsync(string folder, int nodes, TimeSpan duration, IReadOnlyList<NoAffinityResult> results)
    {
        Directory.CreateDirectory(folder);
        var date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(folder, "no-affinity.json"), JsonSerializer.Serialize(new { date, nodes, duration, results }, Json) + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "no-affinity.md"), Compose(date, nodes, duration, results));
    }

    private static string Compose(string date, int nodes, TimeSpan duration, IReadOnlyList<NoAffinityResult> results)
    {
        var rows = results.Select(result => Rows(result).ToArray()).ToArray();
        var table = rows[0].Select((row, i) => $"| {row.Name} | {string.Join(" | ", rows.Select(column => column[i].Value))} |");
        return string.Create(CultureInfo.InvariantCulture, $"""
            # Without affinity

            {results[0].Report.Clients} stock clients (socket.io-client 4.8.4) on polling alone, and then as many that upgrade, behind an nginx that gives each request to the next of {nodes} nodes, whoever the client is. The nodes
            [pass requests on](../scaling.md#without-affinity). For {duration.TotalSeconds:F0} seconds each client sends two numbered messages a second, each of which is answered, and gets two; every tenth has bytes in it. In the
            end both sides compare what they have counted.

            ```sh
            dotnet run -c Release --project tests/SocketIoSharp.Endurance -- no-affinity
            ```

            On {date}, {Environment.ProcessorCount} cores, Linux; nodes, clients and nginx share them.

            | | {string.Join(" | ", results.Select(result => result.Report.Kind))} |
            |---|{string.Concat(Enumerable.Repeat("---:|", results.Count))}
            {string.Join('\n', table)}

            499 is nginx's word for a client that closes its connection first: the last poll of one that is done.
            With `--without-forwarding` the nodes refuse what is not theirs, no client gets as far as its first message but by luck, and the run has to say so.

            """);
    }

    private static IEnumerable<(string Name, string Value)> Rows(NoAffinityResult result)
    {
        var report = result.Report;
        yield return ("requests", Number(result.Requests));
        yield return ("status of the answers", string.Join(", ", result.Statuses.Select(status => $"{status.Key}: {Number(status.Value)}")));
        yield return ("passed on to another node", Number(result.Forwarded));
        yield return ("could not be passed on", Number(result.Failures));
        yield return ("refused by a node", Number(result.Refused));
        yield return ("messages to the nodes, answered", $"{Number(report.Sent)}, {Number(report.Answered)}");
        yield return ("messages to the clients", Number(report.Received));
        yield return ("out of order or broken", Number(report.Disordered));
        yield return ("lost", Number(report.Lost));
        yield return ("clients on a WebSocket at the end", Number(report.Upgraded));
        yield return ("failures that clients saw", report.Failures.Count == 0 ? "none" : string.Join(", ", report.Failures.Select(failure => $"{failure.Key}: {Number(failure.Value)}")));
        yield return ("answered after: median, 99 %, longest", string.Join(", ", report.Delays.Select(delay => string.Create(CultureInfo.InvariantCulture, $"{delay:F0} ms"))));
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
