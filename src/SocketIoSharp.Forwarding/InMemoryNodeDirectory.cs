using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Forwarding;

/// <summary>A directory for nodes in one process: for tests of an application on several hosts. Thread-safe.</summary>
/// <param name="time">The clock by which entries expire; <see langword="null"/> means the system's.</param>
public sealed class InMemoryNodeDirectory(TimeProvider? time = null) : INodeDirectory
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (NodeEntry Node, DateTimeOffset End)> _entries = new(StringComparer.Ordinal);

    private DateTimeOffset Now => (time ?? TimeProvider.System).GetUtcNow();

    /// <inheritdoc/>
    public Task<bool> TryRegisterAsync(NodeEntry node, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        lock (_gate)
        {
            if (_entries.TryGetValue(node.Code, out var entry) && entry.End > Now && entry.Node.Secret != node.Secret)
            {
                return Task.FromResult(false);
            }

            _entries[node.Code] = (node, Now + lifetime);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task RemoveAsync(NodeEntry node, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        lock (_gate)
        {
            if (_entries.TryGetValue(node.Code, out var entry) && entry.Node.Secret == node.Secret)
            {
                _entries.Remove(node.Code);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyCollection<NodeEntry>> ListAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyCollection<NodeEntry>>([.. _entries.Values.Where(entry => entry.End > Now).Select(entry => entry.Node)]);
        }
    }
}
