using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using SocketIoSharp.Adapters;
using SocketIoSharp.Broadcasting;
using SocketIoSharp.Diagnostics;
using SocketIoSharp.Namespaces;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp;

/// <summary>
/// Where namespaces come from that are made when a client asks for them: see <see cref="SocketIoServer.Of(Regex)"/>. A new child gets the
/// middlewares and connection handlers that are here at that moment; children that exist already stay as they are. A broadcast goes through every
/// child. Thread-safe.
/// </summary>
public sealed class ParentNamespace : BroadcastEmitter, IBroadcastScope
{
    private readonly ConcurrentDictionary<Namespace, bool> _children = new();
    private readonly Func<string, JsonElement, ValueTask<bool>> _accept;

    internal ParentNamespace(SocketIoServer server, string name, Regex? pattern, Func<string, JsonElement, ValueTask<bool>> accept)
    {
        Server = server;
        Name = name;
        Pattern = pattern;
        _accept = accept;
    }

    /// <summary>A name for logs: <c>/_0</c> for the first parent of a server. No client can connect to it.</summary>
    public string Name { get; }

    /// <summary>The server.</summary>
    public SocketIoServer Server { get; }

    /// <summary>The namespaces that were made for clients so far, without those that are gone. A snapshot.</summary>
    public IReadOnlyCollection<Namespace> Children => [.. _children.Select(child => child.Key)];

    internal override IBroadcastScope Scope => this;

    internal override BroadcastTarget Target => BroadcastTarget.Everyone;

    internal ConnectPipeline Pipeline { get; } = new();

    /// <summary>The pattern of the names; <see langword="null"/> when a function decides.</summary>
    internal Regex? Pattern { get; }

    /// <summary>Adds a middleware for the children that are made from now on: see <see cref="Namespace.Use"/>.</summary>
    public void Use(Func<ConnectContext, Func<Task>, Task> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        Pipeline.Add(middleware);
    }

    /// <summary>Adds a connection handler for the children that are made from now on: see <see cref="Namespace.OnConnection(Func{Socket, Task})"/>.</summary>
    public void OnConnection(Func<Socket, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Pipeline.AddConnectionHandler(handler);
    }

    /// <inheritdoc cref="OnConnection(Func{Socket, Task})"/>
    public void OnConnection(Action<Socket> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Pipeline.AddConnectionHandler(handler);
    }

    /// <summary>Removes a connection handler; the one registered last, if it is registered several times. Children that exist already keep it.</summary>
    /// <param name="handler">The delegate that was given to <c>OnConnection</c>: the same variable, or the same method of the same object.</param>
    public void OffConnection(Delegate handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Pipeline.RemoveConnectionHandler(handler);
    }

    /// <summary>Removes all connection handlers. Children that exist already keep theirs.</summary>
    public void OffConnection() => Pipeline.ClearConnectionHandlers();

    async Task IBroadcastScope.BroadcastAsync(BroadcastTarget target, PayloadWriter writer)
    {
        Server.Metrics.BroadcastSent();
        var (json, attachments) = writer.Complete();
        using var activity = Tracing.StartBroadcast(Name, target, json.Span);
        List<Task>? waiting = null;
        foreach (var (child, _) in _children)
        {
            var sending = child.BroadcastAsync(target, json, attachments);
            if (!sending.IsCompletedSuccessfully)
            {
                (waiting ??= []).Add(sending);
            }
        }

        // By now every child has its own copy: the writer may be used again.
        await Task.WhenAll(waiting ?? []);
    }

    BroadcastAckRequest IBroadcastScope.BroadcastWithAck(BroadcastTarget target, PayloadWriter writer) => throw NotSupported("emitWithAck()");

    Task<IReadOnlyList<RemoteSocket>> IBroadcastScope.FetchSocketsAsync(BroadcastTarget target) => throw NotSupported("fetchSockets()");

    Task IBroadcastScope.JoinAsync(BroadcastTarget target, string[] rooms) => throw NotSupported("socketsJoin()");

    Task IBroadcastScope.LeaveAsync(BroadcastTarget target, string[] rooms) => throw NotSupported("socketsLeave()");

    Task IBroadcastScope.DisconnectAsync(BroadcastTarget target, bool close) => throw NotSupported("disconnectSockets()");

    internal ValueTask<bool> AcceptAsync(string name, JsonElement auth) => _accept(name, auth);

    internal void Add(Namespace child) => _children.TryAdd(child, true);

    internal void Remove(Namespace child) => _children.TryRemove(child, out _);

    /// <summary>What an operation throws that only one namespace can do.</summary>
    private static NotSupportedException NotSupported(string operation) =>
        new($"{operation} is not supported on parent namespaces. Call it on each of the {nameof(Children)}.");
}
