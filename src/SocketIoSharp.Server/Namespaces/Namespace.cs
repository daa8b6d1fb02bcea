using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using SocketIoSharp.Adapters;
using SocketIoSharp.Broadcasting;
using SocketIoSharp.Events;
using SocketIoSharp.Namespaces;
using SocketIoSharp.Recovery;
using SocketIoSharp.Rooms;

namespace SocketIoSharp;

/// <summary>A part of the application with its own sockets, rooms, middlewares and events; a client can be in several over one connection. Thread-safe.</summary>
public sealed partial class Namespace : BroadcastEmitter, IBroadcastScope
{
    private readonly ConcurrentDictionary<string, Socket> _sockets = new(StringComparer.Ordinal);
    private readonly Occupancy? _occupancy;
    private long _lastAckId = -1;

    internal Namespace(SocketIoServer server, string name, ParentNamespace? parent)
    {
        Server = server;
        Name = name;
        Parent = parent;
        Pipeline = parent is null ? new ConnectPipeline() : new ConnectPipeline(parent.Pipeline);
        _occupancy = parent is not null && server.Options.CleanupEmptyChildNamespaces ? new Occupancy() : null;
        var recovery = server.Options.ConnectionStateRecovery;
        Recovery = recovery is null ? null : new SessionRecovery(this, recovery);
        Rooms = new RoomTable(this);
        ServerSideEvents = new ServerSideEvents(this);
        Adapter = server.Options.AdapterFactory?.Invoke(this) ?? (recovery is null ? new Adapter(this) : new SessionAwareAdapter(this));
        Delivery = new GuardedAdapter(Adapter, server.Logs.Adapters);
        _ = Delivery.InitAsync();
    }

    /// <summary>The name, with its leading slash.</summary>
    public string Name { get; }

    /// <summary>The server.</summary>
    public SocketIoServer Server { get; }

    /// <summary>The connected sockets. A snapshot.</summary>
    public IReadOnlyCollection<Socket> Sockets => [.. _sockets.Values];

    /// <summary>The number of connected sockets.</summary>
    public int SocketCount => Everybody.Count;

    /// <summary>The names of the rooms that somebody has joined; the rooms of the sockets' own ids are not listed. A snapshot.</summary>
    public IReadOnlyCollection<string> RoomNames => Rooms.Names;

    internal override IBroadcastScope Scope => this;

    internal override BroadcastTarget Target => BroadcastTarget.Everyone;

    /// <summary>What delivers the broadcasts, made by <see cref="SocketIoOptions.AdapterFactory"/> when there is one.</summary>
    public Adapter Adapter { get; }

    /// <summary>The adapter as it is called: none of its faults gets out.</summary>
    internal GuardedAdapter Delivery { get; }

    /// <summary>What brings clients back to their sockets; <see langword="null"/> when that is off.</summary>
    internal SessionRecovery? Recovery { get; }

    internal RoomTable Rooms { get; }

    internal ServerSideEvents ServerSideEvents { get; }

    internal Room Everybody { get; } = new(string.Empty);

    internal ConnectPipeline Pipeline { get; }

    /// <summary>The parent that it is a child of.</summary>
    internal ParentNamespace? Parent { get; }

    /// <summary>The number of sockets in a room.</summary>
    public int CountIn(string room)
    {
        ArgumentNullException.ThrowIfNull(room);
        using var sockets = RecipientSet.Select(this, BroadcastTarget.Everyone with { Rooms = [room] });
        return sockets.Sockets.Length;
    }

    /// <summary>Finds a connected socket.</summary>
    public bool TryGetSocket(string id, [NotNullWhen(true)] out Socket? socket)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _sockets.TryGetValue(id, out socket);
    }

    /// <summary>
    /// Adds a middleware: it runs, in order of registration, for each client that wants to connect to this namespace. It lets the client pass by
    /// calling and awaiting the second argument, or refuses it with <see cref="ConnectContext.Reject(string)"/>; a middleware that does neither
    /// refuses, too, and so does an exception. Add middlewares before clients connect.
    /// </summary>
    public void Use(Func<ConnectContext, Func<Task>, Task> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        Pipeline.Add(middleware);
    }

    /// <summary>Adds a handler that runs for each connected socket, before any of its events: the place to register those.</summary>
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

    /// <summary>Removes a connection handler; the one registered last, if it is registered several times. Sockets that are connected already keep what it has given them.</summary>
    /// <param name="handler">The delegate that was given to <c>OnConnection</c>: the same variable, or the same method of the same object.</param>
    public void OffConnection(Delegate handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Pipeline.RemoveConnectionHandler(handler);
    }

    /// <summary>Removes all connection handlers. Sockets that are connected already keep what they have given them.</summary>
    public void OffConnection() => Pipeline.ClearConnectionHandlers();

    /// <summary>What stands for the name where clients must have no say: the pattern, where the name is one of many; nothing, where a function has accepted it.</summary>
    internal string? Label => Parent is null ? Name : Parent.Pattern?.ToString();

    internal long NextAckId() => Interlocked.Increment(ref _lastAckId);

    /// <summary>The socket whose own room this is, if it is in it.</summary>
    internal Socket? FindOwner(string room) =>
        _sockets.TryGetValue(room, out var socket) && socket.Membership.IsInOwn ? socket : null;

    internal void Add(Socket socket)
    {
        _sockets[socket.Id] = socket;
        socket.Place = Everybody.TryAdd(socket);

        // It may have been closed between its connection and here, and found nothing to remove.
        if (!socket.Connected)
        {
            Remove(socket);
        }
    }

    internal void Remove(Socket socket)
    {
        _sockets.TryRemove(new KeyValuePair<string, Socket>(socket.Id, socket));
        if (socket.TakePlace() is { } place)
        {
            Everybody.Remove(place, staysWhenEmpty: true);
        }
    }

    /// <summary>Lets a socket in that is about to be connected. Each one that is let in leaves again.</summary>
    /// <returns><see langword="false"/> when the namespace has just gone with its last socket.</returns>
    internal bool TryEnter() => _occupancy is null || _occupancy.TryEnter();

    internal void Leave()
    {
        if (_occupancy?.Leave() == true)
        {
            Server.Namespaces.Remove(this);
        }
    }
}
