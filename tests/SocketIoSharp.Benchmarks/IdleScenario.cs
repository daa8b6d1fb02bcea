using System.Diagnostics;

namespace SocketIoSharp.Benchmarks;

/// <summary>Measures what connected and silent clients cost.</summary>
internal static class IdleScenario
{
    private const int WarmUp = 100;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var connections = arguments.Number("connections", 1000);
        var seconds = arguments.Number("seconds", 60);
        await using var server = await ServerProcess.StartAsync();
        await WarmUpAsync(server);
        var liveBefore = await server.LiveBytesAsync();
        var residentBefore = server.ResidentBytes;

        var clients = new List<IdleClient>();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < connections; i++)
        {
            var client = new IdleClient();
            await client.ConnectAsync(server.Port);
            clients.Add(client);
        }

        Console.WriteLine($"{connections} clients connected in {watch.Elapsed.TotalSeconds:F1} s");
        using var stop = new CancellationTokenSource();
        var answering = clients.Select(client => client.AnswerHeartbeatsAsync(stop.Token)).ToArray();
        var live = await server.LiveBytesAsync() - liveBefore;
        var resident = server.ResidentBytes - residentBefore;

        // The runtime goes on compiling what the connections have made hot; that is not theirs to pay.
        await Task.Delay(Settling);
        Console.WriteLine($"watching them for {seconds} s");
        var processorBefore = server.ProcessorTime;
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var processor = server.ProcessorTime - processorBefore;
        await stop.CancelAsync();
        await Task.WhenAll(answering);

        Console.WriteLine($"heartbeats answered:        {clients.Sum(client => client.Pings)}");
        Console.WriteLine($"live memory per connection: {live / (double)connections / 1024:F1} KiB");
        Console.WriteLine($"resident per connection:    {resident / (double)connections / 1024:F1} KiB");
        Console.WriteLine($"processor, all together:    {100 * processor.TotalSeconds / seconds:F2} % of a core");
        clients.ForEach(client => client.Dispose());
        return 0;
    }

    // The first connections pay for code that is compiled and pools that fill once.
    private static async Task WarmUpAsync(ServerProcess server)
    {
        for (var i = 0; i < WarmUp; i++)
        {
            using var client = new IdleClient();
            await client.ConnectAsync(server.Port);
        }
    }
}
