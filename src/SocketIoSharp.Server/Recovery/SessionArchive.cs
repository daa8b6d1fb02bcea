using SocketIoSharp.Adapters;

namespace SocketIoSharp.Recovery;

/// <summary>The sockets that were disconnected in the last minutes, those that left first in front. Each is given out once. Not thread-safe.</summary>
internal sealed class SessionArchive(int maxSessions)
{
    private readonly LinkedList<SavedSession> _order = [];
    private readonly Dictionary<string, LinkedListNode<SavedSession>> _sessions = new(StringComparer.Ordinal);

    public int Count => _sessions.Count;

    public void Add(SavedSession session, long now)
    {
        Remove(session.PrivateId);

        // One that comes back unused keeps its age.
        var isNew = session.SavedAt == 0;
        session.SavedAt = isNew ? now : session.SavedAt;
        _sessions[session.PrivateId] = isNew ? _order.AddLast(session) : _order.AddFirst(session);
        if (_sessions.Count > maxSessions)
        {
            Remove(_order.First!.Value.PrivateId);
        }
    }

    public SavedSession? Find(string privateId) => _sessions.TryGetValue(privateId, out var node) ? node.Value : null;

    public void Remove(string privateId)
    {
        if (_sessions.Remove(privateId, out var node))
        {
            _order.Remove(node);
        }
    }

    /// <summary>Forgets what is older.</summary>
    public void DropBefore(long time)
    {
        foreach (var session in _order.Where(session => session.SavedAt < time).ToArray())
        {
            Remove(session.PrivateId);
        }
    }
}
