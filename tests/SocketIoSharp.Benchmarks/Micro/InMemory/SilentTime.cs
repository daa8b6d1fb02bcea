namespace SocketIoSharp.Benchmarks.Micro.InMemory;

/// <summary>A clock that goes, but whose timers never ring: no heartbeat falls into a measurement.</summary>
internal sealed class SilentTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new SilentTimer();

    private sealed class SilentTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
