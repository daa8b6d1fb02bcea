namespace SocketIoSharp.Cluster;

/// <summary>Nodes of the cluster did not say in time which sockets they have.</summary>
/// <param name="message">How many did.</param>
/// <param name="sockets">The sockets of those that did, and of this node.</param>
/// <param name="missingNodes">The ids of those that did not, where they are known.</param>
public sealed class ClusterTimeoutException(string message, IReadOnlyList<RemoteSocket> sockets, IReadOnlyCollection<string> missingNodes)
    : TimeoutException(message)
{
    /// <summary>The sockets of the nodes that did answer, and of this node.</summary>
    public IReadOnlyList<RemoteSocket> Sockets { get; } = sockets;

    /// <summary>The ids of the nodes that did not answer, where the broker's format tells who answers.</summary>
    public IReadOnlyCollection<string> MissingNodes { get; } = missingNodes;
}
