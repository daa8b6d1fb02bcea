namespace SocketIoSharp.EngineIo;

/// <summary>
/// Where the nodes of a cluster tell each other their addresses: a table of the broker, or a list that an administrator has written. Called from any thread; failures are logged and
/// tried again.
/// </summary>
public interface INodeDirectory
{
    /// <summary>Adds this node, or renews its entry, until a time from now has passed. Called several times within that time.</summary>
    /// <param name="node">This node.</param>
    /// <param name="lifetime">How long the entry counts.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns><see langword="false"/> when another node has the code: an entry that counts, with another secret.</returns>
    Task<bool> TryRegisterAsync(NodeEntry node, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>Removes this node's entry. One that is not there, or another node's by now, is left alone.</summary>
    Task RemoveAsync(NodeEntry node, CancellationToken cancellationToken);

    /// <summary>Reads the entries that count. Called when a request is about an unknown node, at most ten times in a second, and every few seconds anyway.</summary>
    Task<IReadOnlyCollection<NodeEntry>> ListAsync(CancellationToken cancellationToken);
}
