namespace SocketIoSharp.Cluster;

/// <summary>A cluster adapter for brokers that do not know who listens: nodes say that they are there, and are forgotten when they are silent.</summary>
public abstract class HeartbeatClusterAdapter : ClusterAdapter
{
    // The reference's.
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    private readonly HeartbeatClusterOptions _options;
    private readonly TimeProvider _time;
    private readonly NodeTable _nodes;
    private ITimer? _timer;
    private long _lastSent;

    /// <summary>Creates the adapter of a namespace.</summary>
    protected HeartbeatClusterAdapter(Namespace @namespace, HeartbeatClusterOptions options)
        : base(@namespace, options)
    {
        _options = options;
        _time = @namespace.Server.Time;
        _nodes = new NodeTable(_time, options.HeartbeatTimeout);
    }

    /// <inheritdoc/>
    public override Task InitAsync()
    {
        _timer = _time.CreateTimer(static adapter => ((HeartbeatClusterAdapter)adapter!).Check(), this, CheckInterval, CheckInterval);
        return AnnounceAsync();
    }

    /// <inheritdoc/>
    public override Task CloseAsync()
    {
        _timer?.Dispose();
        _ = TryPublishAsync(new ClusterMessage { Type = ClusterMessageType.AdapterClose });
        return base.CloseAsync();
    }

    /// <summary>Says that this node is there and asks the others: at the start, and when the broker can be reached again.</summary>
    protected Task AnnounceAsync() => BeatAsync(ClusterMessageType.InitialHeartbeat);

    /// <inheritdoc/>
    protected override Task<ClusterNodes> GetOtherNodesAsync()
    {
        var ids = _nodes.Ids;
        return Task.FromResult(new ClusterNodes(ids.Length, ids));
    }

    /// <inheritdoc/>
    protected override void OnMessage(ClusterMessage message, string? offset = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.NodeId == NodeId || message.Namespace != Namespace.Name)
        {
            return;
        }

        if (message.Type is ClusterMessageType.AdapterClose)
        {
            Forget(message.NodeId, isSilent: false);
        }
        else if (message.NodeId is not (ClusterMessage.EmitterId or "") && _nodes.Heard(message.NodeId))
        {
            Reports.NodeJoined(message.NodeId);
        }

        if (message.Type is ClusterMessageType.InitialHeartbeat)
        {
            _ = BeatAsync(ClusterMessageType.Heartbeat);
        }

        base.OnMessage(message, offset);
    }

    private void Check()
    {
        foreach (var nodeId in _nodes.RemoveSilent())
        {
            Forget(nodeId, isSilent: true);
        }

        if (_time.GetElapsedTime(Volatile.Read(ref _lastSent)) >= _options.HeartbeatInterval)
        {
            _ = BeatAsync(ClusterMessageType.Heartbeat);
        }
    }

    private Task<string?> BeatAsync(ClusterMessageType type)
    {
        Volatile.Write(ref _lastSent, _time.GetTimestamp());
        return TryPublishAsync(new ClusterMessage { Type = type });
    }

    private void Forget(string nodeId, bool isSilent)
    {
        if (_nodes.Remove(nodeId) || isSilent)
        {
            Reports.NodeLeft(nodeId, isSilent);
            RemoveNode(nodeId);
        }
    }
}
