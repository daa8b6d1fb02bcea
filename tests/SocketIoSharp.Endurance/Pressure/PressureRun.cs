using SocketIoSharp.Endurance.Processes;

namespace SocketIoSharp.Endurance.Pressure;

/// <summary>Brings servers into trouble of which their clients are not to blame, and looks who is still there afterwards.</summary>
internal static class PressureRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(RunOptions options)
    {
        var duration = options.Duration ?? TimeSpan.FromSeconds(options.IsQuick ? 5 : 45);
        var clients = options.IsQuick ? 20 : 200;
        var results = new List<PressureResult>();
        foreach (var trouble in Trouble.All)
        {
            var result = await PressAsync(trouble, clients, duration);
            Console.WriteLine(result);
            results.Add(result);
        }

        if (!options.IsQuick)
        {
            await PressureReport.WriteAsync(options, results, duration);
        }

        var broken = results.SelectMany(result => result.BrokenPromises).ToArray();
        Array.ForEach(broken, Console.Error.WriteLine);
        return broken.Length == 0 ? 0 : 1;
    }

    private static async Task<PressureResult> PressAsync(Trouble trouble, int count, TimeSpan duration)
    {
        using var server = await ServedProcess.StartAsync("pressure", 0, trouble.Settings);
        var healthy = Make(server, count);
        var makers = Make(server, count: 30);
        var (probe, silent) = (new WebSocketClient(server.Url), new WebSocketClient(server.Url) { IsSilent = true });
        PressedClient[] all = [.. healthy, .. makers, probe];
        try
        {
            await Task.WhenAll(all.Select(client => client.StartAsync()));
            using var isOver = new CancellationTokenSource();
            var watching = WatchAsync(probe, isOver.Token);
            await trouble.MakeAsync(server, makers, duration);
            await isOver.CancelAsync();
            var longest = await watching;

            // Everybody is served again, and the heartbeat still finds who is gone.
            var served = await Task.WhenAll(all.Select(IsServedAsync));
            await silent.StartAsync();
            var isFound = await Task.WhenAny(silent.Closed, Task.Delay(Patience)) == silent.Closed;
            return new PressureResult(trouble, all.Length, all.Count(client => client.Closed.IsCompleted), served.Count(isServed => !isServed), longest, isFound)
            {
                Reasons = [.. all.Where(client => client.Closed.IsCompleted).Select(client => $"{client.Transport}: {client.Closed.Result}").Distinct()],
            };
        }
        finally
        {
            await Task.WhenAll(all.Append(silent).Select(client => client.DisposeAsync().AsTask()));
        }
    }

    private static PressedClient[] Make(ServedProcess server, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (PressedClient)(i % 2 == 0 ? new WebSocketClient(server.Url) : new PollingClient(server.Url)))];

    // How long an answer takes shows that the trouble is real.
    private static async Task<TimeSpan> WatchAsync(PressedClient probe, CancellationToken isOver)
    {
        var longest = TimeSpan.Zero;
        while (!isOver.IsCancellationRequested && !probe.Closed.IsCompleted)
        {
            var taken = await probe.AskAsync(Patience);
            longest = taken > longest ? taken : longest;
            await Task.Delay(50, CancellationToken.None);
        }

        return longest;
    }

    private static async Task<bool> IsServedAsync(PressedClient client)
    {
        try
        {
            await client.AskAsync(Patience);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or HttpRequestException or IOException or System.Net.WebSockets.WebSocketException)
        {
            return false;
        }
    }
}
