namespace SocketIoSharp.EngineIo.Sessions;

/// <summary>
/// Notices that the pool has no thread to spare: what clients have sent waits unread then, although timers, which go first, keep their times. An item goes through the
/// pool behind everything that waits, again and again, and its time is taken.
/// </summary>
/// <param name="time">The clock of the pool, which is the machine's, whatever clock the server goes by.</param>
/// <param name="tolerance">The time that an item may wait for its thread.</param>
/// <param name="queue">Queues an item behind all others.</param>
internal sealed class PoolWatch(TimeProvider time, TimeSpan tolerance, Action<IThreadPoolWorkItem> queue) : IThreadPoolWorkItem
{
    private long _queuedAt;
    private bool _isQueued;
    private bool _wasLate;

    /// <summary>Whether an item waits for its thread for too long at this moment.</summary>
    public bool IsLate => Volatile.Read(ref _isQueued) && IsOver();

    /// <summary>Looks, and sends the next item. For one caller at a time.</summary>
    /// <returns>Whether an item has waited for too long since the last look, or still does.</returns>
    public bool Look()
    {
        if (Volatile.Read(ref _isQueued))
        {
            return IsOver();
        }

        var wasLate = _wasLate;
        _wasLate = false;
        _queuedAt = time.GetTimestamp();
        Volatile.Write(ref _isQueued, true);
        queue(this);
        return wasLate;
    }

    void IThreadPoolWorkItem.Execute()
    {
        _wasLate = IsOver();
        Volatile.Write(ref _isQueued, false);
    }

    private bool IsOver() => time.GetElapsedTime(Volatile.Read(ref _queuedAt)) > tolerance;
}
