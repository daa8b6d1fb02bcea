namespace SocketIoSharp.EngineIo.Sessions;

/// <summary>The WebSockets that are open or being closed, their sessions' ends notwithstanding: a server that stops waits for their goodbyes.</summary>
internal sealed class ConnectionCount
{
    private int _count;
    private volatile TaskCompletionSource? _none;

    public void Enter() => Interlocked.Increment(ref _count);

    public void Leave()
    {
        if (Interlocked.Decrement(ref _count) == 0)
        {
            _none?.TrySetResult();
        }
    }

    /// <summary>Waits until there is none, or the time is up.</summary>
    public async Task WaitUntilNoneAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var none = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _none = none;
        if (Volatile.Read(ref _count) != 0)
        {
            await none.Task.WaitAsync(timeout, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
