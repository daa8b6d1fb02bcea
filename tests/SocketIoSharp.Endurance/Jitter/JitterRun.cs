using System.Globalization;
using SocketIoSharp.Endurance.Processes;

namespace SocketIoSharp.Endurance.Jitter;

/// <summary>
/// Stock clients on lines that are cut every few seconds, and a server that numbers what it sends: with recovery every client gets everything, in
/// order, once. The Node.js server goes through the same.
/// </summary>
internal static class JitterRun
{
    public static async Task<int> RunAsync(string[] args)
    {
        var options = JitterOptions.Parse(args);
        var plan = JitterPlan.From(options);
        Console.WriteLine($"jitter: {plan.Clients} clients, {plan.Duration.TotalSeconds} s, --seed {plan.Seed}");
        var results = new List<JitterResult>();
        foreach (var server in options.Servers)
        {
            results.Add(await RunAsync(server, plan));
            JitterDocument.Print(results[^1]);
        }

        if (!options.Run.IsQuick || options.Run.Output is not null)
        {
            await JitterDocument.WriteAsync(options.Run.Folder, plan, results);
        }

        // The promise is ours; what its peer does is for comparison, unless it was asked for alone.
        var faults = results[0].Faults().ToArray();
        foreach (var fault in faults)
        {
            await Console.Error.WriteLineAsync(fault);
        }

        return faults.Length == 0 ? 0 : 1;
    }

    private static async Task<JitterResult> RunAsync(string name, JitterPlan plan)
    {
        using var server = await StartServerAsync(name, plan);
        var lines = Enumerable.Range(0, plan.Clients).Select(client => new JitteredLine(server.Port, plan.Seed, client)).ToArray();
        var processes = new List<ClientProcess>();
        try
        {
            var clients = lines.Select((line, number) => (Number: number, JitterPlan.TransportOf(number), line.Port));
            processes.AddRange(await Task.WhenAll(clients.GroupBy(client => client.Number % plan.Processes).Select(ClientProcess.StartAsync)));
            using (var stop = new CancellationTokenSource(plan.Duration))
            {
                await Task.WhenAll(lines.Select(line => line.JitterAsync(stop.Token)));
            }

            var finals = await StopStreamsAsync(server);
            var reports = await Task.WhenAll(processes.Select(process => process.FinishAsync(finals, plan.Recovers)));
            return JitterResult.From(name, [.. reports.SelectMany(report => report)], [.. lines.Select(line => line.Cuts)]);
        }
        finally
        {
            processes.ForEach(process => process.Dispose());
            foreach (var line in lines)
            {
                await line.DisposeAsync();
            }
        }
    }

    private static Task<ServedProcess> StartServerAsync(string name, JitterPlan plan)
    {
        string[] settings = [.. plan.Traffic.ToSettings(), "--recovery", plan.Recovers.ToString(CultureInfo.InvariantCulture).ToLowerInvariant()];
        return name == JitterOptions.Ours
            ? ServedProcess.StartAsync("jitter", settings: settings)
            : ServedProcess.StartNodeAsync("endurance/jitter-server.mjs", settings);
    }

    // Those that are away just now come back, and get the last messages like the others.
    private static async Task<long[]> StopStreamsAsync(ServedProcess server)
    {
        using var http = new HttpClient();
        return (await http.GetFromJsonAsync<long[]>(new Uri(server.Url, "/streams/stop")))!;
    }
}
