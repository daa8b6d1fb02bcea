using SocketIoSharp.Adapters;

namespace SocketIoSharp.Cluster;

/// <summary>
/// The adapter of a node of a cluster. It knows what nodes say to each other; what carries it is left to a derived class, which publishes messages
/// and responses and calls <see cref="OnMessage"/> for those of other nodes. Members are called from any thread.
/// </summary>
/// <remarks>
/// What a node sends reaches its own sockets at once and in order, whether or not the broker can be reached: a failure to publish is counted and
/// logged. The others get it in the order of publishing, if the broker keeps that. Nobody waits until the broker has it, unless more than 256 KiB wait for that already.
/// </remarks>
public abstract partial class ClusterAdapter : Adapter
{
    private static readonly TimeSpan FarewellPatience = TimeSpan.FromSeconds(2);

    private readonly PendingRequests _requests = new();
    private readonly UnconfirmedMessages _unconfirmed = new();
    private readonly ClusterOptions _options;

    /// <summary>Creates the adapter of a namespace.</summary>
    protected ClusterAdapter(Namespace @namespace, ClusterOptions options)
        : base(@namespace)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        MaxDepth = DepthOf(@namespace.Server.Options);
        Codec = new ClusterMessageCodec(options.MaxMessageBytes, MaxDepth);
        Reports = new ClusterReports(this);
    }

    /// <summary>The id of this node in this namespace: 16 hexadecimal digits, another one each time.</summary>
    public string NodeId { get; protected init; } = PendingRequests.NewId();

    /// <summary>Writes and reads messages in the form of the adapters for Node.js.</summary>
    protected ClusterMessageCodec Codec { get; }

    internal int MaxDepth { get; }

    internal ClusterReports Reports { get; }

    /// <summary>The requests that wait for other nodes.</summary>
    internal int PendingRequestCount => _requests.Count;

    /// <summary>Waits a moment until the broker has what was sent. A derived class calls it before it lets go of the broker.</summary>
    public override Task CloseAsync() => SettleAsync(_unconfirmed.WhenSettledAsync());

    /// <inheritdoc/>
    public override async Task<int> ServerCountAsync() => 1 + (await GetOtherNodesAsync()).Count;

    /// <inheritdoc/>
    public override Task BroadcastAsync(BroadcastTarget target, OutgoingPacket packet)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(packet);
        return SendAsync(new ClusterMessage { Type = ClusterMessageType.Broadcast, Target = target, Packet = packet });
    }

    /// <inheritdoc/>
    public override Task AddSocketsAsync(BroadcastTarget target, IReadOnlyList<string> rooms) =>
        SendAsync(new ClusterMessage { Type = ClusterMessageType.SocketsJoin, Target = target, Rooms = rooms });

    /// <inheritdoc/>
    public override Task DelSocketsAsync(BroadcastTarget target, IReadOnlyList<string> rooms) =>
        SendAsync(new ClusterMessage { Type = ClusterMessageType.SocketsLeave, Target = target, Rooms = rooms });

    /// <inheritdoc/>
    public override Task DisconnectSocketsAsync(BroadcastTarget target, bool close) =>
        SendAsync(new ClusterMessage { Type = ClusterMessageType.DisconnectSockets, Target = target, Close = close });

    /// <summary>
    /// Sends a message to all other nodes. Called in the order in which the messages are to arrive, and must not wait before it has taken the
    /// message in that order.
    /// </summary>
    /// <returns>Where the broker keeps the message, for connection state recovery; <see langword="null"/> where it keeps none.</returns>
    protected abstract Task<string?> PublishAsync(ClusterMessage message);

    /// <summary>Sends a response to the node that has asked.</summary>
    /// <param name="requesterId">The node.</param>
    /// <param name="response">The response.</param>
    protected abstract Task PublishResponseAsync(string requesterId, ClusterMessage response);

    /// <summary>Looks up the nodes that answer at the moment, without this one.</summary>
    protected abstract Task<ClusterNodes> GetOtherNodesAsync();

    /// <summary>Other nodes are about to be asked. For adapters that look for nodes that are gone only while somebody waits for them.</summary>
    /// <param name="answered">Completes when nobody waits any more.</param>
    protected virtual void OnQuestion(Task answered)
    {
    }

    /// <summary>Forgets a node: nothing more is waited for from it.</summary>
    protected void RemoveNode(string nodeId)
    {
        ArgumentNullException.ThrowIfNull(nodeId);
        _requests.NodeGone(nodeId);
    }

    /// <summary>Publishes a message and delivers it to this node's sockets.</summary>
    /// <returns>A task that is complete when both has happened, or publishing has failed and was reported; or at once, while little waits for the broker.</returns>
    private protected virtual Task SendAsync(ClusterMessage message)
    {
        if (message.Target.IsLocal)
        {
            Apply(message, message.Packet);
            return Task.CompletedTask;
        }

        // Published first, as the reference does, but not waited for: broadcasts are delivered in the order in which they were sent.
        var published = TryPublishAsync(message);
        Apply(message, message.Packet);
        return WhenNotMuchWaits(published);
    }

    /// <summary>Publishes a message. Its failure is counted and logged.</summary>
    /// <returns>What <see cref="PublishAsync"/> returns; <see langword="null"/> also when it has failed.</returns>
    private protected async Task<string?> TryPublishAsync(ClusterMessage message)
    {
        var bytes = UnconfirmedMessages.SizeOf(message);
        _unconfirmed.Add(bytes);
        try
        {
            var offset = await PublishAsync(Signed(message));
            Reports.Sent(message.Type);
            return offset;
        }
        catch (Exception exception)
        {
            Reports.Lost(message.Type, exception);
            return null;
        }
        finally
        {
            _unconfirmed.Remove(bytes);
        }
    }

    /// <summary>What whoever sends has to wait for: nothing, unless the broker is behind. A client's events are handled one after the other, and would each wait for the way to the broker and back.</summary>
    private protected Task WhenNotMuchWaits(Task published) => _unconfirmed.IsMuch ? published : Task.CompletedTask;

    private protected async Task SettleAsync(Task settled) =>
        await settled.WaitAsync(FarewellPatience, Namespace.Server.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Does what a message says to this node's sockets.</summary>
    /// <param name="message">A message of one of the types 3 to 6, without a request.</param>
    /// <param name="packet">The event, with its offset where it has one.</param>
    private protected void Apply(ClusterMessage message, OutgoingPacket? packet)
    {
        switch (message.Type)
        {
            case ClusterMessageType.Broadcast:
                Deliver(message.Target, packet!);
                break;
            case ClusterMessageType.SocketsJoin:
                AddLocal(message.Target, message.Rooms);
                break;
            case ClusterMessageType.SocketsLeave:
                DelLocal(message.Target, message.Rooms);
                break;
            default:
                DisconnectLocal(message.Target, message.Close);
                break;
        }
    }

    private protected ClusterMessage Signed(ClusterMessage message) => message with { NodeId = NodeId, Namespace = Namespace.Name };

    // What a message has around an application's payload.
    private static int DepthOf(SocketIoOptions options) => (options.Json.MaxDepth == 0 ? 64 : options.Json.MaxDepth) + 8;
}
