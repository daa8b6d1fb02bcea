namespace SocketIoSharp.Cluster.Ordered;

/// <summary>A message of this node on its way through the broker.</summary>
/// <param name="message">The message, with its number.</param>
/// <param name="bytes">The memory that it takes, roughly.</param>
/// <param name="addedAt">When it was sent.</param>
internal sealed class OutboxEntry(ClusterMessage message, long bytes, long addedAt)
{
    private static readonly TaskCompletionSource DoneBefore = Completed();

    // Made by whoever is first: the one who waits, or the end.
    private TaskCompletionSource? _done;
    private TaskCompletionSource? _published;

    public ClusterMessage Message => message;

    public long Bytes => bytes;

    public long AddedAt => addedAt;

    /// <summary>Whether the broker is being told.</summary>
    public bool IsSent { get; set; }

    /// <summary>Whether the broker has it, or never will.</summary>
    public bool IsPublished
    {
        get;
        set
        {
            field = value;
            if (value)
            {
                _published?.TrySetResult();
            }
        }
    }

    /// <summary>Whether the broker does not want it.</summary>
    public bool IsRefused { get; set; }

    /// <summary>Whether this node's sockets have it, or never will.</summary>
    public bool IsApplied { get; set; }

    /// <summary>Done when the sender has nothing more to wait for.</summary>
    public Task Done => LazyInitializer.EnsureInitialized(ref _done, static () => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Completes when <see cref="IsPublished"/> is set. Like that, for one thread at a time.</summary>
    public Task WhenPublishedAsync() => (_published ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Complete() => Interlocked.CompareExchange(ref _done, DoneBefore, null)?.TrySetResult();

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }
}
