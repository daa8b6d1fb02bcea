using System.Security.Cryptography;
using System.Text;
using SocketIoSharp.Cluster;
using SocketIoSharp.Redis.Connections;

namespace SocketIoSharp.Redis.Classic;

/// <summary>The adapter of one namespace that speaks the protocol of <c>@socket.io/redis-adapter</c>: messages are published, and nothing is kept.</summary>
internal sealed partial class RedisAdapter : ClusterAdapter
{
    private const string IdCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly RedisConnection _connection;
    private readonly RedisOptions _options;
    private readonly ClassicChannels _channels;
    private readonly ClassicReader _reader;
    private readonly RedisNodes _nodes;
    private readonly RedisWatcher _watcher;
    private readonly byte[] _ownId;
    private readonly RedisSubscriptions _subscriptions;

    public RedisAdapter(Namespace @namespace, RedisConnection connection, RedisOptions options)
        : base(@namespace, options)
    {
        NodeId = RandomNumberGenerator.GetString(IdCharacters, 6);
        _ownId = Encoding.ASCII.GetBytes(NodeId);
        _connection = connection;
        _options = options;
        _channels = new ClassicChannels(options.Key, @namespace.Name, NodeId);
        _reader = new ClassicReader(Codec, @namespace.Name);
        _subscriptions = new RedisSubscriptions(connection, exception => OnRefused(exception.Message));
        _nodes = new RedisNodes(connection, LookUpNodesAsync, RemoveNode);
        _watcher = new RedisWatcher(exception => OnBrokerLost("Redis", exception), () => OnBrokerRegained("Redis"));
    }

    /// <inheritdoc/>
    public override async Task InitAsync()
    {
        _connection.Watch(_watcher);

        // Counted, and so asked, from the last one on.
        await _subscriptions.AddAsync(_channels.Incoming, OnIncoming);
        await _subscriptions.AddAsync(ClassicChannels.Named(_channels.Response), OnResponse);
        await _subscriptions.AddAsync(ClassicChannels.Named(_channels.OwnResponse), OnResponse);
        await _subscriptions.AddAsync(ClassicChannels.Named(_channels.Request), static _ => { });
    }

    /// <inheritdoc/>
    public override async Task CloseAsync()
    {
        await base.CloseAsync();
        _connection.Unwatch(_watcher);
        await _subscriptions.EndAsync();
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

    /// <inheritdoc/>
    protected override void OnQuestion(Task answered) => _nodes.WaitFor(answered);

    private async Task<ClusterNodes> LookUpNodesAsync()
    {
        var counting = _connection.AskServersAsync(server => server.SubscriptionSubscriberCountAsync(ClassicChannels.Named(_channels.Request)));
        var naming = _connection.AskServersAsync(server => server.SubscriptionChannelsAsync(_channels.AllResponses));
        var ids = (await naming).SelectMany(names => names).Select(name => _channels.NodeOf(name.ToString())).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var count = (int)(await counting).Sum();

        // Old versions have no channel of their own, and nodes that share a connection are counted as one.
        var self = ids.Remove(NodeId) ? 1 : 0;
        return new ClusterNodes(Math.Max(count - self, ids.Count), ids);
    }

    private Task RespondAsync(string requesterId, byte[] response) => _connection.PublishAsync(
        ClassicChannels.Named(_options.PublishOnSpecificResponseChannel && requesterId.Length > 0 ? _channels.ResponseTo(requesterId) : _channels.Response), response);
}
