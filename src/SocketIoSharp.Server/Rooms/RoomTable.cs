using System.Collections.Concurrent;

namespace SocketIoSharp.Rooms;

/// <summary>The rooms of a namespace. A room exists while it has members.</summary>
internal sealed class RoomTable(Namespace @namespace)
{
    private readonly ConcurrentDictionary<string, Room> _rooms = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => (IReadOnlyCollection<string>)_rooms.Keys;

    public RoomEvents Events { get; } = new(@namespace);

    public Room? Find(string name) => _rooms.GetValueOrDefault(name);

    public Room.Membership Join(Socket socket, string name)
    {
        while (true)
        {
            var room = _rooms.GetOrAdd(name, static (name, table) => new Room(name, table), this);
            if (room.TryAdd(socket) is { } membership)
            {
                return membership;
            }

            // Its last member has left a moment ago.
            _rooms.TryRemove(new KeyValuePair<string, Room>(name, room));
        }
    }

    public void Leave(Room.Membership membership)
    {
        if (membership.Room.Remove(membership))
        {
            _rooms.TryRemove(new KeyValuePair<string, Room>(membership.Room.Name, membership.Room));
        }
    }

    /// <summary>Notes the change of a room; its lock is held. The room of a socket's own id exists while that socket is in it.</summary>
    public void NoteJoin(string room, Socket socket, int count) => Events.NoteJoin(room, socket.Id, count == 1 && @namespace.FindOwner(room) is null);

    /// <inheritdoc cref="NoteJoin"/>
    public void NoteLeave(string room, Socket socket, int count) => Events.NoteLeave(room, socket.Id, count == 0 && @namespace.FindOwner(room) is null);

    /// <summary>Notes that a socket has come to the room of its own id.</summary>
    public void NoteOwnJoin(Socket socket) => Events.NoteJoin(socket.Id, socket.Id, Find(socket.Id) is null);

    /// <summary>Notes that a socket has left the room of its own id.</summary>
    public void NoteOwnLeave(Socket socket) => Events.NoteLeave(socket.Id, socket.Id, Find(socket.Id) is null);
}
