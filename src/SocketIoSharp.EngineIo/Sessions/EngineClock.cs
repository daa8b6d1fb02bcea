namespace SocketIoSharp.EngineIo.Sessions;

/// <summary>
/// The one timer of a server: it walks the sessions and lets each check its deadlines. It notices when the server itself was late: the process was stopped, collected
/// garbage, or had no thread to spare. What clients have sent meanwhile may not have been read, so nobody may be judged by such a time.
/// </summary>
internal sealed class EngineClock : IDisposable
{
    /// <summary>A deadline that never comes.</summary>
    public const long Never = long.MaxValue;

    // A tick walks all sessions. However many deadlines they name, it comes at most this often.
    private const long Granularity = 50;

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Action<long, bool> _tick;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly TimeSpan _interval;
    private readonly long _tolerance;
    private readonly PoolWatch _pool;
    private long _next;
    private bool _isWalking;
    private bool _isDisposed;

    /// <summary>Starts the clock.</summary>
    /// <param name="time">What it goes by.</param>
    /// <param name="interval">The time between two ticks when nobody asks for an earlier one.</param>
    /// <param name="tolerance">By how much a tick may come late, and what clients send may wait for a thread.</param>
    /// <param name="tick">The walk; gets the time of the clock, and whether the server was late.</param>
    public EngineClock(TimeProvider time, TimeSpan interval, TimeSpan tolerance, Action<long, bool> tick)
    {
        _time = time;
        _tick = tick;
        _interval = interval;
        _tolerance = (long)tolerance.TotalMilliseconds;
        _pool = new PoolWatch(TimeProvider.System, tolerance, static item => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false));
        _start = time.GetTimestamp();
        _next = (long)interval.TotalMilliseconds;
        using (ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(static clock => ((EngineClock)clock!).Tick(), this, interval, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Milliseconds since the clock was made.</summary>
    public long Now => (long)_time.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>Whether the server is late at this moment.</summary>
    public bool IsLate => IsLateAt(Now) || _pool.IsLate;

    /// <summary>Asks for a tick soon after <paramref name="deadline"/>, if the next one would come later.</summary>
    public void RequestTick(long deadline)
    {
        if (deadline >= Volatile.Read(ref _next))
        {
            return;
        }

        deadline = ((deadline / Granularity) + 1) * Granularity;
        lock (_gate)
        {
            if (deadline < _next)
            {
                Arm(deadline);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        _timer.Dispose();
    }

    private void Tick()
    {
        bool wasLate;
        lock (_gate)
        {
            wasLate = IsLateAt(Now);

            // Deadlines that sessions name during the walk count from here.
            _next = Now + (long)_interval.TotalMilliseconds;
            _isWalking = true;
        }

        wasLate |= _pool.Look();
        _tick(Now, wasLate);
        lock (_gate)
        {
            // After the walk, so that two never overlap.
            _isWalking = false;
            Arm(_next);
        }
    }

    private bool IsLateAt(long now) => now - Volatile.Read(ref _next) > _tolerance;

    private void Arm(long deadline)
    {
        _next = deadline;
        if (_isDisposed || _isWalking)
        {
            return;
        }

        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, deadline - Now)), Timeout.InfiniteTimeSpan);
    }
}
