namespace SocketIoSharp.Events;

// How long handlers run, for those who want to know. Nobody else pays for it.
internal sealed partial class EventDispatcher
{
    private bool IsWatched => socket.Server.Metrics.IsTimingEvents;

    private ValueTask InvokeAsync(Listener listener, in EventContext context)
    {
        if (!IsWatched)
        {
            return InvokeUnwatchedAsync(listener, context);
        }

        var start = socket.Server.Time.GetTimestamp();
        return WatchAsync(InvokeUnwatchedAsync(listener, context), start);
    }

    // The time in the queue is not the handler's: the watch starts with the call.
    private Func<ValueTask> Watched(Func<ValueTask> call) => () =>
    {
        var start = socket.Server.Time.GetTimestamp();
        return WatchAsync(call(), start);
    };

    private async ValueTask WatchAsync(ValueTask handling, long start)
    {
        try
        {
            await handling;
        }
        finally
        {
            socket.Server.Metrics.EventHandled(start);
        }
    }
}
