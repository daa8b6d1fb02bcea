using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace SocketIoSharp.Endurance.NoAffinity;

/// <summary>Stock clients behind a load balancer that gives each of their requests to another node: nothing fails, and every message comes, in order, once.</summary>
internal static class NoAffinityRun
{
    private const int Nodes = 3;

    // The last connects two seconds after the first, and a cut polling client may need the heartbeat to notice.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(30);

    // Who cannot connect gets no answer, however long it waits.
    private static readonly TimeSpan AnswerPatienceWithoutForwarding = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(string[] args)
    {
        var isForwarding = !args.Contains("--without-forwarding");
        var options = RunOptions.Parse([.. args.Where(arg => arg != "--without-forwarding")]);
        var clients = options.IsQuick ? 50 : 200;
        var duration = options.Duration ?? TimeSpan.FromSeconds(options.IsQuick ? 10 : 60);
        Console.WriteLine($"no-affinity: {Nodes} nodes, {clients} clients of each kind, {duration.TotalSeconds} s");
        var results = new List<NoAffinityResult>();
        foreach (var kind in new[] { "polling", "upgrade" })
        {
            results.Add(await RunAsync(kind, clients, duration, isForwarding));
            Console.WriteLine(NoAffinityDocument.Summarise(results[^1]));
        }

        if (!options.IsQuick || options.Output is not null)
        {
            await NoAffinityDocument.WriteAsync(options.Folder, Nodes, duration, results);
        }

        var faults = results.SelectMany(result => result.Faults()).ToArray();
        foreach (var fault in faults)
        {
            await Console.Error.WriteLineAsync(fault);
        }

        return faults.Length == 0 ? 0 : 1;
    }

    private static async Task<NoAffinityResult> RunAsync(string kind, int clients, TimeSpan duration, bool isForwarding)
    {
        await using var nodes = await NodeCluster.StartAsync(Nodes, isForwarding);
        using var nginx = await Nginx.StartAsync(nodes.Ports);
        var report = await PlayAsync(nginx.Url, kind, clients, duration, isForwarding ? AnswerPatience : AnswerPatienceWithoutForwarding);
        return new NoAffinityResult(report, nginx.Statuses(), nodes.Forwarded, nodes.Failures, nodes.Refused);
    }

    /// <exception cref="InvalidOperationException">The clients have ended without a report.</exception>
    private static async Task<StockReport> PlayAsync(Uri url, string kind, int clients, TimeSpan duration, TimeSpan patience)
    {
        var folder = Path.Combine(RepositoryFolder.Root, "tests", "clients-js");
        string[] arguments =
        [
            Path.Combine("endurance", "no-affinity.mjs"), url.ToString().TrimEnd('/'), clients.ToString(CultureInfo.InvariantCulture), kind,
            duration.TotalSeconds.ToString(CultureInfo.InvariantCulture), patience.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        ];
        using var process = Process.Start(new ProcessStartInfo("node", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(duration + Patience);
            return JsonSerializer.Deserialize<StockReport>(output, JsonSerializerOptions.Web)!;
        }
        catch (Exception exception) when (exception is TimeoutException or JsonException)
        {
            throw new InvalidOperationException("The Node.js clients have ended without a report. Are the packages of tests/clients-js installed?", exception);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
