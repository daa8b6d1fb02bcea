using SocketIoSharp.Adapters;
using SocketIoSharp.Limits;

namespace SocketIoSharp.Rooms;

/// <summary>
/// The rooms of one socket. Every socket is in the room of its own id; that one needs no entry anywhere, because the id finds the socket.
/// Locks: this object, then a room's.
/// </summary>
internal sealed class SocketRooms(Socket socket, RoomTable table)
{
    private Dictionary<string, Room.Membership>? _joined;
    private bool _hasLeftOwn;
    private bool _isOpen;
    private bool _isClosed;

    private SocketIoOptions Options => socket.Server.Options;

    /// <summary>Whether the socket is still in the room of its own id.</summary>
    public bool IsInOwn => !Volatile.Read(ref _hasLeftOwn);

    public IReadOnlyCollection<string> Names
    {
        get
        {
            lock (this)
            {
                IEnumerable<string> own = _hasLeftOwn || _isClosed ? [] : [socket.Id];
                return [.. own, .. _joined?.Keys ?? Enumerable.Empty<string>()];
            }
        }
    }

    /// <summary>
    /// Whether a target means the socket, at one moment: between two looks it could leave a room that excludes it and one that is addressed, and
    /// receive what it was never to get.
    /// </summary>
    public bool Matches(BroadcastTarget target)
    {
        lock (this)
        {
            return !IsInAny(target.Except) && (target.Rooms.Count == 0 || IsInAny(target.Rooms));
        }
    }

    /// <summary>Comes to the room of its own id: the socket is connected.</summary>
    public void Open()
    {
        lock (this)
        {
            if (!_isClosed && !_hasLeftOwn && !_isOpen)
            {
                _isOpen = true;
                table.NoteOwnJoin(socket);
            }
        }

        table.Events.Raise();
    }

    /// <summary>Joins a room; without effect when the socket is in it, or disconnected.</summary>
    /// <returns>The limit that keeps it out.</returns>
    public ServerLimit? TryJoin(string name)
    {
        if (name.Length > Options.MaxRoomNameLength)
        {
            return ServerLimit.RoomName;
        }

        ServerLimit? limit;
        lock (this)
        {
            limit = _isClosed ? null : JoinLocked(name);
        }

        table.Events.Raise();
        return limit;
    }

    public void Leave(string name)
    {
        lock (this)
        {
            if (name == socket.Id)
            {
                LeaveOwn();
            }
            else if (_joined is not null && _joined.Remove(name, out var membership))
            {
                table.Leave(membership);
            }
        }

        table.Events.Raise();
    }

    /// <summary>Leaves all rooms; the socket can join none any more.</summary>
    public void Close()
    {
        lock (this)
        {
            LeaveOwn();
            _isClosed = true;
            foreach (var membership in _joined?.Values ?? Enumerable.Empty<Room.Membership>())
            {
                table.Leave(membership);
            }

            _joined = null;
        }

        table.Events.Raise();
    }

    private ServerLimit? JoinLocked(string name)
    {
        if (name == socket.Id)
        {
            JoinOwn();
        }
        else if (_joined?.ContainsKey(name) != true)
        {
            if (_joined?.Count >= Options.MaxRoomsPerSocket)
            {
                return ServerLimit.Rooms;
            }

            (_joined ??= new Dictionary<string, Room.Membership>(StringComparer.Ordinal)).Add(name, table.Join(socket, name));
        }

        return null;
    }

    private void JoinOwn()
    {
        if (_hasLeftOwn)
        {
            _hasLeftOwn = false;
            if (_isOpen)
            {
                table.NoteOwnJoin(socket);
            }
        }
    }

    private void LeaveOwn()
    {
        if (_isOpen && !_hasLeftOwn)
        {
            table.NoteOwnLeave(socket);
        }

        _hasLeftOwn = true;
    }

    private bool IsInAny(IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if ((names[i] == socket.Id && !_hasLeftOwn && !_isClosed) || _joined?.ContainsKey(names[i]) == true)
            {
                return true;
            }
        }

        return false;
    }
}
