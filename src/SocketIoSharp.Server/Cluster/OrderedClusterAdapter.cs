using SocketIoSharp.Cluster.Ordered;

namespace SocketIoSharp.Cluster;

/// <summary>
/// The adapter of a node of a cluster whose broker keeps messages for a while, in one order, and what clients can come back to. What a node sends while the broker cannot be reached is sent when it
/// can be again. With <see cref="SocketIoOptions.ConnectionStateRecovery"/> clients are recovered on any node: their events carry offsets, which are the places of the events in the broker's log. The
/// methods that a derived class adds are called from any thread.
/// </summary>
/// <remarks>
/// With recovery every node's sockets receive in the order of the log, a node's own events among them: they take the way through the broker, and the task of a broadcast is complete when its
/// sockets on this node have it. Without recovery they have it at once, and nobody waits. Events that ask for answers, events between nodes and what is sent with <c>Local</c> do not go by the log, and can overtake
/// what does.
/// </remarks>
public abstract partial class OrderedClusterAdapter : ClusterAdapter
{
    private readonly OrderedClusterOptions _options;
    private readonly TimeProvider _time;
    private readonly Outbox _outbox;
    private readonly SenderNumbers _numbers = new();
    private readonly bool _recovers;
    private volatile bool _isClosed;

    /// <summary>Creates the adapter of a namespace.</summary>
    protected OrderedClusterAdapter(Namespace @namespace, OrderedClusterOptions options)
        : base(@namespace, options)
    {
        _options = options;
        _time = @namespace.Server.Time;
        _outbox = new Outbox(PublishAsync, IsRefused, CatchUpAsync, Reports, _time, options.MaxPendingBytes);
        _queue = new SerialQueue<Delivery>(Run);
        _sessionCodec = new SessionCodec(Codec, MaxDepth, @namespace.Server.Options.Json);
        if (@namespace.Server.Options.ConnectionStateRecovery is { } recovery)
        {
            _recovers = true;
            _keeper = new SessionKeeper(this, new Store(this), _sessionCodec, recovery.MaxDisconnectionDuration, options.SessionSaveInterval);
        }
    }

    /// <summary>The number of this node's messages that have not come back from the broker.</summary>
    internal int PendingMessageCount => _outbox.Count;

    /// <summary>Begins to publish, when the log can be read: call it after the log is listened to.</summary>
    public override Task InitAsync()
    {
        _outbox.Start();
        _keeper?.Start();
        if (_recovers)
        {
            var interval = _options.LocalDeliveryTimeout / 4;
            _timer = _time.CreateTimer(static adapter => ((OrderedClusterAdapter)adapter!).DeliverOverdue(), this, interval, interval);
        }

        return base.InitAsync();
    }

    /// <summary>Waits a moment until the broker has what was sent. Sessions may be saved after that, too.</summary>
    public override async Task CloseAsync()
    {
        _timer?.Dispose();
        _keeper?.Stop();
        _isClosed = true;
        await SettleAsync(_outbox.WhenSettledAsync());
        _outbox.Close();
        await base.CloseAsync();
    }

    /// <summary>
    /// Appends a message to the log, with its <see cref="ClusterMessage.Number"/>. One that asks for an answer, or is for the nodes themselves, needs no place there and can be sent to the other nodes in
    /// another way. Called in the order in which the messages are to arrive, and must not wait before it has taken the message in that order.
    /// </summary>
    /// <returns>The offset of the message in the log; <see langword="null"/> when it is not there.</returns>
    protected abstract override Task<string?> PublishAsync(ClusterMessage message);

    /// <summary>Whether a failure of <see cref="PublishAsync"/> means that the broker does not want the message, however often it is sent. Otherwise it is sent again.</summary>
    protected virtual bool IsRefused(Exception exception) => exception is ArgumentException;

    /// <summary>Looks up the offset of the last entry of the log.</summary>
    /// <returns><see langword="null"/> when it is empty.</returns>
    protected abstract Task<string?> GetLastOffsetAsync();

    /// <summary>Completes when everything up to an offset, that of the last entry a moment ago, was given to <see cref="OnMessage"/>, this node's own messages among it.</summary>
    protected abstract Task WhenTakenAsync(string offset);

    /// <summary>Whether there is an entry of this offset in the log. The offset is a client's, and can be any text.</summary>
    protected abstract Task<bool> ContainsAsync(string offset);

    /// <summary>Reads the log behind an offset, up to and including another. A part is enough, if it is not empty.</summary>
    protected abstract Task<LogPage> ReadAsync(string after, string last);

    /// <summary>Keeps what a client can come back to.</summary>
    /// <param name="privateId">The secret of the client.</param>
    /// <param name="session">What is kept.</param>
    /// <param name="lifetime">For how long.</param>
    /// <param name="previous">Unless it is <see langword="null"/>: what must be there now, if anything is.</param>
    /// <returns><see langword="false"/> when something else is there.</returns>
    protected abstract Task<bool> SaveSessionAsync(string privateId, ReadOnlyMemory<byte> session, TimeSpan lifetime, ReadOnlyMemory<byte>? previous);

    /// <summary>Looks up what was kept.</summary>
    protected abstract Task<KeptSession?> FindSessionAsync(string privateId);

    /// <summary>Forgets what was kept. Of several who do that at the same time with the same <paramref name="previous"/>, one succeeds: it has the session.</summary>
    /// <param name="privateId">The secret of the client.</param>
    /// <param name="previous">Unless it is <see langword="null"/>: what must be there now.</param>
    /// <returns><see langword="false"/> when something else is there, or nothing.</returns>
    protected abstract Task<bool> RemoveSessionAsync(string privateId, ReadOnlyMemory<byte>? previous);

    private async Task CatchUpAsync()
    {
        if (await GetLastOffsetAsync() is { } last)
        {
            await WhenTakenAsync(last);
        }

        Attach();
    }

    private sealed class Store(OrderedClusterAdapter adapter) : ISessionStore
    {
        public Task<bool> SaveSessionAsync(string privateId, ReadOnlyMemory<byte> session, TimeSpan lifetime, ReadOnlyMemory<byte>? previous) =>
            adapter.SaveSessionAsync(privateId, session, lifetime, previous);

        public Task<bool> RemoveSessionAsync(string privateId, ReadOnlyMemory<byte>? previous) => adapter.RemoveSessionAsync(privateId, previous);
    }
}
