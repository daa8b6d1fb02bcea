using System.Diagnostics.CodeAnalysis;

namespace SocketIoSharp.Cluster.Ordered;

/// <summary>
/// The messages of one namespace of this node that the broker has not given back yet, in order. They are published one behind the other, without waiting for each; when the broker cannot be
/// reached they stay, and what may or may not have got through is sent again when it is known what has. Thread-safe.
/// </summary>
/// <param name="publish">Publishes a message.</param>
/// <param name="isRefused">Whether a failure means that the broker does not want the message, however often it is sent.</param>
/// <param name="catchUp">Completes when the broker can be reached and everything that it holds now was given to <see cref="Returned"/>.</param>
/// <param name="reports">Hears of what is sent and lost.</param>
/// <param name="time">The clock.</param>
/// <param name="maxBytes">The memory that may be used, roughly.</param>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer and is cancelled at the end, so nothing is left to dispose of.")]
internal sealed partial class Outbox(
    Func<ClusterMessage, Task> publish,
    Func<Exception, bool> isRefused,
    Func<Task> catchUp,
    ClusterReports reports,
    TimeProvider time,
    int maxBytes)
{
    // What an entry takes besides its message.
    private const int Overhead = 256;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly LinkedList<OutboxEntry> _entries = [];
    private readonly Dictionary<long, LinkedListNode<OutboxEntry>> _byNumber = [];
    private LinkedListNode<OutboxEntry>? _next;
    private long _lastNumber;
    private long _bytes;
    private bool _isFlowing;

    /// <summary>The number of messages that are waited for.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Whether so much waits that whoever sends had better wait, too.</summary>
    public bool IsMuch => Volatile.Read(ref _bytes) > UnconfirmedMessages.HighWaterMark;

    /// <summary>Lines a message up. Call <see cref="Pump"/> afterwards, outside of all locks.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isApplied">Whether this node's sockets have it already, or need it never.</param>
    /// <param name="dropped">Those that had to go because memory is short.</param>
    public OutboxEntry Add(ClusterMessage message, bool isApplied, out IReadOnlyList<OutboxEntry> dropped)
    {
        lock (_gate)
        {
            var bytes = Overhead + UnconfirmedMessages.SizeOf(message);
            var entry = new OutboxEntry(message with { Number = ++_lastNumber }, bytes, time.GetTimestamp()) { IsApplied = isApplied };
            var node = _entries.AddLast(entry);
            _byNumber.Add(_lastNumber, node);
            _next ??= node;
            _bytes += bytes;
            dropped = DropBeyondLimit();
            if (_closed.IsCancellationRequested)
            {
                entry.Complete();
            }
            else if (!_isFlowing)
            {
                CompleteIfApplied(entry);
            }

            return entry;
        }
    }

    /// <summary>A message has come back: nothing more can happen to it.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="refused">Those before it that the broker did not want, so that they never will.</param>
    /// <returns><see langword="null"/> when it is not waited for.</returns>
    public OutboxEntry? Returned(long number, out IReadOnlyList<OutboxEntry> refused)
    {
        lock (_gate)
        {
            refused = [];
            if (!_byNumber.TryGetValue(number, out var node))
            {
                return null;
            }

            refused = TakeRefusedBefore(node);
            node.Value.IsPublished = true;
            Remove(node);
            return node.Value;
        }
    }

    /// <summary>Those whose sockets of this node wait for them, if the first of them has waited for so long.</summary>
    public IReadOnlyList<OutboxEntry> TakeOverdue(TimeSpan timeout)
    {
        lock (_gate)
        {
            var waiting = _entries.Where(entry => !entry.IsApplied);
            return waiting.FirstOrDefault() is { } first && time.GetElapsedTime(first.AddedAt) >= timeout ? [.. waiting] : [];
        }
    }

    /// <summary>Completes when the broker has the last message that was sent before.</summary>
    public Task WhenSettledAsync()
    {
        lock (_gate)
        {
            return _entries.Last?.Value is { IsPublished: false } last ? last.WhenPublishedAsync() : Task.CompletedTask;
        }
    }

    /// <summary>Waits for nothing more.</summary>
    public void Close()
    {
        _closed.Cancel();
        lock (_gate)
        {
            _isFlowing = false;
            foreach (var entry in _entries)
            {
                entry.IsPublished = true;
                entry.Complete();
            }

            _entries.Clear();
            _byNumber.Clear();
            (_next, _bytes) = (null, 0);
        }
    }

    private List<OutboxEntry> TakeRefusedBefore(LinkedListNode<OutboxEntry> node)
    {
        var refused = new List<OutboxEntry>();
        for (var before = _entries.First!; before != node;)
        {
            var next = before.Next!;
            if (before.Value.IsRefused)
            {
                refused.Add(before.Value);
                Remove(before);
            }

            before = next;
        }

        return refused;
    }

    private List<OutboxEntry> DropBeyondLimit()
    {
        var dropped = new List<OutboxEntry>();
        while (_bytes > maxBytes && _entries.Count > 1)
        {
            var first = _entries.First!;
            if (!first.Value.IsPublished)
            {
                reports.Lost(first.Value.Message.Type, new IOException("The broker has not taken it, and MaxPendingBytes wait."));
            }

            first.Value.IsPublished = true;
            Remove(first);
            dropped.Add(first.Value);
        }

        return dropped;
    }

    private void Remove(LinkedListNode<OutboxEntry> node)
    {
        if (_next == node)
        {
            _next = node.Next;
        }

        _entries.Remove(node);
        _byNumber.Remove(node.Value.Message.Number);
        _bytes -= node.Value.Bytes;
    }

    // With recovery the sender waits for its own sockets, which wait for the broker.
    private static void CompleteIfApplied(OutboxEntry entry)
    {
        if (entry.IsApplied)
        {
            entry.Complete();
        }
    }
}
