namespace SocketIoSharp.Tests.Shared;

/// <summary>A clock that stands still until a test moves it. Timers run on the thread that moves it, each at its own moment.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _now;
    private TimeSpan _wallClockOffset;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    private TimeSpan Now
    {
        get
        {
            lock (_gate)
            {
                return _now;
            }
        }
    }

    public override long GetTimestamp() => Now.Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return Start + _now + _wallClockOffset;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time)
    {
        var end = Now + time;
        while (TakeDue(end) is { } timer)
        {
            timer.Run();
        }

        lock (_gate)
        {
            _now = end;
        }
    }

    /// <summary>Lets time pass without running a timer, as when a machine was too busy to run them.</summary>
    public void Leap(TimeSpan time)
    {
        lock (_gate)
        {
            _now += time;
        }
    }

    /// <summary>Sets the wall clock to another time, as an administrator or a time server does. No time passes.</summary>
    public void JumpWallClock(TimeSpan by)
    {
        lock (_gate)
        {
            _wallClockOffset += by;
        }
    }

    /// <summary>Lets time pass in steps until something has happened that may start timers of its own meanwhile.</summary>
    public async Task AdvanceUntilAsync(Task happened, TimeSpan step)
    {
        var patience = Task.Delay(Patience.Limit);
        while (!happened.IsCompleted && !patience.IsCompleted)
        {
            Advance(step);
            await Task.WhenAny(happened, Task.Delay(1));
        }

        await happened.Soon();
    }

    private ManualTimer? TakeDue(TimeSpan end)
    {
        lock (_gate)
        {
            var timer = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (timer is null)
            {
                return null;
            }

            _now = timer.Due > _now ? timer.Due : _now;
            timer.Due += timer.Period;
            if (timer.Period <= TimeSpan.Zero)
            {
                _timers.Remove(timer);
            }

            return timer;
        }
    }

    private sealed class ManualTimer(ManualTimeProvider time, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Run() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = time._now + dueTime;
                    Period = period > TimeSpan.Zero ? period : TimeSpan.Zero;
                    time._timers.Add(this);
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
