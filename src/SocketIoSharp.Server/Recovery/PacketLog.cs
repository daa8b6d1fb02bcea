using SocketIoSharp.Adapters;

namespace SocketIoSharp.Recovery;

/// <summary>The events of the last minutes in the order of their sending, in a ring that grows to a limit. Not thread-safe.</summary>
internal sealed class PacketLog(long maxBytes)
{
    // What an event takes besides its bytes: objects, its offset, its place here. A frame holds the JSON a second time.
    private const int Overhead = 256;

    private readonly PacketOffset _offset = new();
    private Entry[] _entries = [];
    private int _head;
    private int _count;
    private long _bytes;
    private long _first;

    /// <summary>The position behind the last event.</summary>
    public long End => _first + _count;

    public int Count => _count;

    /// <summary>The memory that the events take, roughly.</summary>
    public long Bytes => _bytes;

    /// <summary>Stores an event.</summary>
    /// <returns>The event with its offset.</returns>
    public OutgoingPacket Append(BroadcastTarget target, OutgoingPacket packet, long now)
    {
        var offset = _offset.Next(now);
        var stored = packet.Append(offset);
        var bytes = Overhead + (2L * stored.Json.Length) + stored.Attachments.Sum(attachment => (long)attachment.Length + Overhead);
        if (_count == _entries.Length)
        {
            Grow();
        }

        _entries[(_head + _count++) % _entries.Length] = new Entry(offset, _offset.Time, target, stored, bytes);
        _bytes += bytes;
        while (_bytes > maxBytes && _count > 0)
        {
            DropFirst();
        }

        return stored;
    }

    /// <summary>Forgets what is older.</summary>
    public void DropBefore(long time)
    {
        while (_count > 0 && _entries[_head].Time < time)
        {
            DropFirst();
        }
    }

    /// <returns>The position behind the event of this offset; <see langword="null"/> when it is not there.</returns>
    public long? FindAfter(string offset)
    {
        if (!PacketOffset.TryReadTime(offset, out var time))
        {
            return null;
        }

        // Times ascend, so the first of that time is found by halves.
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = At(middle).Time < time ? (middle + 1, high) : (low, middle);
        }

        for (; low < _count && At(low).Time == time; low++)
        {
            if (At(low).Offset == offset)
            {
                return _first + low + 1;
            }
        }

        return null;
    }

    /// <summary>The events from a position on that were meant for a session.</summary>
    public List<OutgoingPacket> Since(long position, SavedSession session)
    {
        var packets = new List<OutgoingPacket>();
        for (var i = (int)Math.Max(0, position - _first); i < _count; i++)
        {
            if (session.IsMeant(At(i).Target))
            {
                packets.Add(At(i).Packet);
            }
        }

        return packets;
    }

    private Entry At(int index) => _entries[(_head + index) % _entries.Length];

    private void DropFirst()
    {
        _bytes -= _entries[_head].Bytes;
        _entries[_head] = default;
        _head = (_head + 1) % _entries.Length;
        _count--;
        _first++;
    }

    private void Grow()
    {
        var entries = new Entry[Math.Max(16, _entries.Length * 2)];
        for (var i = 0; i < _count; i++)
        {
            entries[i] = At(i);
        }

        (_entries, _head) = (entries, 0);
    }

    private readonly record struct Entry(string Offset, long Time, BroadcastTarget Target, OutgoingPacket Packet, long Bytes);
}
