using SocketIoSharp.Endurance.Jitter;

namespace SocketIoSharp.Endurance.Rolling;

/// <summary>All nodes of a cluster end and begin again, one after the other, under stock clients and traffic: every client gets everything, in order, once.</summary>
internal static class RollingRun
{
    public static async Task<int> RunAsync(string[] args)
    {
        var options = RollingOptions.Parse(args);
        var clients = options.Run.IsQuick ? 60 : 300;
        var duration = options.Run.Duration ?? TimeSpan.FromSeconds(options.Run.IsQuick ? 12 : 60);
        var results = new List<JitterResult>();
        foreach (var ending in options.Endings)
        {
            Console.WriteLine($"rolling: {clients} clients, nodes are {ending}");
            results.Add(await new RollingPart(ending, clients, duration, options.Recovers).RunAsync());
        }

        var text = RollingDocument.Of(results, clients);
        Console.WriteLine(text);
        if (!options.Run.IsQuick || options.Run.Output is not null)
        {
            await RollingDocument.WriteAsync(options.Run.Folder, results, text);
        }

        var faults = results.SelectMany(result => result.Faults().Select(fault => $"{result.Server}: {fault}")).ToArray();
        foreach (var fault in faults)
        {
            await Console.Error.WriteLineAsync(fault);
        }

        return faults.Length == 0 ? 0 : 1;
    }
}
