using System.Globalization;
using System.Text.Json;

namespace SocketIoSharp.Endurance.Jitter;

/// <summary>What a jitter run has shown, for the screen and for docs/endurance.</summary>
internal static class JitterDocument
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Print(JitterResult result)
    {
        Console.WriteLine($"{TitleOf(result)}:");
        foreach (var (name, value) in Rows(result))
        {
            Console.WriteLine($"  {name}: {value}");
        }
    }

    public static async Task WriteAsync(string folder, JitterPlan plan, IReadOnlyList<JitterResult> results)
    {
        Directory.CreateDirectory(folder);
        var date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(folder, "jitter.json"), JsonSerializer.Serialize(new { date, plan, results }, Json) + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "jitter.md"), Compose(date, plan, results));
    }

    private static string Compose(string date, JitterPlan plan, IReadOnlyList<JitterResult> results)
    {
        var rows = results.Select(result => Rows(result).ToArray()).ToArray();
        var table = rows[0].Select((row, i) => $"| {row.Name} | {string.Join(" | ", rows.Select(column => column[i].Value))} |");
        return string.Create(CultureInfo.InvariantCulture, $"""
            # Jitter

            {plan.Clients} stock clients (socket.io-client 4.8.4), half of them on WebSockets, a third upgrading, a sixth polling, each on a line of its own through a TCP
            proxy. Every 2 to 8 seconds all that is on a line is cut: in order or by reset, at once or in the middle of a frame. Besides, some connections are slow, stall
            for a moment, or are refused. For {plan.Duration.TotalSeconds:F0} seconds the server sends numbered messages, {1 / plan.Traffic.BroadcastInterval.TotalSeconds:F0} a second to everybody and {1 / plan.Traffic.RoomInterval.TotalSeconds:F0} a second to each of
            {plan.Traffic.Rooms} rooms, with connection state recovery. Then the cutting ends, and each client is asked what it got.

            ```sh
            dotnet run -c Release --project tests/SocketIoSharp.Endurance -- jitter --seed {plan.Seed}
            ```

            On {date}, {Environment.ProcessorCount} cores, Linux; servers, clients and proxy share them. Both servers in one run, one after the other.

            | | {string.Join(" | ", results.Select(TitleOf))} |
            |---|{string.Concat(Enumerable.Repeat("---:|", results.Count))}
            {string.Join('\n', table)}

            *Catching up* is the time from the cut to the moment when the recovered client has everything that it missed. Most of it is the client's own pause before it tries
            again, 0.5 to 1.5 seconds by default; *restoring* is what is left: from the beginning of that attempt, connecting included. Cuts meet attempts, too, and then the pause comes again. The
            longest times are those of clients that do not notice: one whose WebSocket ends before its first packet waits 20 seconds (`timeout`), one whose WebSocket is cut while it pauses its
            polls for the upgrade waits for the heartbeat, 45 seconds. Both are in the stock client, whatever the server.

            A session that *goes on* is promised everything. A client whose session does not begins anew, and what was sent meanwhile is *missed between two sessions*. There is one excuse for
            that, *no offset*: it was cut before it had received its first message, so it could not say how far it had come. *Still here* means that the server had not noticed yet that
            the client was gone, as when one is cut between two polls or in the middle of an upgrade: a Node.js server gives such a client what it had at the disconnection before that one, if
            there was one, and takes it out of its rooms when the old connection ends; so it loses messages instead ([0018](../decisions/0018-connection-state-recovery.md)).

            *Kept by the client, to come twice*: events of a recovery that was cut before the server's answer. socket.io-client keeps them, gets them again with the next recovery, and emits both; the
            clients of this run empty `receiveBuffer` when their connection closes, as an application may. It is the same with both servers.

            The run ends with code 1 when SocketIoSharp loses a message, or one comes twice or behind a later one, when a session is not given back without that excuse, or when it is used
            more often than once in fifty times; `--without-recovery` shows that it does.

            """);
    }

    private static IEnumerable<(string Name, string Value)> Rows(JitterResult result)
    {
        yield return ("clients", Show(result.Clients));
        yield return ("connections cut", Show(result.Cuts));
        yield return ("clients that came back", Show(result.Reconnections));
        yield return ("sessions that went on", Share(result.Recovered, result.Reconnections));
        yield return ("that did not: no offset", Show(result.WithoutOffset));
        yield return ("that did not: still here", Show(result.StillHere));
        yield return ("that did not: gone", Show(result.Gone));
        yield return ("messages expected", Show(result.Expected));
        yield return ("delivered", Share(result.Delivered, result.Expected));
        yield return ("missed between two sessions", Show(result.Skipped));
        yield return ("lost", Show(result.Lost));
        yield return ("came twice", Show(result.Duplicated));
        yield return ("came out of order", Show(result.Late));
        yield return ("kept by the client, to come twice", Show(result.Leftovers));
        yield return ("catching up, ms: p50, p90, p99, most", Show(result.CatchingUp));
        yield return ("restoring, ms: p50, p90, p99, most", Show(result.Restoring));
    }

    private static string TitleOf(JitterResult result) => result.Server == JitterOptions.Ours ? "SocketIoSharp" : "Node.js";

    private static string Show(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Show(Percentiles times) =>
        string.Create(CultureInfo.InvariantCulture, $"{times.P50:N0}, {times.P90:N0}, {times.P99:N0}, {times.Max:N0}");

    private static string Share(long number, long all) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} ({(all == 0 ? 0 : Math.Floor(number * 100_000.0 / all) / 1000):0.###} %)");
}
