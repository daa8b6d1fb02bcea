using System.Security.Cryptography;
using SocketIoSharp.Adapters;
using SocketIoSharp.Cluster;
using SocketIoSharp.Redis.Connections;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Classic;

/// <summary>The adapter of one namespace that speaks the protocol of <c>@socket.io/redis-adapter</c>: messages are published, and nothing is kept.</summary>
internal sealed partial class RedisAdapter : ClusterAdapter
{
    private const string IdCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly RedisConnection _connection;
    private readonly RedisOptions _options;
    private readonly ClassicChannels _channels;
    private readonly ClassicReader _reader;
    private readonly ClassicNodes _nodes;
    private readonly RedisWatcher _watcher;
    private readonly List<ChannelMessageQueue> _subscriptions = [];

    public RedisAdapter(Namespace @namespace, RedisConnection connection, RedisOptions options)
        : base(@namespace, options)
    {
        NodeId = RandomNumberGenerator.GetString(IdCharacters, 6);
        _connection = connection;
        _options = options;
        _channels = new ClassicChannels(options.Key, @namespace.Name, NodeId);
        _reader = new ClassicReader(Codec, @namespace.Name);
        _nodes = new ClassicNodes(connection, _channels, NodeId, RemoveNode);
        _watcher = new RedisWatcher(exception => OnBrokerLost("Redis", exception), () => OnBrokerRegained("Redis"));
    }

    /// <inheritdoc/>
    public override async Task InitAsync()
    {
        _connection.Watch(_watcher);

        // Counted, and so asked, from the last one on.
        await SubscribeAsync(_channels.Incoming, OnIncoming);
        await SubscribeAsync(ClassicChannels.Named(_channels.Response), OnResponse);
        await SubscribeAsync(ClassicChannels.Named(_channels.OwnResponse), OnResponse);
        await SubscribeAsync(ClassicChannels.Named(_channels.Request), static _ => { });
    }

    /// <inheritdoc/>
    public override async Task CloseAsync()
    {
        _connection.Unwatch(_watcher);
        foreach (var subscription in Enumerable.Reverse(_subscriptions))
        {
            await _connection.UnsubscribeAsync(subscription);
        }
    }

    /// <inheritdoc/>
    public override Task BroadcastWithAckAsync(BroadcastTarget target, OutgoingPacket packet, AnswerCollector answers)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(answers);
        if (!target.IsLocal)
        {
            _nodes.WaitFor(answers.Completion);
        }

        return base.BroadcastWithAckAsync(target, packet, answers);
    }

    /// <inheritdoc/>
    public override Task<IReadOnlyList<RemoteSocket>> FetchSocketsAsync(BroadcastTarget target)
    {
        var sockets = base.FetchSocketsAsync(target);
        _nodes.WaitFor(sockets);
        return sockets;
    }

    /// <inheritdoc/>
    public override Task ServerSideEmitWithAckAsync(OutgoingPacket packet, AnswerCollector answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        _nodes.WaitFor(answers.Completion);
        return base.ServerSideEmitWithAckAsync(packet, answers);
    }

    /// <inheritdoc/>
    protected override async Task<string?> PublishAsync(ClusterMessage message)
    {
        await _connection.PublishAsync(ClassicChannels.Named(_channels.For(message)), ClassicWriter.Request(message));
        return null;
    }

    /// <inheritdoc/>
    protected override Task PublishResponseAsync(string requesterId, ClusterMessage response) => RespondAsync(requesterId, ClassicWriter.Response(response));

    /// <inheritdoc/>
    protected override Task<ClusterNodes> GetOtherNodesAsync() => _nodes.FindAsync();

    private async Task SubscribeAsync(RedisChannel channel, Action<ChannelMessage> handler) =>
        _subscriptions.Add(await _connection.SubscribeAsync(channel, handler));

    private Task RespondAsync(string requesterId, byte[] response) => _connection.PublishAsync(
        ClassicChannels.Named(_options.PublishOnSpecificResponseChannel && requesterId.Length > 0 ? _channels.ResponseTo(requesterId) : _channels.Response), response);
}
