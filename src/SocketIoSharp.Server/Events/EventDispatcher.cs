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
    private readonly EventFaults _faults = new(socket);
    private Queue<Packet>? _held;
    private bool _isOpen;

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

    private ILogger Logger => socket.Server.Logs.Events;

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
        if (socket.Incoming is { IsEmpty: false } pipeline)
        {
            DispatchThrough(pipeline, packet);
            return;
        }

        // An event without a payload has no name, which is not the same as an empty one.
        var name = EventName.Read(packet.Json.Span);
        if (packet.Json.IsEmpty || socket.Listeners.Find(name) is not { Count: > 0 } listeners)
        {
            socket.Server.Metrics.EventReceived(isHandled: false);
            if (Logger.IsEnabled(LogLevel.Debug))
            {
                Log.Unhandled(Logger, Encoding.UTF8.GetString(name), socket.Id);
            }

            return;
        }

        socket.Server.Metrics.EventReceived(isHandled: true);
        var ack = packet.HasAckId ? new Ack(socket, packet.AckId, listeners.Count) : null;
        var context = new EventContext(socket, listeners[0].EventName, ack, packet.Json, packet.Attachments);
        foreach (var listener in listeners.AsSpan())
        {
            if (listener.IsOnce && !TrySpend(listener, context))
            {
                continue;
            }

            if (TryStart())
            {
                Start(listener, context);
            }
            else if (TryBind(listener, context, out var call))
            {
                Enqueue(new Work(call, context, listener));
            }
        }
    }

    private bool TrySpend(Listener listener, in EventContext context)
    {
        if (!listener.TrySpend())
        {
            // An event that is handled at the same time was faster.
            context.Ack?.OnHandlerEnded();
            return false;
        }

        socket.Listeners.Take(listener);
        return true;
    }

    private void Start(Listener listener, in EventContext context)
    {
        var handling = InvokeAsync(listener, context);
        if (handling.IsCompletedSuccessfully)
        {
            handling.GetAwaiter().GetResult();
            context.Ack?.OnHandlerEnded();
            RunNext();
            return;
        }

        _ = FinishAsync(handling, context);
    }

    private static ValueTask InvokeUnwatchedAsync(Listener listener, in EventContext context)
    {
        try
        {
            var args = ArgumentsOf(context);
            return listener.InvokeAsync(ref args, context);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }
    }

    private bool TryBind(Listener listener, in EventContext context, out Func<ValueTask> call)
    {
        try
        {
            var args = ArgumentsOf(context);
            call = listener.Bind(ref args, context);
            call = IsWatched ? Watched(call, listener.EventName) : call;
            return true;
        }
        catch (Exception exception)
        {
            call = null!;
            _faults.Report(exception, context);
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

    private async Task FinishAsync(ValueTask handling, EventContext context)
    {
        await _faults.WatchAsync(handling, context);
        RunNext();
    }
}
