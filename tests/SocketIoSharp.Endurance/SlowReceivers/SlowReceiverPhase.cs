using System.Diagnostics;
using System.Globalization;
using SocketIoSharp.Endurance.Processes;
using SocketIoSharp.Endurance.Serving;

namespace SocketIoSharp.Endurance.SlowReceivers;

/// <summary>One policy: the stream first to clients that all read, then with some that do not.</summary>
internal sealed class SlowReceiverPhase(string policy, string stream, TimeSpan duration)
{
    private const int Readers = 4;
    private const int Stopped = 20;
    private const int QueueLimit = 4 * 1024 * 1024;
    private const int LargestMessage = 16 * 1024;

    private readonly HttpClient _http = new() { Timeout = duration + TimeSpan.FromMinutes(1) };

    public async Task<SlowReceiverFigures> RunAsync()
    {
        // The heartbeat must not end them before the queue does.
        using var server = await ServedProcess.StartAsync(
            "slow-receivers", 0, "--SocketIo:Engine:SlowReceiverPolicy", policy, "--SocketIo:Engine:PingInterval", "01:00:00", "--Logging:LogLevel:Default", "Error");
        var readers = await JoinAsync(server, Readers, SlowReceiverApplication.Broadcasts);
        var reading = readers.Select(reader => reader.ReadAsync()).ToArray();
        var ordinary = stream == SlowReceiverApplication.Emits ? SlowReceiverApplication.Broadcasts : stream;

        var sentAlone = await StreamAsync(server, ordinary, Shorter(duration));
        var alone = await CollectAsync(readers, sentAlone);
        var before = await server.StateAsync();

        var stopped = await JoinAsync(server, Stopped, stream == SlowReceiverApplication.Emits ? stream : SlowReceiverApplication.Broadcasts);
        using var ended = new CancellationTokenSource();
        var watching = WatchAsync(server, ended.Token);
        var sent = await StreamAsync(server, ordinary, duration);
        await ended.CancelAsync();
        var (queuedMost, residentMost) = await watching;
        var together = await CollectAsync(readers, sent);
        var after = await server.StateAsync();

        // Volatile messages may be lost on those who read as well, whenever they are not ready: that is what volatile means.
        var counts = ordinary != SlowReceiverApplication.VolatileBroadcasts;
        var figures = new SlowReceiverFigures(
            policy, stream, queuedMost, Limit(), before.ResidentBytes, residentMost, before.HeapBytes, after.HeapBytes, after.Sockets - Readers,
            Percentile(together, 0.5), Percentile(together, 0.99), Percentile(alone, 0.5), Percentile(alone, 0.99),
            counts ? (Readers * (sent + sentAlone)) - alone.Count - together.Count : 0,
            counts ? readers.Sum(reader => reader.OutOfOrder) : 0);
        foreach (var client in readers.Concat(stopped))
        {
            client.Dispose();
        }

        await Task.WhenAll(reading);
        return figures;
    }

    // Whoever is at the limit may have one message more; those who read have what is on its way.
    private long Limit() => (Stopped * (long)(QueueLimit + LargestMessage) * (policy == "Wait" ? 2 : 1)) + (Readers * (long)QueueLimit);

    private static TimeSpan Shorter(TimeSpan duration) => duration < TimeSpan.FromSeconds(15) ? duration : TimeSpan.FromSeconds(15);

    private static async Task<List<SlowClient>> JoinAsync(ServedProcess server, int count, string kind)
    {
        var clients = new List<SlowClient>();
        for (var i = 0; i < count; i++)
        {
            var client = new SlowClient();
            await client.JoinAsync(server.Url, kind);
            clients.Add(client);
        }

        return clients;
    }

    private async Task<int> StreamAsync(ServedProcess server, string kind, TimeSpan time)
    {
        using var response = await _http.PostAsync(new Uri(server.Url, string.Create(CultureInfo.InvariantCulture, $"/stream?kind={kind}&seconds={time.TotalSeconds}")), null);
        response.EnsureSuccessStatusCode();
        return int.Parse(await response.Content.ReadAsStringAsync(), CultureInfo.InvariantCulture);
    }

    // All that was sent is to arrive; what has not after some seconds is missing.
    private static async Task<List<double>> CollectAsync(List<SlowClient> readers, int sent)
    {
        var start = Stopwatch.GetTimestamp();
        while (readers.Any(reader => reader.Latencies.Count < sent) && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5))
        {
            await Task.Delay(50);
        }

        var all = readers.SelectMany(reader => reader.Latencies.ToArray()).Order().ToList();
        readers.ForEach(reader => reader.Restart());
        return all;
    }

    private async Task<(long Queued, long Resident)> WatchAsync(ServedProcess server, CancellationToken cancellationToken)
    {
        var (queued, resident) = (0L, 0L);
        while (!cancellationToken.IsCancellationRequested)
        {
            queued = Math.Max(queued, long.Parse(await _http.GetStringAsync(new Uri(server.Url, "/queued"), CancellationToken.None), CultureInfo.InvariantCulture));
            using var process = Process.GetProcessById(server.Id);
            resident = Math.Max(resident, process.WorkingSet64);
            await Task.Delay(250, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return (queued, resident);
    }

    private static double Percentile(List<double> sorted, double part) => sorted.Count == 0 ? 0 : sorted[(int)((sorted.Count - 1) * part)];
}
