using Cluster.Nodes;

namespace Cluster.Conductor;

/// <summary>All processes of the cluster: the engine, three nodes, and nginx in front of them.</summary>
internal sealed class ClusterProcesses : IAsyncDisposable
{
    private readonly Terminal _terminal;
    private readonly EngineProcess _engine;
    private ChildProcess? _nginx;

    public ClusterProcesses(EngineKind engine, PortFinder ports, Terminal terminal)
    {
        _terminal = terminal;
        _engine = new EngineProcess(engine, terminal);
        Engine = engine;
        Nodes =
        [
            new ClusterNode("amber", ".NET", ports.Next(), NodeCommands.DotNet, terminal),
            new ClusterNode("birch", ".NET", ports.Next(), NodeCommands.DotNet, terminal),
            new ClusterNode("cedar", "Node.js", ports.Next(), NodeCommands.NodeJs, terminal),
        ];
    }

    public EngineKind Engine { get; }

    public IReadOnlyList<ClusterNode> Nodes { get; }

    /// <exception cref="CannotStartException">Something is missing.</exception>
    /// <exception cref="OperationCanceledException">It is not wanted any more.</exception>
    public async Task StartAsync(int port, int controlPort, CancellationToken cancellationToken)
    {
        _terminal.Write($"Starting {Engine.Title()}, three nodes and nginx");
        await NodePackages.InstallAsync(_terminal, cancellationToken);
        var enginePort = await _engine.StartAsync(cancellationToken);
        await Task.WhenAll(Nodes.Select(node => node.StartAsync(Engine, enginePort, cancellationToken)));
        _nginx = Nginx.Start(port, controlPort, Nodes, _terminal);
        await _nginx.ReadyAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // From the clients' end to the engine, so that none misses what it still needs.
        await StopNginxAsync();
        await Task.WhenAll(Nodes.Select(node => node.DisposeAsync().AsTask()));
        await _engine.DisposeAsync();
    }

    private async Task StopNginxAsync()
    {
        if (_nginx is not null)
        {
            await _nginx.DisposeAsync();
        }
    }
}
