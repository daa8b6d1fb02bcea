namespace SocketIoSharp.Cluster;

/// <summary>When each of the other nodes was last heard. Thread-safe.</summary>
internal sealed class NodeTable(TimeProvider time, TimeSpan timeout)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _lastHeard = new(StringComparer.Ordinal);

    public string[] Ids
    {
        get
        {
            lock (_gate)
            {
                return [.. _lastHeard.Keys];
            }
        }
    }

    /// <returns>Whether it is new.</returns>
    public bool Heard(string nodeId)
    {
        lock (_gate)
        {
            var isNew = !_lastHeard.ContainsKey(nodeId);
            _lastHeard[nodeId] = time.GetTimestamp();
            return isNew;
        }
    }

    public bool Remove(string nodeId)
    {
        lock (_gate)
        {
            return _lastHeard.Remove(nodeId);
        }
    }

    /// <summary>Forgets those that have been silent for too long.</summary>
    /// <returns>Their ids.</returns>
    public string[] RemoveSilent()
    {
        lock (_gate)
        {
            string[] silent = [.. _lastHeard.Where(node => time.GetElapsedTime(node.Value) > timeout).Select(node => node.Key)];
            foreach (var nodeId in silent)
            {
                _lastHeard.Remove(nodeId);
            }

            return silent;
        }
    }
}
