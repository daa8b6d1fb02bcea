namespace SocketIoSharp;

public sealed partial class Socket
{
    private List<Func<Exception, Task>>? _error;

    /// <summary>
    /// Registers a handler for what goes wrong with the client's packets: a middleware of <see cref="Use"/> has rejected an event or failed (an
    /// <see cref="EventException"/>, or what it threw), or a packet was malformed (an <see cref="InvalidDataException"/>; the connection is closed). Without
    /// handlers nothing happens. An event that the client has named <c>error</c> does not come here, but to handlers of that name.
    /// </summary>
    public void OnError(Func<Exception, Task> handler) => Add(LazyInitializer.EnsureInitialized(ref _error), handler);

    /// <inheritdoc cref="OnError(Func{Exception, Task})"/>
    public void OnError(Action<Exception> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        OnError(exception =>
        {
            handler(exception);
            return Task.CompletedTask;
        });
    }

    internal ValueTask RunErrorHandlersAsync(Exception exception) =>
        System.Threading.Volatile.Read(ref _error) is { } handlers ? new ValueTask(RunAsync(handlers, exception, "error")) : ValueTask.CompletedTask;
}
