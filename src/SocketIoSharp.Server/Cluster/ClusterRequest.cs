namespace SocketIoSharp.Cluster;

/// <summary>Something that other nodes were asked.</summary>
internal abstract class ClusterRequest
{
    /// <summary>A node has answered. Called by one thread at a time.</summary>
    public abstract void OnResponse(ClusterMessage response);

    /// <summary>A node is known to be gone.</summary>
    public abstract void OnNodeGone(string nodeId);
}
