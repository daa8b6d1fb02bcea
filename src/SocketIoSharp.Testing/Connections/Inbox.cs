namespace SocketIoSharp.Testing.Connections;

/// <summary>The events of one client: each goes to the handlers of its name, else to whoever waits for it, else it is kept.</summary>
internal sealed class Inbox(Action<Exception> fail)
{
    private readonly Lock _gate = new();
    private readonly List<ReceivedEvent> _kept = [];
    private readonly List<(string Name, TaskCompletionSource<ReceivedEvent> Source)> _waiting = [];
    private readonly Dictionary<string, Func<ReceivedEvent, Task>[]> _handlers = new(StringComparer.Ordinal);
    private readonly Queue<(Func<ReceivedEvent, Task> Handler, ReceivedEvent Event)> _due = new();
    private bool _isRunning;
    private Exception? _end;

    public IReadOnlyList<ReceivedEvent> Kept
    {
        get
        {
            lock (_gate)
            {
                return [.. _kept];
            }
        }
    }

    public void Add(ReceivedEvent received)
    {
        lock (_gate)
        {
            if (_handlers.TryGetValue(received.Name, out var handlers))
            {
                Enqueue(handlers, received);
            }
            else if (_waiting.FindIndex(waiting => waiting.Name == received.Name) is var index and >= 0)
            {
                _waiting[index].Source.SetResult(received);
                _waiting.RemoveAt(index);
            }
            else
            {
                _kept.Add(received);
            }
        }

        RunHandlers();
    }

    /// <summary>Takes the oldest event of a name, as soon as there is one. What was received before the end can still be taken after it.</summary>
    public Task<ReceivedEvent> TakeAsync(string name)
    {
        lock (_gate)
        {
            if (_kept.FindIndex(kept => kept.Name == name) is var index and >= 0)
            {
                var received = _kept[index];
                _kept.RemoveAt(index);
                return Task.FromResult(received);
            }

            var source = new TaskCompletionSource<ReceivedEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_end is not null)
            {
                source.SetException(_end);
            }
            else
            {
                _waiting.Add((name, source));
            }

            return source.Task;
        }
    }

    /// <summary>Nobody waits for the result of <see cref="TakeAsync"/> any more.</summary>
    public void Abandon(Task<ReceivedEvent> taking)
    {
        lock (_gate)
        {
            _waiting.RemoveAll(waiting => waiting.Source.Task == taking);
        }
    }

    public void Handle(string name, Func<ReceivedEvent, Task> handler)
    {
        lock (_gate)
        {
            _handlers[name] = [.. _handlers.GetValueOrDefault(name, []), handler];
            foreach (var received in _kept.Where(kept => kept.Name == name))
            {
                Enqueue([handler], received);
            }

            _kept.RemoveAll(kept => kept.Name == name);
        }

        RunHandlers();
    }

    public void Close(Exception end)
    {
        lock (_gate)
        {
            _end = end;
            foreach (var (_, source) in _waiting)
            {
                source.SetException(end);
            }

            _waiting.Clear();
        }
    }

    private void Enqueue(Func<ReceivedEvent, Task>[] handlers, ReceivedEvent received)
    {
        foreach (var handler in handlers)
        {
            _due.Enqueue((handler, received));
        }
    }

    // One thread at a time, so that events stay in order; and without the lock, for handlers do as they like.
    private void RunHandlers()
    {
        while (TryTakeDue(out var handler, out var received))
        {
            _ = RunAsync(handler, received);
            lock (_gate)
            {
                _isRunning = false;
            }
        }
    }

    private bool TryTakeDue(out Func<ReceivedEvent, Task> handler, out ReceivedEvent received)
    {
        lock (_gate)
        {
            if (_isRunning || !_due.TryDequeue(out var due))
            {
                (handler, received) = (null!, null!);
                return false;
            }

            _isRunning = true;
            (handler, received) = due;
            return true;
        }
    }

    private async Task RunAsync(Func<ReceivedEvent, Task> handler, ReceivedEvent received)
    {
        try
        {
            await handler(received);
        }
        catch (Exception exception)
        {
            fail(exception);
        }
    }
}
