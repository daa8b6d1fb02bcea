using SocketIoSharp.Endurance.Processes;

namespace SocketIoSharp.Endurance.Rolling;

/// <summary>The nodes of the cluster, each in a process of its own and at its port, also after a restart.</summary>
internal sealed class RollingNodes : IDisposable
{
    private readonly ServedProcess[] _nodes;
    private readonly string[] _settings;

    private RollingNodes(ServedProcess[] nodes, string[] settings) => (_nodes, _settings) = (nodes, settings);

    public int Count => _nodes.Length;

    public IReadOnlyList<int> Ports => [.. _nodes.Select(node => node.Port)];

    public static async Task<RollingNodes> StartAsync(int count, params string[] settings) =>
        new(await Task.WhenAll(Enumerable.Range(0, count).Select(_ => ServedProcess.StartAsync("rolling", settings: settings))), settings);

    /// <summary>Ends a node, and starts it again as soon as it has ended.</summary>
    /// <param name="index">Which one.</param>
    /// <param name="ending">How it ends.</param>
    /// <exception cref="InvalidOperationException">It did not end in order.</exception>
    public async Task RestartAsync(int index, NodeEnding ending)
    {
        var port = _nodes[index].Port;
        if (ending == NodeEnding.Stopped && await _nodes[index].StopAsync() is not 0 and var code)
        {
            throw new InvalidOperationException($"A node has ended with code {code}.");
        }

        _nodes[index].Dispose();
        _nodes[index] = await ServedProcess.StartAsync("rolling", port, _settings);
    }

    public void Dispose()
    {
        foreach (var node in _nodes)
        {
            node.Dispose();
        }
    }
}
