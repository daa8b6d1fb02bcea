using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Cluster;

/// <summary>Counts and logs what happens between this node and the others, in one namespace.</summary>
internal sealed partial class ClusterReports(ClusterAdapter adapter)
{
    // What goes wrong may go wrong thousands of times a second.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time = adapter.Namespace.Server.Time;
    private long _lastRefusal = -1;
    private long _lastLoss = -1;
    private long _lastWait = -1;
    private int _isBrokerLost;

    /// <summary>Whether the broker can be reached, as far as is known.</summary>
    public bool IsBrokerThere => Volatile.Read(ref _isBrokerLost) == 0;

    private ILogger Logger => adapter.Namespace.Server.Logs.Cluster;

    private string Name => adapter.Namespace.Name;

    public void Sent(ClusterMessageType type) => adapter.Namespace.Server.Metrics.Cluster.Sent(type);

    public void Received(ClusterMessageType type) => adapter.Namespace.Server.Metrics.Cluster.Received(type);

    public void Refused(string reason)
    {
        adapter.Namespace.Server.Metrics.Cluster.Refused();
        if (IsDue(ref _lastRefusal))
        {
            Log.Refused(Logger, Name, reason);
        }
    }

    public void Failed(ClusterMessage message, Exception exception)
    {
        adapter.Namespace.Server.Metrics.Cluster.Refused();
        if (IsDue(ref _lastRefusal))
        {
            Log.Failed(Logger, message.Type, message.NodeId, Name, exception);
        }
    }

    /// <summary>A message has reached no other node. While the broker is known to be away it is counted only.</summary>
    public void Lost(ClusterMessageType type, Exception exception)
    {
        adapter.Namespace.Server.Metrics.Cluster.Lost(type);
        if (IsBrokerThere && IsDue(ref _lastLoss))
        {
            Log.Lost(Logger, type, Name, exception);
        }
    }

    /// <summary>Nothing can be published, though the broker is not known to be away.</summary>
    public void Waiting(Exception exception)
    {
        if (IsBrokerThere && IsDue(ref _lastWait))
        {
            Log.Waiting(Logger, Name, exception);
        }
    }

    public void BrokerLost(string broker, Exception? exception)
    {
        if (Interlocked.Exchange(ref _isBrokerLost, 1) == 0)
        {
            Log.BrokerLost(Logger, broker, Name, exception);
        }
    }

    public void BrokerRegained(string broker)
    {
        if (Interlocked.Exchange(ref _isBrokerLost, 0) == 1)
        {
            Log.BrokerRegained(Logger, broker, Name);
        }
    }

    public void NodeJoined(string nodeId) => Log.NodeJoined(Logger, nodeId, Name);

    public void NodeLeft(string nodeId, bool isSilent)
    {
        if (isSilent)
        {
            Log.NodeSilent(Logger, nodeId, Name);
        }
        else
        {
            Log.NodeLeft(Logger, nodeId, Name);
        }
    }

    private bool IsDue(ref long last)
    {
        var before = Volatile.Read(ref last);
        return (before < 0 || _time.GetElapsedTime(before) >= Interval) && Interlocked.CompareExchange(ref last, _time.GetTimestamp(), before) == before;
    }
}
