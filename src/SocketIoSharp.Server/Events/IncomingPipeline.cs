namespace SocketIoSharp.Events;

/// <summary>What a socket's events go through before their own handlers: catch-all handlers, then middlewares. Copy-on-write: an event meets those that were there when its turn came.</summary>
internal sealed class IncomingPipeline
{
    private readonly Lock _gate = new();
    private CatchAll[] _catchAll = [];
    private Func<IncomingEvent, Func<Task>, Task>[] _middlewares = [];

    public bool IsEmpty => Volatile.Read(ref _catchAll).Length == 0 && Volatile.Read(ref _middlewares).Length == 0;

    public CatchAll[] CatchAllHandlers => Volatile.Read(ref _catchAll);

    public void Add(Func<IncomingEvent, Func<Task>, Task> middleware)
    {
        lock (_gate)
        {
            _middlewares = [.. _middlewares, middleware];
        }
    }

    public void Add(CatchAll handler, bool prepend)
    {
        lock (_gate)
        {
            _catchAll = prepend ? [handler, .. _catchAll] : [.. _catchAll, handler];
        }
    }

    /// <summary>Removes one registration of a catch-all handler, the earliest if there are several, as the reference does.</summary>
    public void Remove(Delegate handler)
    {
        lock (_gate)
        {
            var index = Array.FindIndex(_catchAll, other => other.Handler.Equals(handler));
            _catchAll = [.. _catchAll.Where((_, other) => other != index)];
        }
    }

    public void ClearCatchAll()
    {
        lock (_gate)
        {
            _catchAll = [];
        }
    }

    /// <summary>Runs the middlewares.</summary>
    /// <returns>Whether they have let the event pass. A middleware that throws ends the task with its exception.</returns>
    public async ValueTask<bool> PassAsync(IncomingEvent incoming)
    {
        var middlewares = Volatile.Read(ref _middlewares);
        var hasPassed = false;
        await Step(0);
        return incoming.Rejection is null ? hasPassed : throw incoming.Rejection;

        Task Step(int index)
        {
            if (incoming.Rejection is not null)
            {
                return Task.CompletedTask;
            }

            if (index == middlewares.Length)
            {
                hasPassed = true;
                return Task.CompletedTask;
            }

            return middlewares[index](incoming, () => Step(index + 1));
        }
    }

    /// <summary>A catch-all handler as it was registered, and how it is called.</summary>
    internal sealed record CatchAll(Delegate Handler, Func<string, EventArguments, Ack, Task> Call);
}
