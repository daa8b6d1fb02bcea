using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Outbound;

/// <summary>
/// What waits to be sent to one client. Many threads write, one reader at a time reads: a poll for one response, a WebSocket for good.
/// The right to read is a lease, so an upgrade hands over without a packet being lost, doubled or overtaken.
/// </summary>
internal sealed class OutboundQueue(QueueLimits limits)
{
    // Arrays beyond this size are left to the garbage collector after a burst.
    private const int LargestKept = 64;

    private readonly Lock _gate = new();

    // Only where a full queue gives them up.
    private readonly VolatileMarks? _volatile = limits.Policy is SlowReceiverPolicy.DropVolatile ? new VolatileMarks() : null;
    private FrameGroup[] _groups = [];
    private int _count;
    private long _bytes;
    private int _packets;
    private int _givenUp;
    private bool _isSealed;
    private bool _isLeased;

    // A poll that has the lease and has not looked yet whether there is something to answer with.
    private bool _isArriving;

    // A client has what was sent to it, and may say so, before the thread that sent it is back here.
    private bool _isReturning;
    private IQueueReader? _parked;
    private Queue<Waiter>? _waiting;
    private TaskCompletionSource? _relief;

    /// <summary>The bytes that are queued or being written.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>The packets that are queued or being written.</summary>
    public int Packets => Volatile.Read(ref _packets);

    /// <summary>Whether a reader has the right to read.</summary>
    public bool IsBeingRead
    {
        get
        {
            lock (_gate)
            {
                return _isLeased;
            }
        }
    }

    /// <summary>Queues a group, or says why not. Wakes a parked reader on the calling thread.</summary>
    /// <param name="group">The group.</param>
    /// <param name="isVolatile">Whether it may be dropped.</param>
    /// <param name="isAwaited">Whether its sender can wait: where the policy is to wait, it finds room that others do not have.</param>
    public EnqueueResult TryEnqueue(FrameGroup group, bool isVolatile, bool isAwaited = false)
    {
        IQueueReader? reader;
        EnqueueResult result;
        lock (_gate)
        {
            // A volatile packet needs a reader that waits, or is on its way back: what the reference calls writable.
            if (_isSealed || (isVolatile && _parked is null && !_isReturning))
            {
                return EnqueueResult.Dropped;
            }

            var room = isAwaited && limits.Policy is SlowReceiverPolicy.Wait ? 2 : 1;
            if (IsFull(room) && !TryMakeRoom())
            {
                return isVolatile && _volatile is not null ? EnqueueResult.Dropped : EnqueueResult.Overflow;
            }

            if (isVolatile)
            {
                _volatile?.Add(_count);
            }

            Append(group);
            result = _bytes > limits.HighWaterMark ? EnqueueResult.Pressured : EnqueueResult.Accepted;
            reader = TakeParked();

            // It comes back when the burst ends: meanwhile its client is no less ready than before.
            _isReturning |= reader is not null && GatheredSenders.IsOpen;
        }

        reader?.Wake(QueueSignal.Readable);
        return result;
    }

    /// <summary>The number of volatile groups that a full queue has given up since the last call.</summary>
    public int TakeGivenUp() => _volatile is null ? 0 : Interlocked.Exchange(ref _givenUp, 0);

    /// <summary>Takes everything that is queued. The array given becomes the queue's, the one returned the caller's.</summary>
    /// <param name="spare">An array for the queue to go on with.</param>
    /// <param name="isReturning">Whether the reader parks again by itself, at once unless it calls <see cref="Stall"/>.</param>
    /// <returns>The number of groups taken.</returns>
    public int TakeAll(ref FrameGroup[] spare, bool isReturning = false)
    {
        lock (_gate)
        {
            _isReturning = isReturning;
            var count = _count;
            (_groups, spare) = (spare, _groups);
            _count = 0;
            _volatile?.Clear();
            return count;
        }
    }

    /// <summary>Says that the reader has to wait for its client.</summary>
    public void Stall()
    {
        lock (_gate)
        {
            _isReturning = false;
        }
    }

    /// <summary>Says that <paramref name="groups"/>, which were taken, have left, or never will.</summary>
    public void Complete(ReadOnlySpan<FrameGroup> groups)
    {
        TaskCompletionSource? relief = null;
        var bytes = 0L;
        foreach (var group in groups)
        {
            bytes += group.ByteCount;
        }

        lock (_gate)
        {
            _bytes -= bytes;
            _packets -= groups.Length;
            if (_bytes <= limits.HighWaterMark)
            {
                (relief, _relief) = (_relief, null);
            }
        }

        relief?.SetResult();
    }

    /// <summary>Waits until no more than the high-water mark is queued, or the queue is sealed.</summary>
    public Task WaitForReliefAsync()
    {
        lock (_gate)
        {
            return _isSealed || _bytes <= limits.HighWaterMark
                ? Task.CompletedTask
                : (_relief ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>
    /// Takes the right to read for a poll, at once or when a response that is being written is out: a client polls again as soon as it has the last
    /// byte, which is before the server knows.
    /// </summary>
    /// <param name="acquired">Completes when the right is there.</param>
    /// <returns><see langword="false"/> when another poll is there already, be it one that has only just come.</returns>
    public bool TryAcquire(out Task acquired)
    {
        lock (_gate)
        {
            var isOverlap = _isArriving || _parked is not null || _waiting is { Count: > 0 };
            acquired = isOverlap ? Task.CompletedTask : AcquireLocked(isPoll: true);
            return !isOverlap;
        }
    }

    /// <summary>Takes the right to read as soon as those before have given it back.</summary>
    public Task AcquireAsync()
    {
        lock (_gate)
        {
            return AcquireLocked(isPoll: false);
        }
    }

    /// <summary>Gives the right to read back.</summary>
    public void Release()
    {
        Waiter next = default;
        lock (_gate)
        {
            _isLeased = _waiting?.TryDequeue(out next) == true;
            _isArriving = next.IsPoll;
        }

        next.Turn?.SetResult();
    }

    /// <summary>Leaves <paramref name="reader"/> waiting, unless there is already something to say.</summary>
    /// <returns><see cref="QueueSignal.None"/> when the reader is parked.</returns>
    public QueueSignal Park(IQueueReader reader)
    {
        lock (_gate)
        {
            _isReturning = _isArriving = false;
            if (_count > 0)
            {
                return QueueSignal.Readable;
            }

            if (_isSealed)
            {
                return QueueSignal.Closed;
            }

            _parked = reader;
            return QueueSignal.None;
        }
    }

    /// <summary>Takes back a reader that does not want to wait any longer.</summary>
    /// <returns><see langword="false"/> when it was woken already.</returns>
    public bool TryUnpark(IQueueReader reader)
    {
        lock (_gate)
        {
            return ReferenceEquals(_parked, reader) && TakeParked() is not null;
        }
    }

    /// <summary>Sends a parked reader away; what is queued stays.</summary>
    public void Interrupt(QueueSignal signal)
    {
        IQueueReader? reader;
        lock (_gate)
        {
            reader = TakeParked();
        }

        reader?.Wake(signal);
    }

    /// <summary>Accepts nothing more; what is queued is still delivered.</summary>
    /// <returns>Whether a parked reader was told, so that nothing is left to deliver.</returns>
    public bool Seal()
    {
        IQueueReader? reader;
        lock (_gate)
        {
            _isSealed = true;
            reader = TakeParked();
        }

        RelieveAll();
        reader?.Wake(QueueSignal.Closed);
        return reader is not null;
    }

    /// <summary>Drops what is queued and accepts nothing more. A parked reader is told by <see cref="Seal"/>.</summary>
    public void Drop()
    {
        lock (_gate)
        {
            for (var i = 0; i < _count; i++)
            {
                _bytes -= _groups[i].ByteCount;
            }

            _packets -= _count;
            _groups = [];
            _count = 0;
            _volatile?.Clear();

            // Under the same lock, so that nothing slips in behind.
            _isSealed = true;
        }
    }

    /// <summary>Readies an array for the next <see cref="TakeAll"/>.</summary>
    public static FrameGroup[] Recycle(FrameGroup[] groups, int count)
    {
        if (groups.Length > LargestKept)
        {
            return [];
        }

        Array.Clear(groups, 0, count);
        return groups;
    }

    private Task AcquireLocked(bool isPoll)
    {
        if (!_isLeased)
        {
            _isLeased = true;
            _isArriving = isPoll;
            return Task.CompletedTask;
        }

        var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (_waiting ??= new Queue<Waiter>()).Enqueue(new Waiter(next, isPoll));
        return next.Task;
    }

    private void Append(FrameGroup group)
    {
        if (_count == _groups.Length)
        {
            Array.Resize(ref _groups, Math.Max(4, _count * 2));
        }

        _groups[_count++] = group;
        _bytes += group.ByteCount;
        _packets++;
    }

    private bool IsFull(int room) => _bytes >= (long)limits.MaxBytes * room || _packets >= (long)limits.MaxPackets * room;

    private bool TryMakeRoom()
    {
        if (_volatile is null)
        {
            return false;
        }

        var (groups, bytes) = _volatile.Remove(_groups, ref _count);
        _bytes -= bytes;
        _packets -= groups;
        _givenUp += groups;
        return !IsFull(room: 1);
    }

    private IQueueReader? TakeParked()
    {
        var reader = _parked;
        _parked = null;
        return reader;
    }

    private void RelieveAll()
    {
        TaskCompletionSource? relief;
        lock (_gate)
        {
            (relief, _relief) = (_relief, null);
        }

        relief?.SetResult();
    }

    /// <param name="Turn">Completes when the right to read is there.</param>
    /// <param name="IsPoll">Whether a poll waits, and not a WebSocket.</param>
    private readonly record struct Waiter(TaskCompletionSource? Turn, bool IsPoll);
}
