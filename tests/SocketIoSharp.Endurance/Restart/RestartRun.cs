using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SocketIoSharp.Endurance.Restart;

/// <summary>A server is asked to stop under its clients and their traffic, and started again as soon as it has: who is back when, and what is lost.</summary>
internal static class RestartRun
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task<int> RunAsync(RunOptions options)
    {
        var clients = options.IsQuick ? 100 : 1_000;
        var traffic = options.Duration ?? TimeSpan.FromSeconds(options.IsQuick ? 3 : 20);
        var ours = await new RestartPhase(RestartPhase.Ours, clients, traffic).RunAsync();
        var node = await new RestartPhase(RestartPhase.Node, clients, traffic).RunAsync();

        Directory.CreateDirectory(options.Folder);
        var text = Describe([ours, node], clients);
        await File.WriteAllTextAsync(Path.Combine(options.Folder, "restart.json"), JsonSerializer.Serialize<RestartFigures[]>([ours, node], Json));
        await File.WriteAllTextAsync(Path.Combine(options.Folder, "restart.md"), text);
        await Console.Out.WriteLineAsync(text);

        // The other server is there to compare with. It promises nothing.
        var broken = ours.Broken().ToArray();
        foreach (var promise in broken)
        {
            await Console.Error.WriteLineAsync(promise);
        }

        return broken.Length == 0 ? 0 : 1;
    }

    private static string Describe(RestartFigures[] all, int clients)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            # A restart under {clients:N0} clients

            {clients:N0} stock clients in Node.js (socket.io-client 4.8.4), a third of them over WebSocket alone, a third over polling alone, a third upgraded. Each asks once a second for something that takes 20 ms, one time in
            twenty a second, and all hear a broadcast five times a second. In the middle of it the server's process gets `SIGTERM`; as soon as it has ended it is started again on the same port. The
            clients do nothing but what the stock client does by itself. Our server drains with its default settings ([what that means](../operations.md#restarting-and-deploying)); the Node.js server
            calls `io.close()`, which closes everybody at once.

            | | {string.Join(" | ", all.Select(figures => figures.Server))} |
            |---|{string.Concat(Enumerable.Repeat("---|", all.Length))}
            """);
        Row("process ended, exit code", figures => $"{figures.StoppedAfter:F1} s, {figures.ExitCode}");
        Row("first, last client disconnected", figures => string.Join(", ", figures.LeftAfter.Select(Seconds)));
        Row("new process listens", figures => Seconds(figures.ListeningAfter));
        Row("50, 90, 99, 100 % of the clients back", figures => figures.BackAfter is [] ? "not all" : string.Join(", ", figures.BackAfter.Select(Seconds)));
        Row("clients not back", figures => $"{figures.NotBack}");
        Row("handlers running at `SIGTERM`", figures => $"{figures.InFlight}");
        Row("handled, but the answer lost", figures => $"{figures.LostAnswers}");
        Row("sent, but never handled", figures => $"{figures.NeverHandled}");
        Row("answered", figures => $"{figures.Answered:N0}");
        Row("broadcasts heard, missing within a connection", figures => $"{figures.NewsHeard:N0}, {figures.NewsMissed}");
        Row("reasons that clients saw", figures => Join(figures.Reasons));
        Row("failed attempts to connect", figures => Join(figures.ConnectErrors));
        text.AppendLine(CultureInfo.InvariantCulture, $"""

            Times count from `SIGTERM`. An event counts as handled once its handler has begun in the process that was stopped; its answer counts as lost when the client is told that there is none. An event that was
            never handled met a connection that was being closed: the client is told that as well, and may send it again without doing anything twice. A client is back when the new process has
            welcomed it. There is one node, so those that are sent away first are refused until the new process listens; with several they would be with another node in about a second.

            ```sh
            dotnet run -c Release --project tests/SocketIoSharp.Endurance -- restart
            ```

            Run on {DateTime.UtcNow:yyyy-MM-dd}, Linux, {Environment.ProcessorCount} cores, which the server and all clients share.
            """);
        return text.ToString();

        void Row(string name, Func<RestartFigures, string> value) =>
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", all.Select(value))} |");
    }

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:F1} s");

    private static string Join(IReadOnlyDictionary<string, int> counts) =>
        counts.Count == 0 ? "none" : string.Join(", ", counts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}: {pair.Value:N0}")));
}
