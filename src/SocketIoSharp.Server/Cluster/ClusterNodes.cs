namespace SocketIoSharp.Cluster;

/// <summary>The other nodes, as far as they are known.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Ids">Their ids, where they are known.</param>
public sealed record ClusterNodes(int Count, IReadOnlyCollection<string> Ids)
{
    /// <summary>No others.</summary>
    public static ClusterNodes None { get; } = new(0, []);
}
