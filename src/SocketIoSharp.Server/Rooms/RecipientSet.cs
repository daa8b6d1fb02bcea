using System.Buffers;
using SocketIoSharp.Adapters;

namespace SocketIoSharp.Rooms;

/// <summary>The sockets that a broadcast goes to, each once, in rented memory. Dispose of it to give the memory back.</summary>
internal ref struct RecipientSet
{
    private Socket[] _sockets;
    private int _count;

    private RecipientSet(Socket[] sockets, int count)
    {
        _sockets = sockets;
        _count = count;
    }

    public readonly ReadOnlySpan<Socket> Sockets => _sockets.AsSpan(0, _count);

    /// <summary>Selects those of a target's sockets that receive.</summary>
    public static RecipientSet Select(Namespace @namespace, BroadcastTarget target)
    {
        var set = target.Rooms.Count switch
        {
            0 => FromRoom(@namespace.Everybody),
            1 => FromNamedRoom(@namespace, target.Rooms[0]),
            _ => Union(@namespace, target.Rooms),
        };
        set.Filter(target);
        return set;
    }

    public void Dispose()
    {
        if (_sockets.Length > 0)
        {
            ArrayPool<Socket>.Shared.Return(_sockets, clearArray: true);
        }

        _sockets = [];
        _count = 0;
    }

    private static RecipientSet FromRoom(Room room)
    {
        var sockets = room.Rent(out var count);
        return new RecipientSet(sockets, count);
    }

    private static RecipientSet FromNamedRoom(Namespace @namespace, string name)
    {
        var room = @namespace.Rooms.Find(name);
        var owner = @namespace.FindOwner(name);
        if (owner is null)
        {
            return room is null ? new RecipientSet([], 0) : FromRoom(room);
        }

        return room is null ? Single(owner) : Union(@namespace, [name]);
    }

    private static RecipientSet Single(Socket socket)
    {
        var sockets = ArrayPool<Socket>.Shared.Rent(1);
        sockets[0] = socket;
        return new RecipientSet(sockets, 1);
    }

    private static RecipientSet Union(Namespace @namespace, IReadOnlyList<string> names)
    {
        var distinct = new DistinctSockets();
        foreach (var name in names)
        {
            if (@namespace.FindOwner(name) is { } owner)
            {
                distinct.Add([owner]);
            }

            if (@namespace.Rooms.Find(name) is { } room)
            {
                using var members = FromRoom(room);
                distinct.Add(members.Sockets);
            }
        }

        return new RecipientSet(distinct.Complete(out var count), count);
    }

    private void Filter(BroadcastTarget target)
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (_sockets[i].IsReceiving && (target.Except.Count == 0 || _sockets[i].Membership.Matches(target)))
            {
                _sockets[kept++] = _sockets[i];
            }
        }

        _count = kept;
    }
}
