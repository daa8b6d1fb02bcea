using SocketIoSharp.Adapters;
using SocketIoSharp.Events;

namespace SocketIoSharp;

// What everything that is sent to the client is shown to.
public sealed partial class Socket
{
    private OutgoingListeners? _outgoing;

    /// <summary>The handlers that <see cref="OnAnyOutgoing"/> and <see cref="PrependAnyOutgoing"/> have registered, in their order. A snapshot.</summary>
    public IReadOnlyList<Action<string, EventArguments>> ListenersAnyOutgoing => System.Threading.Volatile.Read(ref _outgoing)?.All ?? [];

    /// <summary>
    /// Registers a handler for every event that is sent to this client, alone or by a broadcast; answers are no events. It runs within the emit, on the thread
    /// of the emitter and before the packet is queued, so keep it short: a broadcast goes on when it has ended. One that fails is logged.
    /// </summary>
    /// <param name="handler">Gets the event's name and its arguments.</param>
    public void OnAnyOutgoing(Action<string, EventArguments> handler) => AddOutgoing(handler, prepend: false);

    /// <summary>The same as <see cref="OnAnyOutgoing"/>, but before the handlers so far.</summary>
    /// <inheritdoc cref="OnAnyOutgoing" path="/param"/>
    public void PrependAnyOutgoing(Action<string, EventArguments> handler) => AddOutgoing(handler, prepend: true);

    /// <summary>Removes a handler of <see cref="OnAnyOutgoing"/> or <see cref="PrependAnyOutgoing"/>; the first, if it is registered several times.</summary>
    public void OffAnyOutgoing(Action<string, EventArguments> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        System.Threading.Volatile.Read(ref _outgoing)?.Remove(handler);
    }

    /// <summary>Removes all handlers of <see cref="OnAnyOutgoing"/> and <see cref="PrependAnyOutgoing"/>.</summary>
    public void OffAnyOutgoing() => System.Threading.Volatile.Read(ref _outgoing)?.Clear();

    /// <summary>Whether there are handlers of <see cref="OnAnyOutgoing"/>.</summary>
    internal bool WatchesOutgoing => System.Threading.Volatile.Read(ref _outgoing) is { IsEmpty: false };

    /// <summary>Shows an event of which all receivers get the same. Costs a look when nobody listens.</summary>
    internal void ShowOutgoing(OutgoingPacket packet)
    {
        if (System.Threading.Volatile.Read(ref _outgoing) is { IsEmpty: false } outgoing)
        {
            outgoing.Notify(packet.ReadOnce(Server.Options.Json));
        }
    }

    private void ShowOutgoing(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments)
    {
        if (System.Threading.Volatile.Read(ref _outgoing) is { IsEmpty: false } outgoing && CurrentState is not State.Disconnected)
        {
            outgoing.Notify(OutgoingEvent.Read(json, attachments, Server.Options.Json));
        }
    }

    private void AddOutgoing(Action<string, EventArguments> handler, bool prepend)
    {
        ArgumentNullException.ThrowIfNull(handler);
        LazyInitializer.EnsureInitialized(ref _outgoing, () => new OutgoingListeners(this)).Add(handler, prepend);
    }
}
