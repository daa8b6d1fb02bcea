namespace SocketIoSharp.Acks;

/// <summary>The answers that one socket owes, by ack id. An answer is taken once. Its own lock: every socket has one of these.</summary>
internal sealed class PendingAcks
{
    /// <summary>The deadline of an answer that may take for ever, or that somebody else watches.</summary>
    public const long Never = long.MaxValue;

    /// <summary>When an answer was asked for, where nobody wants to know.</summary>
    public const long Untimed = long.MinValue;

    private Dictionary<long, Entry>? _entries;
    private bool _isClosed;

    /// <summary>Whether no answer is owed.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (this)
            {
                return _entries is null or { Count: 0 };
            }
        }
    }

    /// <summary>Notes that an answer is owed.</summary>
    /// <param name="id">The ack id.</param>
    /// <param name="sink">Where the answer goes.</param>
    /// <param name="deadline">When it is to be there.</param>
    /// <param name="asked">The time stamp of the question, or <see cref="Untimed"/>.</param>
    /// <param name="limit">The number of answers that may be owed at a time.</param>
    /// <param name="isFull">Whether so many are owed.</param>
    /// <returns><see langword="false"/> then, and when the socket is disconnected.</returns>
    public bool TryAdd(long id, AckSink sink, long deadline, long asked, int limit, out bool isFull)
    {
        lock (this)
        {
            isFull = _entries?.Count >= limit;
            if (_isClosed || isFull)
            {
                return false;
            }

            (_entries ??= [])[id] = new Entry(sink, deadline, asked);
            return true;
        }
    }

    public void Remove(long id)
    {
        lock (this)
        {
            _entries?.Remove(id);
        }
    }

    public bool TryTake(long id, out AckSink sink, out long asked)
    {
        lock (this)
        {
            var entry = default(Entry);
            var isFound = _entries is not null && _entries.Remove(id, out entry);
            (sink, asked) = (entry.Sink, entry.Asked);
            return isFound;
        }
    }

    /// <summary>Ends the waits whose time is up.</summary>
    /// <returns>The next deadline, and how many answers are overdue.</returns>
    public (long Next, int Overdue) Expire(long now)
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
        return (next, overdue?.Count ?? 0);
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

    private readonly record struct Entry(AckSink Sink, long Deadline, long Asked);
}
