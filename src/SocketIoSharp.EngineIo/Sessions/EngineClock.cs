namespace SocketIoSharp.EngineIo.Sessions;

/// <summary>The one timer of a server: it walks the sessions and lets each check its deadlines.</summary>
internal sealed class EngineClock : IDisposable
{
    /// <summary>A deadline that never comes.</summary>
    public const long Never = long.MaxValue;

    // Fine enough for seconds; whoever needs an earlier tick asks for it.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Action<long> _tick;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private long _next;
    private bool _isDisposed;

    public EngineClock(TimeProvider time, Action<long> tick)
    {
        _time = time;
        _tick = tick;
        _start = time.GetTimestamp();
        _next = (long)Interval.TotalMilliseconds;
        using (ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(static clock => ((EngineClock)clock!).Tick(), this, Interval, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Milliseconds since the clock was made.</summary>
    public long Now => (long)_time.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>Makes sure that a tick comes no later than <paramref name="deadline"/>.</summary>
    public void RequestTick(long deadline)
    {
        if (deadline >= Volatile.Read(ref _next))
        {
            return;
        }

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
            // Deadlines that sessions name during the walk bring the next tick forward again.
            Arm(Now + (long)Interval.TotalMilliseconds);
        }

        _tick(Now);
    }

    private void Arm(long deadline)
    {
        if (_isDisposed)
        {
            return;
        }

        _next = deadline;
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, deadline - Now)), Timeout.InfiniteTimeSpan);
    }
}
