namespace SocketIoSharp.Rooms;

/// <summary>
/// The rooms of one socket. Every socket is in the room of its own id; that one needs no entry anywhere, because the id finds the socket.
/// Locks: this one, then a room's.
/// </summary>
internal sealed class SocketRooms(Socket socket, RoomTable table)
{
    private readonly Lock _gate = new();
    private Dictionary<string, Room.Membership>? _joined;
    private bool _hasLeftOwn;
    private bool _isClosed;

    /// <summary>Whether the socket is still in the room of its own id.</summary>
    public bool IsInOwn => !Volatile.Read(ref _hasLeftOwn);

    public IReadOnlyCollection<string> Names
    {
        get
        {
            lock (_gate)
            {
                IEnumerable<string> own = _hasLeftOwn || _isClosed ? [] : [socket.Id];
                return [.. own, .. _joined?.Keys ?? Enumerable.Empty<string>()];
            }
        }
    }

    public bool Contains(string name)
    {
        lock (_gate)
        {
            return (name == socket.Id && !_hasLeftOwn && !_isClosed) || _joined?.ContainsKey(name) == true;
        }
    }

    /// <summary>Joins a room; without effect when the socket is in it, or disconnected.</summary>
    public void Join(string name)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            if (name == socket.Id)
            {
                _hasLeftOwn = false;
            }
            else if (_joined?.ContainsKey(name) != true)
            {
                (_joined ??= new Dictionary<string, Room.Membership>(StringComparer.Ordinal)).Add(name, table.Join(socket, name));
            }
        }
    }

    public void Leave(string name)
    {
        lock (_gate)
        {
            if (name == socket.Id)
            {
                _hasLeftOwn = true;
            }
            else if (_joined is not null && _joined.Remove(name, out var membership))
            {
                table.Leave(membership);
            }
        }
    }

    /// <summary>Leaves all rooms; the socket can join none any more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var membership in _joined?.Values ?? Enumerable.Empty<Room.Membership>())
            {
                table.Leave(membership);
            }

            _joined = null;
        }
    }
}
