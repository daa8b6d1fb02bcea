using SocketIoSharp.Events;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp;

// Handlers are found again by the delegate that was registered.
public sealed partial class Socket
{
    /// <summary>The names of the events that have handlers. A snapshot.</summary>
    public IReadOnlyCollection<string> EventNames => Listeners.EventNames;

    internal ListenerTable Listeners { get; } = new();

    /// <summary>The number of handlers of an event.</summary>
    public int ListenerCount(string eventName)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        return Listeners.Count(eventName);
    }

    /// <summary>Removes all handlers of an event. Events that still wait for them do without.</summary>
    public void Off(string eventName)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        Listeners.Remove(eventName);
    }

    /// <summary>Removes one handler of an event; the one registered last, if it is registered several times. Without effect when it is not.</summary>
    /// <param name="eventName">The name of the event.</param>
    /// <param name="handler">The delegate that was given to <c>On</c>: the same variable, or the same method of the same object.</param>
    public void Off(string eventName, Delegate handler)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        ArgumentNullException.ThrowIfNull(handler);
        Listeners.Remove(eventName, handler);
    }

    /// <summary>Removes the handlers of all events. Those of <c>OnAny</c>, <c>OnDisconnect</c> and the like stay.</summary>
    public void Off() => Listeners.Clear();

    private void AddListener(string eventName, Listener listener, bool once, bool prepend)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        ArgumentNullException.ThrowIfNull(listener.Handler, "handler");
        if (ReservedEvents.Contains(eventName))
        {
            throw new ArgumentException(
                $"\"{eventName}\" is a reserved event name. Use {nameof(OnDisconnect)}, {nameof(OnDisconnecting)} or the namespace's OnConnection.", nameof(eventName));
        }

        listener.EventName = eventName;
        listener.IsOnce = once;
        Listeners.Add(listener, prepend);
    }
}
