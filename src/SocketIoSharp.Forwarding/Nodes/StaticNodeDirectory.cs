using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Forwarding.Nodes;

/// <summary>The nodes that an administrator has listed: they are there for good, whether or not they run.</summary>
internal sealed class StaticNodeDirectory(ForwardingOptions options) : INodeDirectory
{
    private readonly NodeEntry[] _nodes = [.. options.Nodes.Select(node => new NodeEntry(node.Key, node.Value, options.Secret!))];

    public Task<bool> TryRegisterAsync(NodeEntry node, TimeSpan lifetime, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task RemoveAsync(NodeEntry node, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyCollection<NodeEntry>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyCollection<NodeEntry>>(_nodes);
}
