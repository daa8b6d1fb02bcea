using Microsoft.Extensions.Logging;
using SocketIoSharp.Diagnostics;

namespace SocketIoSharp.Events;

/// <summary>What becomes of an event whose handler fails: the log hears of it, and so does a client that waits for an answer.</summary>
internal sealed partial class EventFaults(Socket socket)
{
    private const string Failed = "internal error";
    private const string Dropped = "the event was refused";

    private int _hasWarned;

    private ILogger Logger => socket.Server.Logs.Events;

    /// <summary>Waits for a handler to end.</summary>
    public async Task WatchAsync(ValueTask handling, EventContext context)
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

    public void Report(Exception exception, in EventContext context)
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
                // An event has a payload; what a socket itself goes through has none.
                socket.Server.Metrics.HandlerFailed(context.Json.IsEmpty ? HandlerKind.Lifetime : HandlerKind.Event);
                Log.HandlerFailed(Logger, context.EventName, socket.Id, exception);
                context.Ack?.Fail(Failed);
                break;
        }
    }

    /// <summary>A catch-all handler has failed; the event goes on.</summary>
    public void ReportCatchAll(Exception exception, string eventName)
    {
        if (exception is not (OperationCanceledException or SocketDisconnectedException) || socket.Connected)
        {
            socket.Server.Metrics.HandlerFailed(HandlerKind.CatchAll);
            Log.CatchAllFailed(Logger, eventName, socket.Id, exception);
        }
    }

    /// <summary>A middleware has rejected an event, or failed.</summary>
    public void ReportMiddleware(Exception exception, IncomingEvent incoming)
    {
        switch (exception)
        {
            case EventException:
                Log.Dropped(Logger, incoming.EventName, socket.Id, exception.Message);
                incoming.OwedAck?.Fail(exception.Message);
                break;
            case OperationCanceledException or SocketDisconnectedException when !socket.Connected:
                break;
            default:
                socket.Server.Metrics.HandlerFailed(HandlerKind.EventMiddleware);
                Log.MiddlewareFailed(Logger, incoming.EventName, socket.Id, exception);
                incoming.OwedAck?.Fail(Failed);
                break;
        }
    }

    /// <summary>A middleware has let an event go no further, without a word.</summary>
    public void ReportDropped(IncomingEvent incoming)
    {
        Log.Dropped(Logger, incoming.EventName, socket.Id, Dropped);
        if (!incoming.IsAckTaken)
        {
            incoming.OwedAck?.Fail(Dropped);
        }
    }

    private void Refuse(BindingException exception, in EventContext context)
    {
        // A client that goes on like this must not fill the log.
        var level = Interlocked.Exchange(ref _hasWarned, 1) == 0 ? LogLevel.Warning : LogLevel.Debug;
        Log.Refused(Logger, level, context.EventName, socket.Id, exception.Message, exception.InnerException?.Message);
        context.Ack?.Fail("invalid arguments: " + exception.Message);
    }
}
