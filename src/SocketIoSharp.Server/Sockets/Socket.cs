using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using System.Text.Json;
using SocketIoSharp.Acks;
using SocketIoSharp.Adapters;
using SocketIoSharp.Connections;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Events;
using SocketIoSharp.Limits;
using SocketIoSharp.Protocol.SocketIo;
using SocketIoSharp.Rooms;

namespace SocketIoSharp;

/// <summary>
/// One client in one namespace. A client that reconnects is a new socket with a new id. All members are thread-safe; handlers of one socket
/// run one at a time unless <see cref="SocketIoOptions.MaxConcurrentEvents"/> says otherwise.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer and is cancelled on disconnection, so nothing is left to dispose of.")]
public sealed partial class Socket : SocketEmitter
{
    private CancellationTokenSource? _aborted;
    private int _state;
    private int _answersOwed;
    private Room.Membership? _place;
    private ConcurrentDictionary<object, object?>? _items;
    private ConcurrentDictionary<string, object?>? _data;

    internal Socket(Connection connection, Namespace @namespace, Handshake handshake)
    {
        Connection = connection;
        Namespace = @namespace;
        Handshake = handshake;
        Id = connection.Revision.CreateSocketId(connection.Session, @namespace.Name);
        Membership = new SocketRooms(this, @namespace.Rooms);
        PrivateId = @namespace.Recovery is null ? null : SessionId.Create();
        Gate = new EventGate(this);
        Dispatcher = new EventDispatcher(this, Server.Options.MaxConcurrentEvents, Server.Options.MaxQueuedEvents);
    }

    private enum State
    {
        Pending,
        Connected,
        Disconnected,
    }

    /// <summary>
    /// The id: public, unlike the session's, which only clients of Engine.IO 3 make theirs from. It is also the name of a room that only this
    /// socket is in.
    /// </summary>
    public string Id { get; private set; }

    /// <summary>The namespace.</summary>
    public Namespace Namespace { get; }

    /// <summary>The server.</summary>
    public SocketIoServer Server => Namespace.Server;

    /// <summary>How the socket came to be.</summary>
    public Handshake Handshake { get; }

    /// <summary>The session below, which sockets of other namespaces share. Its id is secret: it authenticates the client's requests.</summary>
    public EngineSession Session => Connection.Session;

    /// <summary>Who the client is, as ASP.NET Core's authentication found at the first request.</summary>
    public ClaimsPrincipal User => Connection.Session.Handshake.User;

    /// <summary>Whether the socket is connected: not yet within a middleware, not any more once its disconnection has begun.</summary>
    public bool Connected => CurrentState is State.Connected;

    /// <summary>Cancelled when the socket is disconnected.</summary>
    public CancellationToken Aborted
    {
        get
        {
            var source = LazyInitializer.EnsureInitialized(ref _aborted, static () => new CancellationTokenSource());
            if (CurrentState is State.Disconnected)
            {
                // Whoever has ended the socket may have found no source.
                _ = source.CancelAsync();
            }

            return source.Token;
        }
    }

    /// <summary>The transport that the client uses at the moment: <c>polling</c> or <c>websocket</c>.</summary>
    public string Transport => Connection.Session.Transport;

    /// <summary>The rooms that the socket is in, its own id among them. A snapshot; empty after <see cref="OnDisconnecting(Action{DisconnectReason})"/> handlers have run.</summary>
    public IReadOnlyCollection<string> Rooms => Membership.Names;

    /// <summary>Anything that the application keeps with the socket; stays in this process.</summary>
    public IDictionary<object, object?> Items => LazyInitializer.EnsureInitialized(ref _items);

    /// <summary>The application's data about the client, which other nodes of a cluster can see: of types that can be serialised.</summary>
    public IDictionary<string, object?> Data => LazyInitializer.EnsureInitialized(ref _data, () => new ConcurrentDictionary<string, object?>(StringComparer.Ordinal));

    /// <summary>Broadcasts to everybody in the namespace but this socket.</summary>
    public Broadcast Broadcast => Others(BroadcastTarget.Everyone);

    /// <summary>Broadcasts to everybody on this node but this socket.</summary>
    public Broadcast Local => Others(BroadcastTarget.Everyone with { IsLocal = true });

    /// <summary>The next event is dropped when the client is not ready to receive at that moment.</summary>
    public Emission Volatile => new(this, isVolatile: true);

    internal bool IsDisconnected => CurrentState is State.Disconnected;

    internal override JsonSerializerOptions Json => Namespace.Server.Options.Json;

    internal Connection Connection { get; }

    /// <summary>The secret by which the client can come back to this socket; <see langword="null"/> when recovery is off.</summary>
    internal string? PrivateId { get; private set; }

    internal SocketRooms Membership { get; }

    /// <summary>Where the socket stands among everybody of its namespace.</summary>
    internal Room.Membership? Place
    {
        set => Interlocked.Exchange(ref _place, value);
    }

    /// <summary>
    /// Whether broadcasts are for it: it is connected, and its client has been told so. Until then it may be in rooms already, those of a recovered
    /// socket among them, but what came now would come before what the client has missed, and then again among it.
    /// </summary>
    internal bool IsReceiving => Connected && System.Threading.Volatile.Read(ref _place) is not null;

    internal PendingAcks PendingAcks { get; } = new();

    internal EventDispatcher Dispatcher { get; }

    internal EventGate Gate { get; }

    private State CurrentState => (State)System.Threading.Volatile.Read(ref _state);

    /// <summary>Broadcasts to the sockets in any of the rooms but this one.</summary>
    public Broadcast To(params string[] rooms)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        return Others(BroadcastTarget.Everyone with { Rooms = [.. rooms] });
    }

    /// <summary>The same as <see cref="To"/>.</summary>
    public Broadcast In(params string[] rooms) => To(rooms);

    /// <summary>Broadcasts to everybody in the namespace but this socket and those in any of the rooms.</summary>
    public Broadcast Except(params string[] rooms)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        return Others(BroadcastTarget.Everyone with { Except = [.. rooms] });
    }

    /// <summary>Sets the time that the client has for an answer, instead of <see cref="SocketIoOptions.AckTimeout"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public Emission Timeout(TimeSpan timeout) => new Emission(this).Timeout(timeout);

    /// <summary>Says whether the transport, if it can, may compress the next event. It may, unless told otherwise.</summary>
    public Emission Compress(bool compress) => new Emission(this).Compress(compress);

    /// <summary>Joins rooms. Without effect once the socket is disconnected.</summary>
    /// <exception cref="ArgumentException">A name is longer than <see cref="SocketIoOptions.MaxRoomNameLength"/>. The socket has joined the rooms before it.</exception>
    /// <exception cref="InvalidOperationException">The socket is in <see cref="SocketIoOptions.MaxRoomsPerSocket"/> rooms. It has joined the rooms before this one.</exception>
    public Task JoinAsync(params string[] rooms)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        foreach (var room in rooms)
        {
            ArgumentNullException.ThrowIfNull(room);
            if (Membership.TryJoin(room) is { } limit)
            {
                Connection.Report(limit);
                throw limit == ServerLimit.RoomName
                    ? new ArgumentException($"The name of a room has {room.Length} characters; SocketIoOptions.MaxRoomNameLength allows {Server.Options.MaxRoomNameLength}.", nameof(rooms))
                    : new InvalidOperationException($"The socket is in {Server.Options.MaxRoomsPerSocket} rooms already (SocketIoOptions.MaxRoomsPerSocket).");
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Joins a room for somebody who cannot be told that a limit is met: a broadcast, another node, a session from elsewhere.</summary>
    internal void JoinOrReport(string room)
    {
        if (Membership.TryJoin(room) is { } limit)
        {
            Connection.Report(limit);
        }
    }

    /// <summary>Leaves a room.</summary>
    public Task LeaveAsync(string room)
    {
        ArgumentNullException.ThrowIfNull(room);
        Membership.Leave(room);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Disconnects the client from this namespace, or with <paramref name="close"/> from all and then closes its connection. The client is told
    /// and does not reconnect by itself. Completes before the disconnection handlers have run.
    /// </summary>
    public Task DisconnectAsync(bool close = false)
    {
        if (close)
        {
            Connection.DisconnectAll();
        }
        else
        {
            DisconnectByServer();
        }

        return Task.CompletedTask;
    }

    /// <summary>Whether no handler runs or waits, and no answer is owed by either side.</summary>
    internal bool IsIdle => Dispatcher.IsIdle && PendingAcks.IsEmpty && System.Threading.Volatile.Read(ref _answersOwed) == 0;

    /// <summary>Counts answers that handlers have taken into their own hands and not given yet.</summary>
    internal void NoteOwed(int change) => Interlocked.Add(ref _answersOwed, change);

    internal Room.Membership? TakePlace() => Interlocked.Exchange(ref _place, null);

    internal void DisconnectByServer()
    {
        // Whoever ends the socket tells the client, once.
        if (Interlocked.CompareExchange(ref _state, (int)State.Disconnected, (int)State.Connected) == (int)State.Connected)
        {
            Connection.Session.TrySend(Server.Parser.Encode(new Packet(PacketType.Disconnect, Namespace.Name)));
            End(DisconnectReason.ServerNamespaceDisconnect, State.Connected);
        }
    }

    /// <summary>The middlewares have let the socket pass.</summary>
    /// <returns><see langword="false"/> when its connection was closed meanwhile.</returns>
    internal bool TryConnect()
    {
        if (Interlocked.CompareExchange(ref _state, (int)State.Connected, (int)State.Pending) != (int)State.Pending)
        {
            return false;
        }

        Gate.Open();
        NoteConnected();
        return true;
    }

    /// <summary>Ends the socket. Without effect the second time.</summary>
    internal void Close(DisconnectReason reason)
    {
        var before = (State)Interlocked.Exchange(ref _state, (int)State.Disconnected);
        if (before is not State.Disconnected)
        {
            End(reason, before);
        }
    }

    private void End(DisconnectReason reason, State before)
    {
        Connection.Remove(this);
        PendingAcks.Close(this);
        CancelAborted();
        Dispatcher.ReleaseReader();
        if (before is State.Pending)
        {
            Membership.Close();
            Namespace.Leave();
            return;
        }

        Gate.Close();
        NoteDisconnected(reason);
        Namespace.Remove(this);
        DecideOnRecovery(reason);
        Server.Departures.Begin();

        // What the client sent before it left is still handled. What it sent to a socket that the server has done with is not.
        if (reason == DisconnectReason.ServerNamespaceDisconnect)
        {
            Dispatcher.DropQueued();
        }

        Dispatcher.PostLast(() => RunDisconnectHandlersAsync(reason));
    }

    private Broadcast Others(BroadcastTarget target) => new(Namespace, target with { Except = [.. target.Except, Id] });

    // Callbacks on the token are the application's and may throw; that must not keep the socket from being closed.
    private void CancelAborted() => _ = System.Threading.Volatile.Read(ref _aborted)?.CancelAsync();
}
