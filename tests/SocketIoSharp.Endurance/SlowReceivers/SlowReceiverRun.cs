using System.Globalization;
using System.Text;
using System.Text.Json;
using SocketIoSharp.Endurance.Serving;

namespace SocketIoSharp.Endurance.SlowReceivers;

/// <summary>Clients that stop reading under a stream of 10 MB/s: what they cost the server, and whom they delay.</summary>
internal static class SlowReceiverRun
{
    private const double Megabyte = 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(RunOptions options)
    {
        var duration = options.Duration ?? (options.IsQuick ? TimeSpan.FromSeconds(3) : TimeSpan.FromMinutes(1));
        var all = new List<SlowReceiverFigures>();
        foreach (var (policy, stream) in new[]
        {
            ("Close", SlowReceiverApplication.Broadcasts), ("DropVolatile", SlowReceiverApplication.VolatileBroadcasts), ("Wait", SlowReceiverApplication.Emits),
        })
        {
            all.Add(await new SlowReceiverPhase(policy, stream, duration).RunAsync());
        }

        Directory.CreateDirectory(options.Folder);
        var table = Describe(all, duration);
        await File.WriteAllTextAsync(Path.Combine(options.Folder, "slow-receiver.json"), JsonSerializer.Serialize(all, Json));
        await File.WriteAllTextAsync(Path.Combine(options.Folder, "slow-receiver.md"), table);
        await Console.Out.WriteLineAsync(table);
        var broken = all.SelectMany(figures => figures.Broken()).ToArray();
        foreach (var promise in broken)
        {
            await Console.Error.WriteLineAsync(promise);
        }

        return broken.Length == 0 ? 0 : 1;
    }

    private static string Describe(List<SlowReceiverFigures> all, TimeSpan duration)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            # Clients that stop reading

            4 clients that read get a broadcast of 10 MB/s each. After a while 20 more join and stop reading at once, for {duration.TotalSeconds:F0} seconds of the same stream: their TCP windows close, and
            what is for them waits in the server. Each [policy](../decisions/0025-slow-receivers.md) is tried with the stream that it is for: `Close` with broadcasts, `DropVolatile` with volatile ones, `Wait` with emits to each of the
            20, by loops that await them.

            | Policy, stream to the stopped | queued at most | of the bound | memory before, at most | heap before, at the end | stopped clients left | p50, and alone | p99, and alone | missing, out of order |
            |---|---|---|---|---|---|---|---|---|
            """);
        foreach (var figures in all)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| `{figures.Policy}`, {figures.Stream} | {figures.QueuedMost / Megabyte:F1} MiB | {100.0 * figures.QueuedMost / figures.QueuedLimit:F0} % | {figures.ResidentBefore / Megabyte:F0}, {figures.ResidentMost / Megabyte:F0} MiB | {figures.HeapBefore / Megabyte:F1}, {figures.HeapAfter / Megabyte:F1} MiB | {figures.StoppedAtEnd} of 20 | {figures.P50:F2}, {figures.P50Alone:F2} ms | {figures.P99:F1}, {figures.P99Alone:F1} ms | {figures.Missing}, {figures.OutOfOrder} |");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"""

            The bound is `MaxBufferedBytes` (4 MiB) for each client, twice that for `Wait`. Times are from the emit to the clients that read, with the stopped ones and without; both ends share a machine of {Environment.ProcessorCount} cores
            with each other. Of volatile messages some are missed by clients that read, whenever they are not ready: they are not counted.

            ```sh
            dotnet run -c Release --project tests/SocketIoSharp.Endurance -- slow-receiver
            ```

            Run on {DateTime.UtcNow:yyyy-MM-dd}, {Environment.OSVersion.Platform}, {Environment.ProcessorCount} cores.
            """);
        return text.ToString();
    }
}
