namespace SocketIoSharp.Draining;

/// <summary>The sockets that are disconnected and whose disconnection handlers have not ended: until then a session that is to be kept is not.</summary>
internal sealed class Departures
{
    private int _count;
    private volatile TaskCompletionSource? _none;

    public void Begin() => Interlocked.Increment(ref _count);

    public void End()
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
