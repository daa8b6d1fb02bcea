namespace SocketIoSharp.Events;

// How handlers run, for those who want to know. Nobody else pays for it.
internal sealed partial class EventDispatcher
{
    private bool IsWatched => HandlerRun.IsWanted(socket.Server);

    private ValueTask InvokeAsync(Listener listener, in EventContext context)
    {
        if (!IsWatched)
        {
            return InvokeUnwatchedAsync(listener, context);
        }

        var run = new HandlerRun(socket, listener.EventName);
        return run.WatchAsync(InvokeUnwatchedAsync(listener, context));
    }

    // The time in the queue is not the handler's: the watch starts with the call.
    private Func<ValueTask> Watched(Func<ValueTask> call, string eventName) => () =>
    {
        var run = new HandlerRun(socket, eventName);
        ValueTask handling;
        try
        {
            handling = call();
        }
        catch (Exception exception)
        {
            handling = ValueTask.FromException(exception);
        }

        return run.WatchAsync(handling);
    };
}
