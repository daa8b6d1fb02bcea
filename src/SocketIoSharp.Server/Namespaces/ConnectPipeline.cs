namespace SocketIoSharp.Namespaces;

/// <summary>The middlewares and connection handlers of a namespace. Copy-on-write: a client meets those that were there when it came.</summary>
internal sealed partial class ConnectPipeline
{
    private const string Refused = "connection refused";
    private const string Failed = "internal error";

    private readonly Lock _gate = new();
    private Func<ConnectContext, Func<Task>, Task>[] _middlewares = [];
    private Func<Socket, Task>[] _handlers = [];

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

    public void AddConnectionHandler(Func<Socket, Task> handler)
    {
        lock (_gate)
        {
            _handlers = [.. _handlers, handler];
        }
    }

    public void AddConnectionHandler(Action<Socket> handler) => AddConnectionHandler(socket =>
    {
        handler(socket);
        return Task.CompletedTask;
    });

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
            await handler(socket);
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
            Log.MiddlewareFailed(socket.Server.Logger, socket.Namespace.Name, exception);
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
}
