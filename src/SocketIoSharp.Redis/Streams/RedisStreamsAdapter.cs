using SocketIoSharp.Adapters;
using SocketIoSharp.Cluster;
using SocketIoSharp.Redis.Connections;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Streams;

/// <summary>The adapter of one namespace that speaks the protocol of <c>@socket.io/redis-streams-adapter</c>: broadcasts are entries of a stream; questions and answers are published.</summary>
internal sealed partial class RedisStreamsAdapter : OrderedClusterAdapter
{
    // What may be tried again: the server is starting, failing over, or cannot write at the moment.
    private static readonly string[] Passing = ["LOADING", "READONLY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "MOVED", "ASK", "NOREPLICAS", "MISCONF", "BUSY"];

    private readonly StreamHub _hub;
    private readonly StreamReader _reader;
    private readonly StreamNames _names;
    private readonly StreamNodes _nodes;
    private readonly StreamCodec _codec;
    private readonly RedisWatcher _watcher;
    private readonly string _stream;
    private readonly List<ChannelMessageQueue> _subscriptions = [];

    public RedisStreamsAdapter(Namespace @namespace, StreamHub hub)
        : base(@namespace, hub.Options)
    {
        _hub = hub;
        _stream = StreamNames.StreamOf(hub.Options, @namespace.Name);
        _reader = hub.ReaderOf(_stream);
        _names = new StreamNames(hub.Options, @namespace.Name);
        _nodes = new StreamNodes(hub.Connection, _names, NodeId, RemoveNode);
        _codec = new StreamCodec(Codec, hub.Options.MaxMessageBytes);
        _watcher = new RedisWatcher(exception => OnBrokerLost("Redis", exception), () => OnBrokerRegained("Redis"));
    }

    private RedisStreamsOptions Options => _hub.Options;

    private RedisConnection Connection => _hub.Connection;

    /// <inheritdoc/>
    public override async Task InitAsync()
    {
        Connection.Watch(_watcher);
        _reader.Add(this);
        await base.InitAsync();

        // Known to the others, and so asked, from the last one on.
        _subscriptions.Add(await Connection.SubscribeAsync(_names.Public, OnPublished));
        _subscriptions.Add(await Connection.SubscribeAsync(_names.PrivateOf(NodeId), OnPublished));
    }

    /// <inheritdoc/>
    public override async Task CloseAsync()
    {
        await base.CloseAsync();
        Connection.Unwatch(_watcher);
        _reader.Remove(this);
        foreach (var subscription in Enumerable.Reverse(_subscriptions))
        {
            await Connection.UnsubscribeAsync(subscription);
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

    /// <summary>Takes an entry of the stream.</summary>
    internal void Take(in StreamEntry entry)
    {
        if (_codec.TryRead(entry, out var message, out var reason))
        {
            OnMessage(message, entry.Position.ToString());
        }
        else
        {
            OnRefused(reason);
        }
    }

    internal void Refuse(string reason) => OnRefused(reason);

    /// <summary>Appends a message to a stream.</summary>
    internal static async Task<string?> AppendAsync(RedisConnection connection, RedisStreamsOptions options, ClusterMessageCodec codec, ClusterMessage message)
    {
        List<object> entry = [(RedisKey)StreamNames.StreamOf(options, message.Namespace), "MAXLEN", "~", options.MaxLength, "*", .. StreamCodec.Write(codec, message)];
        var bytes = message.Packet is { } packet ? packet.Json.Length + packet.Attachments.Sum(attachment => attachment.Length) : 0;
        return (string?)await connection.SendAsync(bytes, database => database.ExecuteAsync("XADD", entry));
    }

    /// <inheritdoc/>
    protected override async Task<string?> PublishAsync(ClusterMessage message)
    {
        if (StreamNames.IsEphemeral(message))
        {
            await Connection.PublishAsync(_names.Public, Codec.WriteMessagePack(message));
            return null;
        }

        var offset = await AppendAsync(Connection, Options, Codec, message);
        _reader.Wake();
        return offset;
    }

    /// <inheritdoc/>
    protected override Task PublishResponseAsync(string requesterId, ClusterMessage response) =>
        Connection.PublishAsync(_names.PrivateOf(requesterId), Codec.WriteMessagePack(response));

    /// <inheritdoc/>
    protected override Task<ClusterNodes> GetOtherNodesAsync() => _nodes.FindAsync();

    /// <inheritdoc/>
    protected override bool IsRefused(Exception exception) =>
        base.IsRefused(exception) || (exception is RedisServerException && !Array.Exists(Passing, word => exception.Message.StartsWith(word, StringComparison.Ordinal)));

    private void OnPublished(ChannelMessage published)
    {
        if (Codec.TryRead((byte[]?)published.Message ?? [], out var message, out var reason))
        {
            OnMessage(message);
        }
        else
        {
            OnRefused(reason);
        }
    }
}
