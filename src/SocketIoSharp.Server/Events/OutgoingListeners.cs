using SocketIoSharp.Diagnostics;

namespace SocketIoSharp.Events;

/// <summary>The catch-all handlers for what is sent to one socket. Copy-on-write.</summary>
internal sealed partial class OutgoingListeners(Socket socket)
{
    private readonly Lock _gate = new();
    private Action<string, EventArguments>[] _handlers = [];

    public IReadOnlyList<Action<string, EventArguments>> All => Volatile.Read(ref _handlers);

    public bool IsEmpty => Volatile.Read(ref _handlers).Length == 0;

    public void Add(Action<string, EventArguments> handler, bool prepend)
    {
        lock (_gate)
        {
            _handlers = prepend ? [handler, .. _handlers] : [.. _handlers, handler];
        }
    }

    /// <summary>Removes one registration, the earliest if there are several, as the reference does.</summary>
    public void Remove(Action<string, EventArguments> handler)
    {
        lock (_gate)
        {
            var index = Array.IndexOf(_handlers, handler);
            _handlers = [.. _handlers.Where((_, other) => other != index)];
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _handlers = [];
        }
    }

    /// <summary>Shows an event to the handlers. None of their faults gets out: the event is sent whatever they do.</summary>
    public void Notify(OutgoingEvent outgoing)
    {
        foreach (var handler in Volatile.Read(ref _handlers))
        {
            try
            {
                handler(outgoing.Name, outgoing.Args);
            }
            catch (Exception exception)
            {
                socket.Server.Metrics.HandlerFailed(HandlerKind.OutgoingCatchAll);
                Log.HandlerFailed(socket.Server.Logs.Events, outgoing.Name, socket.Id, exception);
            }
        }
    }
}
