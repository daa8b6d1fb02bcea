using Cluster.Nodes;

namespace Cluster.Conductor;

/// <summary>Starts the whole cluster as processes of its own, says where it is, and ends all of them when it ends.</summary>
internal static class ConductorProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        var terminal = new Terminal();
        try
        {
            await RunAsync(ConductorOptions.Parse(args), terminal);
            return 0;
        }
        catch (CannotStartException failure)
        {
            await Console.Error.WriteLineAsync($"\n{failure.Message}");
            return 1;
        }
    }

    private static async Task RunAsync(ConductorOptions options, Terminal terminal)
    {
        var ports = new PortFinder();
        var address = ports.ForPeople(options.Port, terminal);
        var controlPort = ports.Next();
        await using var processes = new ClusterProcesses(options.Engine, ports, terminal);
        await using var control = ControlApi.Build(controlPort, processes);
        await control.StartAsync();
        try
        {
            await processes.StartAsync(address.Port, controlPort, control.Lifetime.ApplicationStopping);
            Greet(options, processes, address, terminal);
        }
        catch (OperationCanceledException) when (control.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Ctrl+C before everything was there.
        }

        await control.WaitForShutdownAsync();
        terminal.Quiet();
    }

    private static void Greet(ConductorOptions options, ClusterProcesses processes, Uri address, Terminal terminal)
    {
        terminal.Write("");
        terminal.Write($"  The cluster is at    {Plain(address)}");
        foreach (var node in processes.Nodes)
        {
            terminal.Write($"    {node.Name,-8}{node.Runtime,-11}{Plain(node.Address)}");
        }

        terminal.Write($"  They talk through    {options.Engine.Title()}");
        terminal.Write("  Press Ctrl+C to stop.");
        terminal.Write("");
        if (options.OpensBrowser)
        {
            WebBrowser.TryOpen(address);
        }
    }

    private static string Plain(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
