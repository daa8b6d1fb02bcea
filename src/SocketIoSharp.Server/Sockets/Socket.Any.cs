using SocketIoSharp.Events;

namespace SocketIoSharp;

// What every event of the client meets before its own handlers.
public sealed partial class Socket
{
    private IncomingPipeline? _incoming;

    /// <summary>The handlers that <c>OnAny</c> and <c>PrependAny</c> have registered, in their order. A snapshot.</summary>
    public IReadOnlyList<Delegate> ListenersAny => [.. (Incoming?.CatchAllHandlers ?? []).Select(entry => entry.Handler)];

    /// <summary>What events go through first; <see langword="null"/> as long as nobody has asked for it.</summary>
    internal IncomingPipeline? Incoming => System.Threading.Volatile.Read(ref _incoming);

    /// <summary>
    /// Registers a handler for every event of the client, with or without handlers of its own. It runs before the middlewares and the event's handlers,
    /// which wait for it. One that fails is logged and holds nothing up. Answers are no events.
    /// </summary>
    /// <param name="handler">Gets the event's name (empty for the rare event that has none) and its arguments and, in the longer forms, what answers the event.</param>
    public void OnAny(Action<string, EventArguments> handler) => AddCatchAll(handler, prepend: false);

    /// <inheritdoc cref="OnAny(Action{string, EventArguments})"/>
    public void OnAny(Action<string, EventArguments, Ack> handler) => AddCatchAll(handler, prepend: false);

    /// <inheritdoc cref="OnAny(Action{string, EventArguments})"/>
    public void OnAny(Func<string, EventArguments, Task> handler) => AddCatchAll(handler, prepend: false);

    /// <inheritdoc cref="OnAny(Action{string, EventArguments})"/>
    public void OnAny(Func<string, EventArguments, Ack, Task> handler) => AddCatchAll(handler, prepend: false);

    /// <summary>Registers a handler for every event of the client that runs before those of <see cref="OnAny(Action{string, EventArguments})"/> so far.</summary>
    /// <inheritdoc cref="OnAny(Action{string, EventArguments})" path="/param"/>
    public void PrependAny(Action<string, EventArguments> handler) => AddCatchAll(handler, prepend: true);

    /// <inheritdoc cref="PrependAny(Action{string, EventArguments})"/>
    public void PrependAny(Action<string, EventArguments, Ack> handler) => AddCatchAll(handler, prepend: true);

    /// <inheritdoc cref="PrependAny(Action{string, EventArguments})"/>
    public void PrependAny(Func<string, EventArguments, Task> handler) => AddCatchAll(handler, prepend: true);

    /// <inheritdoc cref="PrependAny(Action{string, EventArguments})"/>
    public void PrependAny(Func<string, EventArguments, Ack, Task> handler) => AddCatchAll(handler, prepend: true);

    /// <summary>Removes a handler of <c>OnAny</c> or <c>PrependAny</c>; the first, if it is registered several times.</summary>
    public void OffAny(Delegate handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Incoming?.Remove(handler);
    }

    /// <summary>Removes all handlers of <c>OnAny</c> and <c>PrependAny</c>.</summary>
    public void OffAny() => Incoming?.ClearCatchAll();

    /// <summary>
    /// Adds a middleware for the client's events: it runs, in order of registration, before the handlers, also for events without any. It lets the event pass
    /// by calling and awaiting the second argument; the handlers run when all middlewares have ended. A middleware may change the event. It drops it with
    /// <see cref="IncomingEvent.Reject"/> or an exception, or by doing nothing.
    /// </summary>
    /// <remarks>
    /// A client that waits for an answer to an event that was dropped gets <c>{"error":"…"}</c>: the message of <see cref="IncomingEvent.Reject"/> or of an
    /// <see cref="EventException"/>, otherwise <c>internal error</c> or <c>the event was refused</c>. Events keep their order, however long a middleware takes.
    /// </remarks>
    public void Use(Func<IncomingEvent, Func<Task>, Task> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        LazyInitializer.EnsureInitialized(ref _incoming).Add(middleware);
    }

    private void AddCatchAll(Action<string, EventArguments> handler, bool prepend) => AddCatchAll(
        handler,
        (name, args, _) =>
        {
            handler(name, args);
            return Task.CompletedTask;
        },
        prepend);

    private void AddCatchAll(Action<string, EventArguments, Ack> handler, bool prepend) => AddCatchAll(
        handler,
        (name, args, ack) =>
        {
            handler(name, args, ack);
            return Task.CompletedTask;
        },
        prepend);

    private void AddCatchAll(Func<string, EventArguments, Task> handler, bool prepend) => AddCatchAll(handler, (name, args, _) => handler(name, args), prepend);

    private void AddCatchAll(Func<string, EventArguments, Ack, Task> handler, bool prepend) => AddCatchAll(handler, handler, prepend);

    private void AddCatchAll(Delegate handler, Func<string, EventArguments, Ack, Task> call, bool prepend)
    {
        ArgumentNullException.ThrowIfNull(handler);
        LazyInitializer.EnsureInitialized(ref _incoming).Add(new IncomingPipeline.CatchAll(handler, call), prepend);
    }
}
