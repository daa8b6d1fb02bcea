using System.Text;
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
    private readonly RedisNodes _nodes;
    private readonly StreamEntryReader _entryReader;
    private readonly StreamEntryWriter _writer;
    private readonly RedisWatcher _watcher;
    private readonly string _stream;
    private readonly RedisValue _ownId;
    private readonly RedisSubscriptions _subscriptions;

    public RedisStreamsAdapter(Namespace @namespace, StreamHub hub)
        : base(@namespace, hub.Options)
    {
        _hub = hub;
        _stream = StreamNames.StreamOf(hub.Options, @namespace.Name);
        _reader = hub.ReaderOf(_stream);
        _names = new StreamNames(hub.Options, @namespace.Name);
        _nodes = new RedisNodes(hub.Connection, LookUpNodesAsync, RemoveNode);
        _ownId = Encoding.ASCII.GetBytes(NodeId);
        _entryReader = new StreamEntryReader(Codec, hub.Options.MaxMessageBytes);
        _writer = new StreamEntryWriter(hub.Connection, hub.Options, Codec, NodeId, @namespace.Name);
        _subscriptions = new RedisSubscriptions(hub.Connection, exception => OnRefused(exception.Message));
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

        // Known to the others, and so asked, from the last one on: whoever is known misses nothing that is sent from then on.
        await _subscriptions.AddAsync(_names.Public, OnPublished);
        await _reader.Placed;
        await _subscriptions.AddAsync(_names.PrivateOf(NodeId), OnPublished);
    }

    /// <inheritdoc/>
    public override async Task CloseAsync()
    {
        await base.CloseAsync();
        Connection.Unwatch(_watcher);
        _reader.Remove(this);
        await _subscriptions.EndAsync();
    }

    /// <summary>Takes an entry of the stream.</summary>
    internal void Take(in StreamEntry entry)
    {
        if (entry.Sender == _ownId)
        {
            // What it says is known.
            OnMessage(Own(entry.Number), entry.Position.ToString());
        }
        else if (_entryReader.TryRead(entry, out var message, out var reason))
        {
            OnMessage(message, entry.Position.ToString());
        }
        else
        {
            OnRefused(reason);
        }
    }

    internal void Refuse(string reason) => OnRefused(reason);

    /// <inheritdoc/>
    protected override Task<string?> PublishAsync(ClusterMessage message)
    {
        if (StreamNames.IsEphemeral(message))
        {
            var bytes = Codec.WriteMessagePack(message);
            return Connection.SendAsync(bytes.Length, database => database.PublishAsync(_names.Public, bytes), static _ => (string?)null);
        }

        var appending = _writer.AppendAsync(message);
        _reader.WakeAfter(appending);
        return appending;
    }

    /// <inheritdoc/>
    protected override Task PublishResponseAsync(string requesterId, ClusterMessage response) =>
        Connection.PublishAsync(_names.PrivateOf(requesterId), Codec.WriteMessagePack(response));

    /// <inheritdoc/>
    protected override Task<ClusterNodes> GetOtherNodesAsync() => _nodes.FindAsync();

    /// <inheritdoc/>
    protected override void OnQuestion(Task answered) => _nodes.WaitFor(answered);

    /// <inheritdoc/>
    protected override bool IsRefused(Exception exception) =>
        base.IsRefused(exception) || (exception is RedisServerException && !Array.Exists(Passing, word => exception.Message.StartsWith(word, StringComparison.Ordinal)));

    private ClusterMessage Own(RedisValue number) =>
        new() { Type = ClusterMessageType.Broadcast, NodeId = NodeId, Namespace = Namespace.Name, Number = number.TryParse(out long value) ? value : 0 };

    private async Task<ClusterNodes> LookUpNodesAsync()
    {
        var naming = await Connection.AskServersAsync(server => server.SubscriptionChannelsAsync(_names.AllPrivate));
        var ids = naming.SelectMany(names => names).Select(name => _names.NodeOf(name.ToString())).OfType<string>().ToHashSet(StringComparer.Ordinal);
        ids.Remove(NodeId);
        return new ClusterNodes(ids.Count, ids);
    }

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
