namespace SocketIoSharp.Cluster;

/// <summary>How nodes get on with each other whose broker does not know who is there.</summary>
public class HeartbeatClusterOptions : ClusterOptions
{
    /// <summary>How long a node is silent before it says that it is there. Default 5 seconds, as in the adapters for Node.js.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a node may be silent before the others forget it. Default 10 seconds, as in the adapters for Node.js.</summary>
    public TimeSpan HeartbeatTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(HeartbeatInterval > TimeSpan.Zero && HeartbeatInterval.TotalMilliseconds < int.MaxValue, $"{nameof(HeartbeatInterval)} must be positive and at most 24 days.");
        Require(HeartbeatTimeout > HeartbeatInterval, $"{nameof(HeartbeatTimeout)} must be longer than {nameof(HeartbeatInterval)}.");
    }
}
