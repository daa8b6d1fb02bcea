namespace SocketIoSharp.Cluster;

/// <summary>The nodes that owe an answer to one request. Not thread-safe.</summary>
internal sealed class AwaitedNodes(ClusterNodes nodes)
{
    private readonly HashSet<string> _named = new(nodes.Ids, StringComparer.Ordinal);
    private int _unnamed = Math.Max(0, nodes.Count - nodes.Ids.Count);

    public bool IsEmpty => _named.Count == 0 && _unnamed == 0;

    public int Count => _named.Count + _unnamed;

    public string[] Names => [.. _named];

    /// <summary>Takes note of an answer.</summary>
    /// <param name="nodeId">Whose it is; empty where the broker's format does not tell it.</param>
    /// <returns>Whether it was awaited.</returns>
    public bool Answered(string nodeId)
    {
        if (nodeId.Length > 0 && _named.Remove(nodeId))
        {
            return true;
        }

        if (_unnamed > 0)
        {
            _unnamed--;
            return true;
        }

        // Nobody knows whose it was: one name less.
        return nodeId.Length == 0 && _named.Count > 0 && _named.Remove(_named.First());
    }

    public bool Gone(string nodeId) => _named.Remove(nodeId);
}
