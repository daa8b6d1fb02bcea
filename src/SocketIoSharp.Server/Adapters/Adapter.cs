using SocketIoSharp.Rooms;

namespace SocketIoSharp.Adapters;

/// <summary>
/// Delivers the broadcasts of one namespace and keeps its rooms. This class reaches the sockets of this process. An adapter for a cluster
/// derives from it: a member that it overrides passes the request on to other nodes and calls the base for this node's part, and so does what
/// receives the other nodes' messages. Members are called from any thread, and never wait for a client.
/// </summary>
/// <remarks>A member that fails is logged, and what it has not delivered to this node's sockets is delivered without it.</remarks>
public partial class Adapter
{
    private int _hasWarned;

    /// <summary>Creates the adapter of a namespace.</summary>
    public Adapter(Namespace @namespace)
    {
        ArgumentNullException.ThrowIfNull(@namespace);
        Namespace = @namespace;
    }

    /// <summary>
    /// The first socket joins a room. Like the other events of rooms: raised after the change, outside of all locks and in the order of the
    /// changes; the room of a socket's own id counts, from its connection on.
    /// </summary>
    public event EventHandler<RoomEventArgs>? RoomCreated
    {
        add => Namespace.Rooms.Events.Created += value;
        remove => Namespace.Rooms.Events.Created -= value;
    }

    /// <summary>A socket has joined a room.</summary>
    public event EventHandler<RoomEventArgs>? RoomJoined
    {
        add => Namespace.Rooms.Events.Joined += value;
        remove => Namespace.Rooms.Events.Joined -= value;
    }

    /// <summary>A socket has left a room.</summary>
    public event EventHandler<RoomEventArgs>? RoomLeft
    {
        add => Namespace.Rooms.Events.Left += value;
        remove => Namespace.Rooms.Events.Left -= value;
    }

    /// <summary>The last socket has left a room.</summary>
    public event EventHandler<RoomEventArgs>? RoomDeleted
    {
        add => Namespace.Rooms.Events.Deleted += value;
        remove => Namespace.Rooms.Events.Deleted -= value;
    }

    /// <summary>The namespace that the adapter serves.</summary>
    public Namespace Namespace { get; }

    /// <summary>Starts the adapter: called once, when its namespace has been made. Nobody waits for it.</summary>
    public virtual Task InitAsync() => Task.CompletedTask;

    /// <summary>Ends the adapter: called once, when the server closes or the namespace is removed.</summary>
    public virtual Task CloseAsync() => Task.CompletedTask;

    /// <summary>The number of nodes, this one included. 1 in this class.</summary>
    public virtual Task<int> ServerCountAsync() => Task.FromResult(1);

    /// <summary>Delivers an event to the target's sockets.</summary>
    public virtual Task BroadcastAsync(BroadcastTarget target, OutgoingPacket packet)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(packet);
        Deliver(target, packet);
        return Task.CompletedTask;
    }

    /// <summary>Delivers an event of which each receiver owes an answer.</summary>
    /// <param name="target">The receivers; <see cref="BroadcastTarget.AckTimeout"/> is their time.</param>
    /// <param name="packet">The event.</param>
    /// <param name="answers">Takes the number of this node's receivers, and their answers.</param>
    public virtual Task BroadcastWithAckAsync(BroadcastTarget target, OutgoingPacket packet, AnswerCollector answers)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(answers);
        AskLocal(target, packet, answers);
        return Task.CompletedTask;
    }

    /// <summary>The target's sockets.</summary>
    public virtual Task<IReadOnlyList<RemoteSocket>> FetchSocketsAsync(BroadcastTarget target) =>
        Task.FromResult<IReadOnlyList<RemoteSocket>>([.. GetLocalSockets(target).Select(socket => new RemoteSocket(socket))]);

    /// <summary>Makes the target's sockets join rooms.</summary>
    public virtual Task AddSocketsAsync(BroadcastTarget target, IReadOnlyList<string> rooms)
    {
        AddLocal(target, rooms);
        return Task.CompletedTask;
    }

    /// <summary>Makes the target's sockets leave rooms.</summary>
    public virtual Task DelSocketsAsync(BroadcastTarget target, IReadOnlyList<string> rooms)
    {
        DelLocal(target, rooms);
        return Task.CompletedTask;
    }

    /// <summary>Disconnects the target's sockets, with <paramref name="close"/> from all namespaces and then their connections.</summary>
    public virtual Task DisconnectSocketsAsync(BroadcastTarget target, bool close)
    {
        DisconnectLocal(target, close);
        return Task.CompletedTask;
    }

    /// <summary>Sends an event to the other nodes. There are none in this class.</summary>
    public virtual Task ServerSideEmitAsync(OutgoingPacket packet)
    {
        WarnOfOneNode();
        return Task.CompletedTask;
    }

    /// <summary>Sends an event to the other nodes, each of which owes an answer. There are none in this class.</summary>
    /// <param name="packet">The event.</param>
    /// <param name="answers">Takes the number of the other nodes, once for all of them, and their answers.</param>
    public virtual Task ServerSideEmitWithAckAsync(OutgoingPacket packet, AnswerCollector answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        WarnOfOneNode();
        answers.AddReceivers(0);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Keeps what a disconnected socket had, for its client to come back to. Only called when
    /// <see cref="SocketIoOptions.ConnectionStateRecovery"/> is set. Does nothing in this class.
    /// </summary>
    public virtual Task PersistSessionAsync(SavedSession session) => Task.CompletedTask;

    /// <summary>
    /// Gives out what was kept, at most once each time that it was kept. Only called when <see cref="SocketIoOptions.ConnectionStateRecovery"/> is set.
    /// </summary>
    /// <param name="privateId">The secret that the client has shown.</param>
    /// <param name="offset">The offset of the last event that the client has received.</param>
    /// <returns><see langword="null"/>, as always in this class, when there is nothing to come back to.</returns>
    public virtual Task<RestoredSession?> RestoreSessionAsync(string privateId, string offset) => Task.FromResult<RestoredSession?>(null);

    /// <summary>The connected sockets of this node that a target names.</summary>
    public IReadOnlyList<Socket> GetLocalSockets(BroadcastTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        using var recipients = RecipientSet.Select(Namespace, target);
        return recipients.Sockets.ToArray();
    }

    /// <summary>Runs this node's handlers for an event that another node has emitted. Returns before handlers that wait have ended.</summary>
    /// <param name="packet">The event.</param>
    /// <param name="answers">Takes the first answer; <see langword="null"/> when none is wanted.</param>
    protected void OnServerSideEmit(OutgoingPacket packet, AnswerCollector? answers = null)
    {
        ArgumentNullException.ThrowIfNull(packet);
        Namespace.ServerSideEvents.Dispatch(packet, answers);
    }

    private void WarnOfOneNode()
    {
        if (Interlocked.Exchange(ref _hasWarned, 1) == 0)
        {
            Log.OneNode(Namespace.Server.Logs.Adapters, Namespace.Name);
        }
    }
}
