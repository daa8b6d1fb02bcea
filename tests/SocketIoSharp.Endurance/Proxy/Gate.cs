namespace SocketIoSharp.Endurance.Proxy;

/// <summary>Lets pass while it is open. Thread-safe.</summary>
internal sealed class Gate
{
    private TaskCompletionSource? _closed;

    /// <summary>Done as soon as the gate is open.</summary>
    public Task Passage => Volatile.Read(ref _closed)?.Task ?? Task.CompletedTask;

    public void Close() => Interlocked.CompareExchange(ref _closed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), null);

    public void Open() => Interlocked.Exchange(ref _closed, null)?.SetResult();
}
