using SocketIoSharp.Diagnostics;

namespace SocketIoSharp;

public sealed partial class Socket
{
    private List<Func<DisconnectReason, Task>>? _disconnecting;
    private List<Func<DisconnectReason, Task>>? _disconnect;

    /// <summary>Registers a handler that runs when the socket is being disconnected and is still in its rooms.</summary>
    public void OnDisconnecting(Func<DisconnectReason, Task> handler) => Add(LazyInitializer.EnsureInitialized(ref _disconnecting), handler);

    /// <inheritdoc cref="OnDisconnecting(Func{DisconnectReason, Task})"/>
    public void OnDisconnecting(Action<DisconnectReason> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        OnDisconnecting(reason =>
        {
            handler(reason);
            return Task.CompletedTask;
        });
    }

    /// <summary>Registers a handler that runs once the socket is disconnected and in no room any more.</summary>
    public void OnDisconnect(Func<DisconnectReason, Task> handler) => Add(LazyInitializer.EnsureInitialized(ref _disconnect), handler);

    /// <inheritdoc cref="OnDisconnect(Func{DisconnectReason, Task})"/>
    public void OnDisconnect(Action<DisconnectReason> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        OnDisconnect(reason =>
        {
            handler(reason);
            return Task.CompletedTask;
        });
    }

    private static void Add<T>(List<Func<T, Task>> handlers, Func<T, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        lock (handlers)
        {
            handlers.Add(handler);
        }
    }

    private async ValueTask RunDisconnectHandlersAsync(DisconnectReason reason)
    {
        await RunAsync(System.Threading.Volatile.Read(ref _disconnecting) ?? [], reason, "disconnecting");
        await SaveIfRecoverableAsync();
        Membership.Close();
        await RunAsync(System.Threading.Volatile.Read(ref _disconnect) ?? [], reason, "disconnect");
        Namespace.Leave();
        Server.Departures.End();
    }

    private async Task RunAsync<T>(List<Func<T, Task>> handlers, T argument, string eventName)
    {
        Func<T, Task>[] snapshot;
        lock (handlers)
        {
            snapshot = [.. handlers];
        }

        foreach (var handler in snapshot)
        {
            try
            {
                await handler(argument);
            }
            catch (Exception exception)
            {
                // They clean up, or count, each for itself: one that fails must not keep the others from it.
                Metrics.HandlerFailed(HandlerKind.Lifetime);
                Log.HandlerFailed(Server.Logs.Sockets, eventName, Id, exception);
            }
        }
    }
}
