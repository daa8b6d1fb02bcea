using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace SocketIoSharp.Rooms;

/// <summary>Gathers sockets, each once and in the order in which they come, in rented memory: a hash table whose slots point into a dense array.</summary>
internal ref struct DistinctSockets
{
    private const int SmallestTable = 16;

    private Socket[] _sockets;
    private int _count;

    // Positions in the array, counted from 1; 0 is a free slot. At least half of the table is free, so a look-up is short.
    private int[] _slots;
    private int _mask;

    public DistinctSockets()
    {
        _sockets = [];
        _slots = [];
        _mask = -1;
    }

    public void Add(scoped ReadOnlySpan<Socket> sockets)
    {
        Reserve(_count + sockets.Length);
        foreach (var socket in sockets)
        {
            if (TryTakeSlot(socket))
            {
                _sockets[_count - 1] = socket;
            }
        }
    }

    /// <summary>Ends the gathering.</summary>
    /// <param name="count">The number of sockets.</param>
    /// <returns>The sockets, in rented memory that the caller gives back.</returns>
    public Socket[] Complete(out int count)
    {
        ReturnSlots();
        count = _count;
        return _sockets;
    }

    // The count is one more when the slot is new.
    private bool TryTakeSlot(Socket socket)
    {
        for (var slot = RuntimeHelpers.GetHashCode(socket) & _mask; ; slot = (slot + 1) & _mask)
        {
            var position = _slots[slot];
            if (position == 0)
            {
                _slots[slot] = ++_count;
                return true;
            }

            if (ReferenceEquals(_sockets[position - 1], socket))
            {
                return false;
            }
        }
    }

    private void Reserve(int capacity)
    {
        if (capacity > _sockets.Length)
        {
            var larger = ArrayPool<Socket>.Shared.Rent(Math.Max(capacity, _sockets.Length * 2));
            _sockets.AsSpan(0, _count).CopyTo(larger);
            ReturnSockets();
            _sockets = larger;
        }

        if (capacity * 2 > _mask + 1)
        {
            MakeTable((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(SmallestTable, capacity * 2)));
        }
    }

    private void MakeTable(int size)
    {
        ReturnSlots();
        _slots = ArrayPool<int>.Shared.Rent(size);
        _slots.AsSpan(0, size).Clear();
        _mask = size - 1;

        // They are all different, so each counts itself again.
        var gathered = _count;
        for (_count = 0; _count < gathered;)
        {
            TryTakeSlot(_sockets[_count]);
        }
    }

    private readonly void ReturnSockets()
    {
        if (_sockets.Length > 0)
        {
            ArrayPool<Socket>.Shared.Return(_sockets, clearArray: true);
        }
    }

    private readonly void ReturnSlots()
    {
        if (_slots.Length > 0)
        {
            ArrayPool<int>.Shared.Return(_slots);
        }
    }
}
