using System.Text;
using Microsoft.Extensions.Logging;
using SocketIoSharp.Protocol.Payloads;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Events;

/// <summary>
/// Runs a socket's handlers in the order of their packets, one at a time unless the server is set up otherwise. An idle socket's handler
/// starts on the thread that read the packet; a busy one's event is bound to its parameters and waits. No task is parked for an idle socket.
/// </summary>
internal sealed partial class EventDispatcher(Socket socket, int maxConcurrent, int maxQueued)
{
    private readonly Lock _gate = new();
    private Queue<Work>? _queue;
    private TaskCompletionSource? _room;
    private int _running;

    /// <summary>Takes an event.</summary>
    /// <returns>Incomplete while too many events wait; nothing more must be read from the client until then.</returns>
    public ValueTask PostAsync(in Packet packet)
    {
        var name = EventName.Read(packet.Json.Span);
        if (socket.Listeners.Find(name) is not { } entry)
        {
            if (Logger.IsEnabled(LogLevel.Debug))
            {
                Log.Unhandled(Logger, Encoding.UTF8.GetString(name), socket.Id);
            }

            return ValueTask.CompletedTask;
        }

        var ack = packet.HasAckId ? new Ack(socket, packet.AckId, entry.Listeners.Length) : null;
        var context = new EventContext(socket, entry.Name, ack, packet.Json, packet.Attachments);
        foreach (var listener in entry.Listeners)
        {
            if (TryStart())
            {
                Start(listener, context);
            }
            else if (TryBind(listener, context, out var call))
            {
                Enqueue(new Work(call, context));
            }
        }

        return WaitForRoomAsync();
    }

    /// <summary>Runs something in its turn among the events: the connection handlers.</summary>
    public void Post(Func<ValueTask> call, string eventName)
    {
        var work = new Work(call, new EventContext(socket, eventName, null, default, []));
        if (TryStart())
        {
            _ = RunAsync(work);
        }
        else
        {
            Enqueue(work);
        }
    }

    /// <summary>
    /// The same, but never on the calling thread: a socket may be closed by the clock, or in the middle of somebody's broadcast, and neither
    /// must wait for the application's code.
    /// </summary>
    public void PostLater(Func<ValueTask> call, string eventName) =>
        ThreadPool.UnsafeQueueUserWorkItem(static state => state.Dispatcher.Post(state.Call, state.EventName), (Dispatcher: this, Call: call, EventName: eventName), preferLocal: false);

    private ILogger Logger => socket.Server.Logger;

    private bool TryStart()
    {
        lock (_gate)
        {
            var mayStart = _running < maxConcurrent && _queue is not { Count: > 0 };
            _running += mayStart ? 1 : 0;
            return mayStart;
        }
    }

    private void Start(Listener listener, in EventContext context)
    {
        ValueTask handling;
        try
        {
            var args = ArgumentsOf(context);
            handling = listener.InvokeAsync(ref args, context);
        }
        catch (Exception exception)
        {
            handling = ValueTask.FromException(exception);
        }

        if (handling.IsCompletedSuccessfully)
        {
            handling.GetAwaiter().GetResult();
            context.Ack?.OnHandlerEnded();
            RunNext();
            return;
        }

        _ = FinishAsync(handling, context);
    }

    private bool TryBind(Listener listener, in EventContext context, out Func<ValueTask> call)
    {
        try
        {
            var args = ArgumentsOf(context);
            call = listener.Bind(ref args, context);
            return true;
        }
        catch (BindingException exception)
        {
            call = null!;
            Refuse(exception, context);
            return false;
        }
    }

    private static ArgumentReader ArgumentsOf(in EventContext context)
    {
        var args = new ArgumentReader(context.Json.Span, context.Attachments, context.Options);
        args.MoveNext();
        args.Skip();
        return args;
    }

    private void Enqueue(Work work)
    {
        lock (_gate)
        {
            if (_running >= maxConcurrent)
            {
                (_queue ??= new Queue<Work>()).Enqueue(work);
                return;
            }

            // The last running handler ended between the two looks.
            _running++;
        }

        _ = RunAsync(work);
    }

    private Task RunAsync(Work work)
    {
        ValueTask handling;
        try
        {
            handling = work.Call();
        }
        catch (Exception exception)
        {
            handling = ValueTask.FromException(exception);
        }

        return FinishAsync(handling, work.Context);
    }

    private async Task FinishAsync(ValueTask handling, EventContext context)
    {
        try
        {
            await handling;
            context.Ack?.OnHandlerEnded();
        }
        catch (BindingException exception)
        {
            Refuse(exception, context);
        }
        catch (EventException exception)
        {
            Log.Rejected(Logger, context.EventName, socket.Id, exception.Message);
            context.Ack?.Fail(exception.Message);
        }
        catch (OperationCanceledException) when (socket.Aborted.IsCancellationRequested)
        {
            // The handler watched its token and stopped with its socket.
        }
        catch (Exception exception)
        {
            Log.HandlerFailed(Logger, context.EventName, socket.Id, exception);
            context.Ack?.Fail("internal error");
        }

        RunNext();
    }

    private void RunNext()
    {
        Work next;
        TaskCompletionSource? room = null;
        lock (_gate)
        {
            if (_queue is not { Count: > 0 })
            {
                _running--;
                return;
            }

            next = _queue.Dequeue();
            if (_queue.Count < maxQueued)
            {
                (room, _room) = (_room, null);
            }
        }

        room?.SetResult();
        _ = RunAsync(next);
    }

    private ValueTask WaitForRoomAsync()
    {
        lock (_gate)
        {
            return _queue is not { } queue || queue.Count < maxQueued
                ? ValueTask.CompletedTask
                : new ValueTask((_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task);
        }
    }

    private void Refuse(BindingException exception, in EventContext context)
    {
        Log.Refused(Logger, context.EventName, socket.Id, exception.Message, exception.InnerException?.Message);
        context.Ack?.Fail("invalid arguments: " + exception.Message);
    }

    private readonly record struct Work(Func<ValueTask> Call, EventContext Context);
}
