using System.Collections.Concurrent;

namespace SocketIoSharp.Rooms;

/// <summary>The rooms of a namespace. A room exists while it has members.</summary>
internal sealed class RoomTable
{
    private readonly ConcurrentDictionary<string, Room> _rooms = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => (IReadOnlyCollection<string>)_rooms.Keys;

    public Room? Find(string name) => _rooms.GetValueOrDefault(name);

    public Room.Membership Join(Socket socket, string name)
    {
        while (true)
        {
            var room = _rooms.GetOrAdd(name, static name => new Room(name));
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
}
