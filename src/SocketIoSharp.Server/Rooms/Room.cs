using System.Buffers;

namespace SocketIoSharp.Rooms;

/// <summary>The members of one room in a dense array: joining and leaving cost the same whatever the size, a broadcast copies the array.</summary>
internal sealed class Room(string name, RoomTable? table = null)
{
    private readonly Lock _gate = new();
    private Membership[] _members = [];
    private int _count;
    private bool _isDead;

    public string Name => name;

    public int Count => Volatile.Read(ref _count);

    /// <returns>The membership; <see langword="null"/> when the room has just been given up and another of its name must be made.</returns>
    public Membership? TryAdd(Socket socket)
    {
        lock (_gate)
        {
            if (_isDead)
            {
                return null;
            }

            if (_count == _members.Length)
            {
                Array.Resize(ref _members, Math.Max(4, _count * 2));
            }

            var membership = new Membership(this, socket, _count);
            _members[_count++] = membership;
            table?.NoteJoin(name, socket, _count);
            return membership;
        }
    }

    /// <returns>Whether the room is empty now; it accepts nobody any more then.</returns>
    public bool Remove(Membership membership, bool staysWhenEmpty = false)
    {
        lock (_gate)
        {
            // The last member takes the place that becomes free.
            var last = _members[--_count];
            _members[membership.Index] = last;
            last.Index = membership.Index;
            _members[_count] = null!;
            if (_count < _members.Length / 4 && _members.Length > 16)
            {
                Array.Resize(ref _members, _members.Length / 2);
            }

            _isDead = _count == 0 && !staysWhenEmpty;
            table?.NoteLeave(name, membership.Socket, _count);
            return _count == 0;
        }
    }

    /// <summary>Copies the members to rented memory, which the caller gives back.</summary>
    public Socket[] Rent(out int count)
    {
        lock (_gate)
        {
            count = _count;
            var sockets = ArrayPool<Socket>.Shared.Rent(count);
            for (var i = 0; i < count; i++)
            {
                sockets[i] = _members[i].Socket;
            }

            return sockets;
        }
    }

    /// <summary>A socket's place in a room.</summary>
    internal sealed class Membership(Room room, Socket socket, int index)
    {
        public Room Room => room;

        public Socket Socket => socket;

        public int Index { get; set; } = index;
    }
}
