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
    private Queue<Packet>? _held;
    private Work? _last;
    private TaskCompletionSource? _room;
    private bool _isOpen;
    private bool _isReleased;
    private int _hasWarned;

    // The handlers that may start now. None until the connection handlers have ended: nothing overtakes them.
    private int _free;

    /// <summary>Takes an event.</summary>
    /// <returns>Incomplete while too many events wait; nothing more must be read from the client until then.</returns>
    public ValueTask PostAsync(in Packet packet)
    {
        // The memory of the packet is used again, so what waits gets its own.
        if (Volatile.Read(ref _isOpen) || !TryHold(packet with { Json = packet.Json.ToArray() }))
        {
            Dispatch(packet);
        }

        return WaitForRoomAsync();
    }

    /// <summary>Runs the connection handlers; events and the disconnection wait for them.</summary>
    public void Open(Func<ValueTask> call) => _ = OpenAsync(new Work(call, new EventContext(socket, "connection", null, default, [])));

    /// <summary>
    /// Runs the disconnection handlers behind everything that came before, and never on the calling thread: a socket may be closed by the clock,
    /// or in the middle of somebody's broadcast, and neither must wait for the application's code.
    /// </summary>
    public void PostLast(Func<ValueTask> call)
    {
        lock (_gate)
        {
            _last = new Work(call, new EventContext(socket, "disconnect", null, default, []));
        }

        ThreadPool.UnsafeQueueUserWorkItem(static dispatcher => dispatcher.RunLast(), this, preferLocal: false);
    }

    /// <summary>Forgets the events that wait.</summary>
    public void DropQueued()
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
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

    private ILogger Logger => socket.Server.Logger;

    private int Waiting => (_queue?.Count ?? 0) + (_held?.Count ?? 0);

    private async Task OpenAsync(Work work)
    {
        await RunOneAsync(work);
        while (TryTakeHeld(out var held))
        {
            Dispatch(held);
        }

        for (var i = 0; i < maxConcurrent; i++)
        {
            RunNext();
        }
    }

    // The handlers that register the event may still be running: it waits for them, unbound.
    private bool TryHold(in Packet held)
    {
        lock (_gate)
        {
            if (!_isOpen)
            {
                (_held ??= new Queue<Packet>()).Enqueue(held);
            }

            return !_isOpen;
        }
    }

    private bool TryTakeHeld(out Packet held)
    {
        held = default;
        lock (_gate)
        {
            _isOpen = _held?.TryDequeue(out held) != true;
            return !_isOpen;
        }
    }

    private void Dispatch(in Packet packet)
    {
        var name = EventName.Read(packet.Json.Span);
        if (socket.Listeners.Find(name) is not { } entry)
        {
            if (Logger.IsEnabled(LogLevel.Debug))
            {
                Log.Unhandled(Logger, Encoding.UTF8.GetString(name), socket.Id);
            }

            return;
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
        catch (Exception exception)
        {
            call = null!;
            Report(exception, context);
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
        ValueTask handling;
        try
        {
            handling = work.Call();
        }
        catch (Exception exception)
        {
            handling = ValueTask.FromException(exception);
        }

        return WatchAsync(handling, work.Context);
    }

    private async Task FinishAsync(ValueTask handling, EventContext context)
    {
        await WatchAsync(handling, context);
        RunNext();
    }

    private async Task WatchAsync(ValueTask handling, EventContext context)
    {
        try
        {
            await handling;
            context.Ack?.OnHandlerEnded();
        }
        catch (Exception exception)
        {
            Report(exception, context);
        }
    }

    private void Report(Exception exception, in EventContext context)
    {
        switch (exception)
        {
            case BindingException binding:
                Refuse(binding, context);
                break;
            case EventException:
                Log.Rejected(Logger, context.EventName, socket.Id, exception.Message);
                context.Ack?.Fail(exception.Message);
                break;
            case OperationCanceledException or SocketDisconnectedException when !socket.Connected:
                // The handler watched its token, or waited for an answer, and stopped with its socket.
                break;
            default:
                Log.HandlerFailed(Logger, context.EventName, socket.Id, exception);
                context.Ack?.Fail("internal error");
                break;
        }
    }

    private void RunLast()
    {
        Work last;
        lock (_gate)
        {
            if (_last is not { } work || !_isOpen || _free < maxConcurrent || _queue is { Count: > 0 })
            {
                // Whatever ends last looks again.
                return;
            }

            last = work;
            _last = null;
        }

        _ = RunOneAsync(last);
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

    private void Refuse(BindingException exception, in EventContext context)
    {
        // A client that goes on like this must not fill the log.
        var level = Interlocked.Exchange(ref _hasWarned, 1) == 0 ? LogLevel.Warning : LogLevel.Debug;
        Log.Refused(Logger, level, context.EventName, socket.Id, exception.Message, exception.InnerException?.Message);
        context.Ack?.Fail("invalid arguments: " + exception.Message);
    }

    private readonly record struct Work(Func<ValueTask> Call, EventContext Context);
}
