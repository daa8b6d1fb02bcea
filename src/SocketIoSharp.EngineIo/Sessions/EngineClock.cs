namespace SocketIoSharp.EngineIo.Sessions;

/// <summary>The one timer of a server: it walks the sessions and lets each check its deadlines.</summary>
internal sealed class EngineClock : IDisposable
{
    /// <summary>A deadline that never comes.</summary>
    public const long Never = long.MaxValue;

    // A tick walks all sessions. However many deadlines they name, it comes at most this often.
    private const long Granularity = 50;

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Action<long> _tick;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly TimeSpan _interval;
    private long _next;
    private bool _isWalking;
    private bool _isDisposed;

    /// <summary>Starts the clock.</summary>
    /// <param name="time">What it goes by.</param>
    /// <param name="interval">The time between two ticks when nobody asks for an earlier one.</param>
    /// <param name="tick">The walk; gets the time of the clock.</param>
    public EngineClock(TimeProvider time, TimeSpan interval, Action<long> tick)
    {
        _time = time;
        _tick = tick;
        _interval = interval;
        _start = time.GetTimestamp();
        _next = (long)interval.TotalMilliseconds;
        using (ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(static clock => ((EngineClock)clock!).Tick(), this, interval, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Milliseconds since the clock was made.</summary>
    public long Now => (long)_time.GetElapsedTime(_start).TotalMilliseconds;

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
        lock (_gate)
        {
            // Deadlines that sessions name during the walk count from here.
            _next = Now + (long)_interval.TotalMilliseconds;
            _isWalking = true;
        }

        _tick(Now);
        lock (_gate)
        {
            // After the walk, so that two never overlap.
            _isWalking = false;
            Arm(_next);
        }
    }

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
