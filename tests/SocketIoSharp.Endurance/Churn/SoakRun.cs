using System.Diagnostics;
using System.Text.Json;
using SocketIoSharp.Endurance.Processes;

namespace SocketIoSharp.Endurance.Churn;

/// <summary>The same kinds of connections without a pause, for as long as one likes.</summary>
internal static class SoakRun
{
    private const int Samples = 120;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(RunOptions options)
    {
        var duration = options.Duration ?? (options.IsQuick ? TimeSpan.FromMinutes(2) : TimeSpan.FromHours(1));
        using var server = await ServedProcess.StartAsync("churn");
        var crowd = new ChurnCrowd(server.Url, options.Seed ?? 1);
        var start = Stopwatch.GetTimestamp();

        // The plateau stands behind the first 10,000, or behind a quarter of a short run.
        await crowd.PlayAsync(duration < TimeSpan.FromMinutes(10) ? duration / 4 : TimeSpan.FromMinutes(1));
        while (duration >= TimeSpan.FromMinutes(10) && crowd.Total < 10_000)
        {
            await crowd.PlayAsync(1_000);
        }

        var first = await Plateau.ReachAsync(server, crowd.Total);
        var samples = new List<SoakSample>();
        using var ended = new CancellationTokenSource();
        var sampling = SampleAsync(server, crowd, duration / Samples, samples, ended.Token);
        await crowd.PlayAsync(duration - Stopwatch.GetElapsedTime(start));
        await ended.CancelAsync();
        await sampling;
        var last = await Plateau.ReachAsync(server, crowd.Total);

        Directory.CreateDirectory(options.Folder);
        await File.WriteAllTextAsync(Path.Combine(options.Folder, "soak.json"), JsonSerializer.Serialize(new { first, last, samples }, Json));
        await File.WriteAllTextAsync(Path.Combine(options.Folder, "soak.svg"), SoakPlot.Of(samples));
        var trend = SoakTrend.Of(samples);
        var text = ChurnDocument.OfSoak(first, last, trend, crowd, duration);
        await File.WriteAllTextAsync(Path.Combine(options.Folder, "soak.md"), text);
        await Console.Out.WriteLineAsync(text);
        return Verdict.Of(crowd, last.GrownSince(first, countsMemory: false).Concat(trend?.Grown() ?? []));
    }

    private static async Task SampleAsync(ServedProcess server, ChurnCrowd crowd, TimeSpan interval, List<SoakSample> samples, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            var state = await server.StateAsync();
            samples.Add(new SoakSample(Stopwatch.GetElapsedTime(start).TotalMinutes, crowd.Total, state.HeapBytes, state.ResidentBytes, state.Handles, state.Sessions));
            await Task.Delay(interval, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
