using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocketIoSharp.Adapters;
using SocketIoSharp.Broadcasting;
using SocketIoSharp.Connections;
using SocketIoSharp.Diagnostics;
using SocketIoSharp.Draining;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Namespaces;
using SocketIoSharp.Protocol;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp;

/// <summary>
/// The server. One instance for an application: inject it wherever events are to be sent from. As a broadcast it stands for the main namespace,
/// <c>/</c>. Thread-safe.
/// </summary>
public sealed partial class SocketIoServer : BroadcastEmitter, IDisposable
{
    private readonly long _start;
    private TaskCompletionSource? _drained;
    private bool _isClosed;

    /// <summary>Creates a server; applications get theirs from <c>AddSocketIo()</c>.</summary>
    /// <param name="options">The options, which must not change any more.</param>
    /// <param name="loggers">Where the server logs, in the categories <c>SocketIoSharp.Server.*</c> and <c>SocketIoSharp.EngineIo.*</c>.</param>
    /// <param name="time">The clock of every timeout; <see langword="null"/> means the system's.</param>
    /// <param name="meters">Where the server counts, as <c>SocketIoSharp.Server</c> and <c>SocketIoSharp.EngineIo</c>; without one its meters are its own.</param>
    public SocketIoServer(IOptions<SocketIoOptions> options, ILoggerFactory loggers, TimeProvider? time = null, IMeterFactory? meters = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options.Value;
        Options.Freeze();
        Time = time ?? TimeProvider.System;
        _start = Time.GetTimestamp();
        Logs = new ServerLogs(loggers);
        PacketTrace = new PacketTrace(Logs.Packets, Options.LogPayloads);
        Metrics = new ServerMetrics(meters, this);
        Parser = CreateParser(Options);
        Namespaces = new NamespaceTable(this);
        Sockets = Namespaces.GetOrCreate("/");
        Engine = new EngineServer(Options.Engine, new ConnectionHandler(this), Time, loggers, meters);
    }

    /// <summary>The options of the server.</summary>
    public SocketIoOptions Options { get; }

    /// <summary>The main namespace, <c>/</c>.</summary>
    public Namespace Sockets { get; }

    /// <summary>The number of open connections; a connection can have sockets in several namespaces.</summary>
    public int ConnectionCount => Engine.SessionCount;

    /// <summary>The layer below: its sessions, and what can be observed of its requests and responses.</summary>
    public EngineServer Engine { get; }

    /// <summary>Whether the last connection was closed for good.</summary>
    internal bool IsClosed => System.Threading.Volatile.Read(ref _isClosed);

    internal override IBroadcastScope Scope => Sockets;

    internal override BroadcastTarget Target => BroadcastTarget.Everyone;


    internal PacketParser Parser { get; }

    internal NamespaceTable Namespaces { get; }

    internal ServerLogs Logs { get; }

    internal PacketTrace PacketTrace { get; }

    internal ServerMetrics Metrics { get; }

    internal Departures Departures { get; } = new();

    internal TimeProvider Time { get; }

    /// <summary>Milliseconds since the server was made.</summary>
    internal long Now => (long)Time.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>
    /// Gets a namespace, which is made if it is new. Clients can connect to it from then on. If a pattern given to <see cref="Of(Regex)"/> matches,
    /// the new namespace is a child of that parent.
    /// </summary>
    /// <param name="name">Its name; a missing leading slash is added.</param>
    /// <exception cref="ArgumentException">The name is one of those that parent namespaces have: <c>/_</c> and a number.</exception>
    /// <exception cref="RegexMatchTimeoutException">Matching a pattern took longer than that pattern allows.</exception>
    public Namespace Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Namespaces.GetOrCreate(name);
    }

    /// <summary>
    /// Lets clients connect to every namespace whose name, with its leading slash, the pattern matches. The namespace is made when the first client
    /// asks for it. When several parents would accept a name, the one that was made first has it.
    /// </summary>
    /// <param name="pattern">
    /// The pattern. A match anywhere in the name is enough: begin with <c>^</c> and end with <c>$</c>. Clients choose what is matched, so give the pattern a
    /// timeout or <see cref="RegexOptions.NonBacktracking"/>; a client whose name takes longer is refused. (Stateful patterns, which the JavaScript server
    /// refuses, do not exist in .NET.)
    /// </param>
    public ParentNamespace Of(Regex pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Namespaces.Parents.Add(pattern, (name, _) => ValueTask.FromResult(pattern.IsMatch(name)));
    }

    /// <summary>
    /// Lets clients connect to every namespace that a function accepts. The namespace is made when the first client asks for it. When several parents
    /// would accept a name, the one that was made first has it.
    /// </summary>
    /// <param name="accept">
    /// Gets the name, with its leading slash, and what the client sent as <c>auth</c>: an empty object when it sent nothing. It is asked only while there is no
    /// such namespace, so it is no place to check who a client is: use a middleware. When it throws, that is logged, and the next parent is asked.
    /// </param>
    [OverloadResolutionPriority(1)]
    public ParentNamespace Of(Func<string, JsonElement, ValueTask<bool>> accept)
    {
        ArgumentNullException.ThrowIfNull(accept);
        return Namespaces.Parents.Add(pattern: null, accept);
    }

    /// <inheritdoc cref="Of(Func{string, JsonElement, ValueTask{bool}})"/>
    public ParentNamespace Of(Func<string, JsonElement, bool> accept)
    {
        ArgumentNullException.ThrowIfNull(accept);
        return Namespaces.Parents.Add(pattern: null, (name, auth) => ValueTask.FromResult(accept(name, auth)));
    }

    /// <summary>
    /// Adds a handler that runs for each namespace that is made from now on, by <see cref="Of(string)"/> or for a client. No client gets into the
    /// namespace before the handlers have run: middlewares that they add count for the first one already.
    /// </summary>
    public void OnNewNamespace(Action<Namespace> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Namespaces.AddHandler(handler);
    }

    /// <summary>Adds a middleware to the main namespace: see <see cref="Namespace.Use"/>.</summary>
    public void Use(Func<ConnectContext, Func<Task>, Task> middleware) => Sockets.Use(middleware);

    /// <summary>Adds a connection handler to the main namespace: see <see cref="Namespace.OnConnection(Func{Socket, Task})"/>.</summary>
    public void OnConnection(Func<Socket, Task> handler) => Sockets.OnConnection(handler);

    /// <inheritdoc cref="OnConnection(Func{Socket, Task})"/>
    public void OnConnection(Action<Socket> handler) => Sockets.OnConnection(handler);

    /// <inheritdoc cref="Namespace.OffConnection(Delegate)"/>
    public void OffConnection(Delegate handler) => Sockets.OffConnection(handler);

    /// <inheritdoc cref="Namespace.OffConnection()"/>
    public void OffConnection() => Sockets.OffConnection();

    /// <inheritdoc cref="Namespace.ServerSideEmitAsync"/>
    public Task ServerSideEmitAsync(string eventName, params IEnumerable<object?> args) => Sockets.ServerSideEmitAsync(eventName, args);

    /// <inheritdoc cref="Namespace.ServerSideEmitWithAck"/>
    public BroadcastAckRequest ServerSideEmitWithAck(string eventName, params IEnumerable<object?> args) => Sockets.ServerSideEmitWithAck(eventName, args);

    /// <inheritdoc cref="Namespace.OnServerSideEvent(string, Func{EventArguments, ServerSideAck, Task})"/>
    public void OnServerSideEvent(string eventName, Func<EventArguments, ServerSideAck, Task> handler) => Sockets.OnServerSideEvent(eventName, handler);

    /// <inheritdoc cref="Namespace.OnServerSideEvent(string, Func{EventArguments, ServerSideAck, Task})"/>
    public void OnServerSideEvent(string eventName, Action<EventArguments, ServerSideAck> handler) => Sockets.OnServerSideEvent(eventName, handler);

    /// <summary>
    /// Refuses new connections from now on and closes the open ones one after the other, each when its handlers have ended and no answer is owed by either side, within
    /// <see cref="SocketIoOptions.DrainTimeout"/>. Their sockets are disconnected with <c>server shutting down</c>, and clients reconnect by themselves. Completes when everybody has left or
    /// the time is up; <see cref="CloseAsync"/> then closes who is left. The host does both when it stops. A second call waits for the first.
    /// </summary>
    /// <param name="cancellationToken">Ends it before the time is up. Nothing is thrown.</param>
    public async Task DrainAsync(CancellationToken cancellationToken = default)
    {
        Engine.StopAccepting();
        var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _drained, drained, null) is { } first)
        {
            await first.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        try
        {
            await new Drain(this, Options.DrainTimeout).RunAsync(cancellationToken);
        }
        finally
        {
            drained.SetResult();
        }
    }

    /// <summary>
    /// Refuses new connections and closes the open ones: sockets are disconnected with <c>server shutting down</c>, what is queued is still
    /// delivered within <see cref="SocketIoOptions.ShutdownTimeout"/>. Clients reconnect as soon as there is a server again.
    /// </summary>
    public async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        Log.Stopping(Logs.Hosting, ConnectionCount);
        var start = Time.GetTimestamp();
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
        System.Threading.Volatile.Write(ref _isClosed, true);
        Log.Stopped(Logs.Hosting, Time.GetElapsedTime(start));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var @namespace in Namespaces.All)
        {
            _ = @namespace.Delivery.CloseAsync();
        }

        Engine.Dispose();
        System.Threading.Volatile.Write(ref _isClosed, true);
        Metrics.Dispose();
    }

    private static PacketParser CreateParser(SocketIoOptions options) =>
        options.Parser(new ProtocolLimits { MaxAttachments = options.MaxAttachments, MaxJsonDepth = options.Json.MaxDepth is 0 ? 64 : options.Json.MaxDepth })
        ?? throw new InvalidOperationException("SocketIoOptions.Parser has made no parser.");
}
