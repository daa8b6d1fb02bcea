using SocketIoSharp.Diagnostics;

namespace SocketIoSharp.Namespaces;

/// <summary>The middlewares and connection handlers of a namespace. Copy-on-write: a client meets those that were there when it came.</summary>
internal sealed partial class ConnectPipeline
{
    private const string Refused = "connection refused";
    private const string Failed = "internal error";

    private readonly Lock _gate = new();
    private Func<ConnectContext, Func<Task>, Task>[] _middlewares = [];
    private ConnectionHandler[] _handlers = [];

    public ConnectPipeline()
    {
    }

    /// <summary>Starts with what another one has at the moment.</summary>
    public ConnectPipeline(ConnectPipeline other)
    {
        lock (other._gate)
        {
            (_middlewares, _handlers) = (other._middlewares, other._handlers);
        }
    }

    public void Add(Func<ConnectContext, Func<Task>, Task> middleware)
    {
        lock (_gate)
        {
            _middlewares = [.. _middlewares, middleware];
        }
    }

    public void AddConnectionHandler(Func<Socket, Task> handler) => Add(new ConnectionHandler(handler, handler));

    public void AddConnectionHandler(Action<Socket> handler) => Add(new ConnectionHandler(handler, socket =>
    {
        handler(socket);
        return Task.CompletedTask;
    }));

    /// <summary>Removes one registration of a connection handler, the latest if there are several.</summary>
    public void RemoveConnectionHandler(Delegate handler)
    {
        lock (_gate)
        {
            var index = Array.FindLastIndex(_handlers, other => other.Handler.Equals(handler));
            _handlers = [.. _handlers.Where((_, other) => other != index)];
        }
    }

    public void ClearConnectionHandlers()
    {
        lock (_gate)
        {
            _handlers = [];
        }
    }

    /// <summary>Runs the middlewares.</summary>
    /// <returns>The payload of the refusal, or <see langword="null"/> when the client may pass.</returns>
    public ValueTask<byte[]?> RunAsync(Socket socket)
    {
        var middlewares = Volatile.Read(ref _middlewares);
        return middlewares.Length == 0 ? new ValueTask<byte[]?>((byte[]?)null) : RunAsync(middlewares, socket);
    }

    public async ValueTask RunConnectionHandlersAsync(Socket socket)
    {
        foreach (var handler in Volatile.Read(ref _handlers))
        {
            await handler.Call(socket);
        }
    }

    private void Add(ConnectionHandler handler)
    {
        lock (_gate)
        {
            _handlers = [.. _handlers, handler];
        }
    }

    private static async ValueTask<byte[]?> RunAsync(Func<ConnectContext, Func<Task>, Task>[] middlewares, Socket socket)
    {
        var context = new ConnectContext(socket);
        var hasPassed = false;
        try
        {
            await Step(0);
        }
        catch (Exception exception)
        {
            socket.Server.Metrics.HandlerFailed(HandlerKind.ConnectMiddleware);
            Log.MiddlewareFailed(socket.Server.Logs.Namespaces, socket.Namespace.Name, exception);
            context.Reject(Failed);
        }

        if (!hasPassed && !context.IsRejected)
        {
            context.Reject(Refused);
        }

        return context.RejectionJson;

        Task Step(int index)
        {
            if (context.IsRejected)
            {
                return Task.CompletedTask;
            }

            if (index == middlewares.Length)
            {
                hasPassed = true;
                return Task.CompletedTask;
            }

            return middlewares[index](context, () => Step(index + 1));
        }
    }

    /// <summary>A connection handler as it was registered, and how it is called.</summary>
    private sealed record ConnectionHandler(Delegate Handler, Func<Socket, Task> Call);
}
