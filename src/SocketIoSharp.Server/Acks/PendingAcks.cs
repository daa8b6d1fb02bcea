namespace SocketIoSharp.Acks;

/// <summary>The answers that one socket owes, by ack id. An answer is taken once. Its own lock: every socket has one of these.</summary>
internal sealed class PendingAcks
{
    /// <summary>The deadline of an answer that may take for ever, or that somebody else watches.</summary>
    public const long Never = long.MaxValue;

    private Dictionary<long, Entry>? _entries;
    private bool _isClosed;

    /// <returns><see langword="false"/> when the socket is disconnected.</returns>
    public bool TryAdd(long id, AckSink sink, long deadline)
    {
        lock (this)
        {
            if (!_isClosed)
            {
                (_entries ??= [])[id] = new Entry(sink, deadline);
            }

            return !_isClosed;
        }
    }

    public void Remove(long id)
    {
        lock (this)
        {
            _entries?.Remove(id);
        }
    }

    public bool TryTake(long id, out AckSink sink)
    {
        lock (this)
        {
            var entry = default(Entry);
            var isFound = _entries is not null && _entries.Remove(id, out entry);
            sink = entry.Sink;
            return isFound;
        }
    }

    /// <summary>Ends the waits whose time is up.</summary>
    /// <returns>The next deadline.</returns>
    public long Expire(long now)
    {
        List<AckSink>? overdue = null;
        var next = Never;
        lock (this)
        {
            foreach (var (id, entry) in _entries ?? [])
            {
                if (entry.Deadline > now)
                {
                    next = Math.Min(next, entry.Deadline);
                    continue;
                }

                // Removing is allowed while a dictionary is enumerated.
                _entries!.Remove(id);
                (overdue ??= []).Add(entry.Sink);
            }
        }

        overdue?.ForEach(sink => sink.OnTimeout());
        return next;
    }

    /// <summary>Ends all waits, because <paramref name="socket"/> is disconnected.</summary>
    public void Close(Socket socket)
    {
        Dictionary<long, Entry>? entries;
        lock (this)
        {
            _isClosed = true;
            (entries, _entries) = (_entries, null);
        }

        foreach (var entry in entries?.Values ?? Enumerable.Empty<Entry>())
        {
            entry.Sink.OnDisconnected(socket);
        }
    }

    private readonly record struct Entry(AckSink Sink, long Deadline);
}
