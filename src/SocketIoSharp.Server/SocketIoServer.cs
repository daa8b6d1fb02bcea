using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocketIoSharp.Adapters;
using SocketIoSharp.Broadcasting;
using SocketIoSharp.Connections;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Namespaces;
using SocketIoSharp.Protocol;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp;

/// <summary>
/// The server. One instance for an application: inject it wherever events are to be sent from. As a broadcast it stands for the main namespace,
/// <c>/</c>. Thread-safe.
/// </summary>
public sealed class SocketIoServer : BroadcastEmitter, IDisposable
{
    private readonly long _start;

    /// <summary>Creates a server; applications get theirs from <c>AddSocketIo()</c>.</summary>
    /// <param name="options">The options, which must not change any more.</param>
    /// <param name="loggers">Where the server logs, in the categories <c>SocketIoSharp.*</c>.</param>
    /// <param name="time">The clock of every timeout; <see langword="null"/> means the system's.</param>
    public SocketIoServer(IOptions<SocketIoOptions> options, ILoggerFactory loggers, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options.Value;
        Options.Freeze();
        Time = time ?? TimeProvider.System;
        _start = Time.GetTimestamp();
        Logger = loggers.CreateLogger<SocketIoServer>();
        Parser = CreateParser(Options);
        Namespaces = new NamespaceTable(this);
        Sockets = Namespaces.GetOrCreate("/");
        Engine = new EngineServer(Options.Engine, new ConnectionHandler(this), Time, loggers);
    }

    /// <summary>The options of the server.</summary>
    public SocketIoOptions Options { get; }

    /// <summary>The main namespace, <c>/</c>.</summary>
    public Namespace Sockets { get; }

    /// <summary>The number of open connections; a connection can have sockets in several namespaces.</summary>
    public int ConnectionCount => Engine.SessionCount;

    internal override IBroadcastScope Scope => Sockets;

    internal override BroadcastTarget Target => BroadcastTarget.Everyone;

    internal EngineServer Engine { get; }

    internal PacketParser Parser { get; }

    internal NamespaceTable Namespaces { get; }

    internal ILogger Logger { get; }

    internal TimeProvider Time { get; }

    /// <summary>Milliseconds since the server was made.</summary>
    internal long Now => (long)Time.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>Gets a namespace, which is made if it is new. Clients can connect to it from then on.</summary>
    /// <param name="name">Its name; a missing leading slash is added.</param>
    public Namespace Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Namespaces.GetOrCreate(name);
    }

    /// <summary>Adds a middleware to the main namespace: see <see cref="Namespace.Use"/>.</summary>
    public void Use(Func<ConnectContext, Func<Task>, Task> middleware) => Sockets.Use(middleware);

    /// <summary>Adds a connection handler to the main namespace: see <see cref="Namespace.OnConnection(Func{Socket, Task})"/>.</summary>
    public void OnConnection(Func<Socket, Task> handler) => Sockets.OnConnection(handler);

    /// <inheritdoc cref="OnConnection(Func{Socket, Task})"/>
    public void OnConnection(Action<Socket> handler) => Sockets.OnConnection(handler);

    /// <inheritdoc cref="Namespace.ServerSideEmitAsync"/>
    public Task ServerSideEmitAsync(string eventName, params IEnumerable<object?> args) => Sockets.ServerSideEmitAsync(eventName, args);

    /// <inheritdoc cref="Namespace.ServerSideEmitWithAck"/>
    public BroadcastAckRequest ServerSideEmitWithAck(string eventName, params IEnumerable<object?> args) => Sockets.ServerSideEmitWithAck(eventName, args);

    /// <inheritdoc cref="Namespace.OnServerSideEvent(string, Func{EventArguments, ServerSideAck, Task})"/>
    public void OnServerSideEvent(string eventName, Func<EventArguments, ServerSideAck, Task> handler) => Sockets.OnServerSideEvent(eventName, handler);

    /// <inheritdoc cref="Namespace.OnServerSideEvent(string, Func{EventArguments, ServerSideAck, Task})"/>
    public void OnServerSideEvent(string eventName, Action<EventArguments, ServerSideAck> handler) => Sockets.OnServerSideEvent(eventName, handler);

    /// <summary>
    /// Refuses new connections and closes the open ones: sockets are disconnected with <c>server shutting down</c>, what is queued is still
    /// delivered within <see cref="SocketIoOptions.ShutdownTimeout"/>. Clients reconnect as soon as there is a server again.
    /// </summary>
    public async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        Engine.StopAccepting();
        foreach (var @namespace in Namespaces.All)
        {
            foreach (var socket in @namespace.Sockets)
            {
                socket.Close(DisconnectReason.ServerShuttingDown);
            }
        }

        await Task.WhenAll(Namespaces.All.Select(@namespace => @namespace.Delivery.CloseAsync()));
        await Engine.CloseAsync(Options.ShutdownTimeout, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => Engine.Dispose();

    private static PacketParser CreateParser(SocketIoOptions options) =>
        options.Parser(new ProtocolLimits { MaxAttachments = options.MaxAttachments, MaxJsonDepth = options.Json.MaxDepth is 0 ? 64 : options.Json.MaxDepth })
        ?? throw new InvalidOperationException("SocketIoOptions.Parser has made no parser.");
}
