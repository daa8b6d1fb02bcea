namespace SocketIoSharp.Cluster;

/// <summary>The nodes that owe an answer to one request. Not thread-safe.</summary>
internal sealed class AwaitedNodes(ClusterNodes nodes)
{
    private readonly HashSet<string> _named = new(nodes.Ids, StringComparer.Ordinal);
    private int _unnamed = Math.Max(0, nodes.Count - nodes.Ids.Count);

    // Answers of named nodes that do not tell whose they are.
    private int _anonymous;

    public bool IsEmpty => Count == 0;

    public int Count => _named.Count + _unnamed - _anonymous;

    /// <summary>The ids of those that owe an answer, where it is certain.</summary>
    public string[] Names => _anonymous == 0 ? [.. _named] : [];

    /// <summary>Takes note of an answer.</summary>
    /// <param name="nodeId">Whose it is; empty where the broker's format does not tell it.</param>
    /// <returns>Whether it was awaited.</returns>
    public bool Answered(string nodeId)
    {
        if (IsEmpty)
        {
            return false;
        }

        if (nodeId.Length > 0 && _named.Remove(nodeId))
        {
            return true;
        }

        if (_unnamed > 0)
        {
            _unnamed--;
            return true;
        }

        if (nodeId.Length > 0)
        {
            return false;
        }

        _anonymous++;
        return true;
    }

    /// <returns>Whether it owed an answer, and one less is awaited now.</returns>
    public bool Gone(string nodeId)
    {
        if (!_named.Remove(nodeId))
        {
            return false;
        }

        if (_anonymous == 0)
        {
            return true;
        }

        // It may be one that has answered. To wait for too long is better than to miss an answer.
        _anonymous--;
        return false;
    }
}
