using System.Text;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Events;

// The long way of an event, which only sockets with catch-all handlers or middlewares pay for: in one turn through all of them to its own handlers.
internal sealed partial class EventDispatcher
{
    private void DispatchThrough(IncomingPipeline pipeline, in Packet packet)
    {
        var ack = packet.HasAckId ? new Ack(socket, packet.AckId) : null;
        var incoming = new IncomingEvent(socket, packet.Json.ToArray(), packet.Attachments, ack);

        // Without the ack: it is looked after on the way.
        var work = new Work(() => RunThroughAsync(pipeline, incoming), new EventContext(socket, incoming.EventName, null, default, []));
        if (TryStart())
        {
            _ = RunAsync(work);
        }
        else
        {
            Enqueue(work);
        }
    }

    private async ValueTask RunThroughAsync(IncomingPipeline pipeline, IncomingEvent incoming)
    {
        var ack = incoming.OwedAck ?? Ack.None;
        foreach (var handler in pipeline.CatchAllHandlers)
        {
            try
            {
                await handler.Call(incoming.EventName, incoming.Args, ack);
            }
            catch (Exception exception)
            {
                _faults.ReportCatchAll(exception, incoming.EventName);
            }
        }

        if (await PassAsync(pipeline, incoming) && !Volatile.Read(ref _isDropped))
        {
            await RunListenersAsync(incoming);
        }
    }

    private async ValueTask<bool> PassAsync(IncomingPipeline pipeline, IncomingEvent incoming)
    {
        try
        {
            if (await pipeline.PassAsync(incoming))
            {
                return true;
            }

            _faults.ReportDropped(incoming);
        }
        catch (Exception exception)
        {
            _faults.ReportMiddleware(exception, incoming);
            await socket.RunErrorHandlersAsync(exception);
        }

        // By a middleware, whose answer the client has got.
        socket.Server.Metrics.EventReceived(isHandled: true);
        return false;
    }

    private async ValueTask RunListenersAsync(IncomingEvent incoming)
    {
        if (!incoming.HasName || socket.Listeners.Find(Encoding.UTF8.GetBytes(incoming.EventName)) is not { Count: > 0 } listeners)
        {
            socket.Server.Metrics.EventReceived(isHandled: false);
            Log.Unhandled(Logger, incoming.EventName, socket.Id);
            return;
        }

        socket.Server.Metrics.EventReceived(isHandled: true);
        var context = incoming.ToContext();
        context.Ack?.Expect(listeners.Count);
        foreach (var listener in listeners)
        {
            if (!listener.IsOnce || TrySpend(listener, context))
            {
                await _faults.WatchAsync(InvokeAsync(listener, context), context);
            }
        }
    }
}
