namespace SocketIoSharp.Events;

// What waits for its turn: so many handlers run at a time, the disconnection handlers when nothing else does.
internal sealed partial class EventDispatcher
{
    private readonly Lock _gate = new();
    private Queue<Work>? _queue;
    private Func<ValueTask>? _last;
    private TaskCompletionSource? _room;
    private bool _isReleased;
    private bool _isDropped;

    // The handlers that may start now. None until the connection handlers have ended: nothing overtakes them.
    private int _free;

    /// <summary>Whether no handler runs or waits. Not while the connection handlers run.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return _isOpen && _free == maxConcurrent && Waiting == 0;
            }
        }
    }

    private int Waiting => (_queue?.Count ?? 0) + (_held?.Count ?? 0);

    /// <summary>
    /// Runs the disconnection handlers behind everything that came before, and never on the calling thread: a socket may be closed by the clock,
    /// or in the middle of somebody's broadcast, and neither must wait for the application's code.
    /// </summary>
    public void PostLast(Func<ValueTask> call)
    {
        lock (_gate)
        {
            _last = call;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static dispatcher => dispatcher.RunLast(), this, preferLocal: false);
    }

    /// <summary>Runs the error handlers in their turn.</summary>
    public void PostError(Exception exception) =>
        Enqueue(new Work(() => socket.RunErrorHandlersAsync(exception), new EventContext(socket, "error", null, default, [])));

    /// <summary>Forgets the events that wait; one that is on its way through middlewares goes no further.</summary>
    public void DropQueued()
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            _isDropped = true;
            _queue?.Clear();
            _held?.Clear();
            (room, _room) = (_room, null);
        }

        room?.SetResult();
    }

    /// <summary>Lets a reader go that waits for room: its connection is closed, and its request must not outlive it.</summary>
    public void ReleaseReader()
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            _isReleased = true;
            (room, _room) = (_room, null);
        }

        room?.SetResult();
    }

    private bool TryStart()
    {
        lock (_gate)
        {
            var mayStart = _free > 0 && _queue is not { Count: > 0 };
            _free -= mayStart ? 1 : 0;
            return mayStart;
        }
    }

    private void Enqueue(Work work)
    {
        lock (_gate)
        {
            if (_free == 0)
            {
                (_queue ??= new Queue<Work>()).Enqueue(work);
                return;
            }

            // The last running handler ended between the two looks.
            _free--;
        }

        _ = RunAsync(work);
    }

    // A loop, not a recursion: any number of queued handlers may complete at once.
    private async Task RunAsync(Work work)
    {
        do
        {
            await RunOneAsync(work);
        }
        while (TryTakeNext(out work));
    }

    private Task RunOneAsync(Work work)
    {
        if (work.Listener is { IsRemoved: true })
        {
            work.Context.Ack?.OnHandlerEnded();
            return Task.CompletedTask;
        }

        ValueTask handling;
        try
        {
            handling = work.Call();
        }
        catch (Exception exception)
        {
            handling = ValueTask.FromException(exception);
        }

        return _faults.WatchAsync(handling, work.Context);
    }

    private void RunLast()
    {
        Func<ValueTask> last;
        lock (_gate)
        {
            if (_last is not { } call || !_isOpen || _free < maxConcurrent || _queue is { Count: > 0 })
            {
                // Whatever ends last looks again.
                return;
            }

            last = call;
            _last = null;
        }

        _ = RunOneAsync(new Work(last, new EventContext(socket, "disconnect", null, default, [])));
    }

    private void RunNext()
    {
        if (TryTakeNext(out var next))
        {
            _ = RunAsync(next);
        }
    }

    private bool TryTakeNext(out Work next)
    {
        next = default;
        TaskCompletionSource? room = null;
        bool isFound;
        bool isLast;
        lock (_gate)
        {
            isFound = _queue?.TryDequeue(out next) == true;
            _free += isFound ? 0 : 1;
            isLast = !isFound && _last is not null;
            if (Waiting < maxQueued)
            {
                (room, _room) = (_room, null);
            }
        }

        room?.SetResult();
        if (isLast)
        {
            RunLast();
        }

        return isFound;
    }

    private ValueTask WaitForRoomAsync()
    {
        lock (_gate)
        {
            return Waiting < maxQueued || _isReleased
                ? ValueTask.CompletedTask
                : new ValueTask((_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task);
        }
    }

    /// <param name="Call">Runs the handler, or all that an event goes through.</param>
    /// <param name="Context">The event.</param>
    /// <param name="Listener">The handler, where it is a single one.</param>
    private readonly record struct Work(Func<ValueTask> Call, EventContext Context, Listener? Listener = null);
}
