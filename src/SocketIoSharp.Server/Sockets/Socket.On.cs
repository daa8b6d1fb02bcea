using System.Runtime.CompilerServices;
using SocketIoSharp.Events;

namespace SocketIoSharp;

// The shapes of handlers: up to five parameters, six kinds of result. A lambda often fits several shapes, and the compiler would take
// "returns a Task" for "returns a value of type Task": the priorities make it take the most special shape.
public sealed partial class Socket
{
    /// <summary>Registers a handler for an event; several handlers of one event run in the order of their registration.</summary>
    /// <param name="eventName">The name of the event.</param>
    /// <param name="handler">
    /// The handler. Its parameters are read from the event's arguments; further arguments are ignored, a missing one refuses the event unless
    /// the parameter may be <see langword="null"/>. Parameters of the types <see cref="Ack"/>, <see cref="EventArguments"/>,
    /// <see cref="Socket"/> and <see cref="CancellationToken"/> (cancelled when the socket is disconnected) are supplied instead. Its result
    /// answers the event where the client asked for an answer; without a result, and without an <see cref="Ack"/>, the answer is empty.
    /// </param>
    /// <param name="once">Whether the handler is for the next such event only, whether or not that one's arguments fit.</param>
    /// <param name="prepend">Whether the handler runs before those that are registered already, instead of behind them.</param>
    /// <exception cref="ArgumentException">The name is reserved by the protocol.</exception>
    [OverloadResolutionPriority(1)]
    public void On(string eventName, Action handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new PlainListener(handler, static (d, _) => { ((Action)d)(); return default; }), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(4)]
    public void On(string eventName, Func<Task> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new PlainListener(handler, static (d, _) => new ValueTask(((Func<Task>)d)())), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(3)]
    public void On(string eventName, Func<ValueTask> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new PlainListener(handler, static (d, _) => ((Func<ValueTask>)d)()), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(2)]
    public void On<TResult>(string eventName, Func<TResult> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new PlainListener(handler, static (d, ack) => Reply.With(ack, ((Func<TResult>)d)())), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(6)]
    public void On<TResult>(string eventName, Func<Task<TResult>> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new PlainListener(handler, static (d, ack) => Reply.WithAsync(ack, ((Func<Task<TResult>>)d)())), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(5)]
    public void On<TResult>(string eventName, Func<ValueTask<TResult>> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new PlainListener(handler, static (d, ack) => Reply.WithAsync(ack, ((Func<ValueTask<TResult>>)d)())), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(1)]
    public void On<T1>(string eventName, Action<T1> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1>(handler, static (d, a1, _) => { ((Action<T1>)d)(a1); return default; }), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(4)]
    public void On<T1>(string eventName, Func<T1, Task> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1>(handler, static (d, a1, _) => new ValueTask(((Func<T1, Task>)d)(a1))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(3)]
    public void On<T1>(string eventName, Func<T1, ValueTask> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1>(handler, static (d, a1, _) => ((Func<T1, ValueTask>)d)(a1)), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(2)]
    public void On<T1, TResult>(string eventName, Func<T1, TResult> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1>(handler, static (d, a1, ack) => Reply.With(ack, ((Func<T1, TResult>)d)(a1))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(6)]
    public void On<T1, TResult>(string eventName, Func<T1, Task<TResult>> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1>(handler, static (d, a1, ack) => Reply.WithAsync(ack, ((Func<T1, Task<TResult>>)d)(a1))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(5)]
    public void On<T1, TResult>(string eventName, Func<T1, ValueTask<TResult>> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1>(handler, static (d, a1, ack) => Reply.WithAsync(ack, ((Func<T1, ValueTask<TResult>>)d)(a1))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(1)]
    public void On<T1, T2>(string eventName, Action<T1, T2> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2>(handler, static (d, a1, a2, _) => { ((Action<T1, T2>)d)(a1, a2); return default; }), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(4)]
    public void On<T1, T2>(string eventName, Func<T1, T2, Task> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2>(handler, static (d, a1, a2, _) => new ValueTask(((Func<T1, T2, Task>)d)(a1, a2))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(3)]
    public void On<T1, T2>(string eventName, Func<T1, T2, ValueTask> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2>(handler, static (d, a1, a2, _) => ((Func<T1, T2, ValueTask>)d)(a1, a2)), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(2)]
    public void On<T1, T2, TResult>(string eventName, Func<T1, T2, TResult> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2>(handler, static (d, a1, a2, ack) => Reply.With(ack, ((Func<T1, T2, TResult>)d)(a1, a2))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(6)]
    public void On<T1, T2, TResult>(string eventName, Func<T1, T2, Task<TResult>> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2>(handler, static (d, a1, a2, ack) => Reply.WithAsync(ack, ((Func<T1, T2, Task<TResult>>)d)(a1, a2))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(5)]
    public void On<T1, T2, TResult>(string eventName, Func<T1, T2, ValueTask<TResult>> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2>(handler, static (d, a1, a2, ack) => Reply.WithAsync(ack, ((Func<T1, T2, ValueTask<TResult>>)d)(a1, a2))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(1)]
    public void On<T1, T2, T3>(string eventName, Action<T1, T2, T3> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2, T3>(handler, static (d, a1, a2, a3, _) => { ((Action<T1, T2, T3>)d)(a1, a2, a3); return default; }), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(4)]
    public void On<T1, T2, T3>(string eventName, Func<T1, T2, T3, Task> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2, T3>(handler, static (d, a1, a2, a3, _) => new ValueTask(((Func<T1, T2, T3, Task>)d)(a1, a2, a3))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(3)]
    public void On<T1, T2, T3>(string eventName, Func<T1, T2, T3, ValueTask> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2, T3>(handler, static (d, a1, a2, a3, _) => ((Func<T1, T2, T3, ValueTask>)d)(a1, a2, a3)), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(2)]
    public void On<T1, T2, T3, TResult>(string eventName, Func<T1, T2, T3, TResult> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2, T3>(handler, static (d, a1, a2, a3, ack) => Reply.With(ack, ((Func<T1, T2, T3, TResult>)d)(a1, a2, a3))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(6)]
    public void On<T1, T2, T3, TResult>(string eventName, Func<T1, T2, T3, Task<TResult>> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2, T3>(handler, static (d, a1, a2, a3, ack) => Reply.WithAsync(ack, ((Func<T1, T2, T3, Task<TResult>>)d)(a1, a2, a3))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(5)]
    public void On<T1, T2, T3, TResult>(string eventName, Func<T1, T2, T3, ValueTask<TResult>> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2, T3>(handler, static (d, a1, a2, a3, ack) => Reply.WithAsync(ack, ((Func<T1, T2, T3, ValueTask<TResult>>)d)(a1, a2, a3))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(1)]
    public void On<T1, T2, T3, T4>(string eventName, Action<T1, T2, T3, T4> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2, T3, T4>(handler, static (d, a1, a2, a3, a4, _) => { ((Action<T1, T2, T3, T4>)d)(a1, a2, a3, a4); return default; }), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(4)]
    public void On<T1, T2, T3, T4>(string eventName, Func<T1, T2, T3, T4, Task> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2, T3, T4>(handler, static (d, a1, a2, a3, a4, _) => new ValueTask(((Func<T1, T2, T3, T4, Task>)d)(a1, a2, a3, a4))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(3)]
    public void On<T1, T2, T3, T4>(string eventName, Func<T1, T2, T3, T4, ValueTask> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2, T3, T4>(handler, static (d, a1, a2, a3, a4, _) => ((Func<T1, T2, T3, T4, ValueTask>)d)(a1, a2, a3, a4)), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(2)]
    public void On<T1, T2, T3, T4, TResult>(string eventName, Func<T1, T2, T3, T4, TResult> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2, T3, T4>(handler, static (d, a1, a2, a3, a4, ack) => Reply.With(ack, ((Func<T1, T2, T3, T4, TResult>)d)(a1, a2, a3, a4))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(6)]
    public void On<T1, T2, T3, T4, TResult>(string eventName, Func<T1, T2, T3, T4, Task<TResult>> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2, T3, T4>(handler, static (d, a1, a2, a3, a4, ack) => Reply.WithAsync(ack, ((Func<T1, T2, T3, T4, Task<TResult>>)d)(a1, a2, a3, a4))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(5)]
    public void On<T1, T2, T3, T4, TResult>(string eventName, Func<T1, T2, T3, T4, ValueTask<TResult>> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2, T3, T4>(handler, static (d, a1, a2, a3, a4, ack) => Reply.WithAsync(ack, ((Func<T1, T2, T3, T4, ValueTask<TResult>>)d)(a1, a2, a3, a4))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(1)]
    public void On<T1, T2, T3, T4, T5>(string eventName, Action<T1, T2, T3, T4, T5> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2, T3, T4, T5>(handler, static (d, a1, a2, a3, a4, a5, _) => { ((Action<T1, T2, T3, T4, T5>)d)(a1, a2, a3, a4, a5); return default; }), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(4)]
    public void On<T1, T2, T3, T4, T5>(string eventName, Func<T1, T2, T3, T4, T5, Task> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2, T3, T4, T5>(handler, static (d, a1, a2, a3, a4, a5, _) => new ValueTask(((Func<T1, T2, T3, T4, T5, Task>)d)(a1, a2, a3, a4, a5))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(3)]
    public void On<T1, T2, T3, T4, T5>(string eventName, Func<T1, T2, T3, T4, T5, ValueTask> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2, T3, T4, T5>(handler, static (d, a1, a2, a3, a4, a5, _) => ((Func<T1, T2, T3, T4, T5, ValueTask>)d)(a1, a2, a3, a4, a5)), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(2)]
    public void On<T1, T2, T3, T4, T5, TResult>(string eventName, Func<T1, T2, T3, T4, T5, TResult> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2, T3, T4, T5>(handler, static (d, a1, a2, a3, a4, a5, ack) => Reply.With(ack, ((Func<T1, T2, T3, T4, T5, TResult>)d)(a1, a2, a3, a4, a5))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(6)]
    public void On<T1, T2, T3, T4, T5, TResult>(string eventName, Func<T1, T2, T3, T4, T5, Task<TResult>> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2, T3, T4, T5>(handler, static (d, a1, a2, a3, a4, a5, ack) => Reply.WithAsync(ack, ((Func<T1, T2, T3, T4, T5, Task<TResult>>)d)(a1, a2, a3, a4, a5))), once, prepend);

    /// <inheritdoc cref="On(string, Action, bool, bool)"/>
    [OverloadResolutionPriority(5)]
    public void On<T1, T2, T3, T4, T5, TResult>(string eventName, Func<T1, T2, T3, T4, T5, ValueTask<TResult>> handler, bool once = false, bool prepend = false) =>
        AddListener(eventName, new Listener<T1, T2, T3, T4, T5>(handler, static (d, a1, a2, a3, a4, a5, ack) => Reply.WithAsync(ack, ((Func<T1, T2, T3, T4, T5, ValueTask<TResult>>)d)(a1, a2, a3, a4, a5))), once, prepend);
}
