using System.Diagnostics;
using System.Globalization;
using SocketIoSharp.Benchmarks.Processes;
using SocketIoSharp.Benchmarks.Servers;

namespace SocketIoSharp.Benchmarks.Cluster.Nodes;

/// <summary>The nodes of a cluster, all on the same cores, each in a process of its own.</summary>
internal sealed class NodeGroup : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<ServerProcess> _nodes = [];

    public IReadOnlyList<ServerProcess> Nodes => _nodes;

    /// <returns>Nodes that all know of each other.</returns>
    public static NodeGroup Start(BenchmarkedServer server, int count, string cores)
    {
        var group = new NodeGroup();
        try
        {
            for (var i = 0; i < count; i++)
            {
                group._nodes.Add(ServerProcess.Start(server, cores));
            }

            group.WaitForEachOther(server.Title);
            return group;
        }
        catch
        {
            group.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var node in _nodes)
        {
            node.Dispose();
        }
    }

    private void WaitForEachOther(string title)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var node in _nodes)
        {
            while (int.Parse(node.Get("/nodes"), CultureInfo.InvariantCulture) != _nodes.Count)
            {
                if (Stopwatch.GetElapsedTime(start) > Patience)
                {
                    throw new InvalidOperationException($"{_nodes.Count} nodes of {title} have not found each other within {Patience.TotalSeconds:F0} s.");
                }

                Thread.Sleep(20);
            }
        }
    }
}
