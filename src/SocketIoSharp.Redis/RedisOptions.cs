using SocketIoSharp.Cluster;

namespace SocketIoSharp.Redis;

/// <summary>How nodes find each other in Redis. All nodes need the same <see cref="Key"/>. Set before the server starts.</summary>
public class RedisOptions : ClusterOptions
{
    /// <summary>What the names of all channels start with. Default <c>socket.io</c>, as with Node.js.</summary>
    public string Key { get; set; } = "socket.io";

    /// <summary>
    /// Whether an answer goes to a channel of the node that has asked, instead of one to which all listen. Default <see langword="false"/>, as with Node.js, where nodes of old versions
    /// hear only the common one. Set it when nodes ask much: answers then cost the others nothing.
    /// </summary>
    public bool PublishOnSpecificResponseChannel { get; set; }

    /// <summary>
    /// The most bytes that may wait for Redis. Default 64 MiB. More is not sent to the other nodes: it is counted and logged as lost, and reaches this node's clients all the same.
    /// </summary>
    public long MaxPendingBytes { get; set; } = 64 * 1024 * 1024;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(!string.IsNullOrEmpty(Key), $"{nameof(Key)} must not be empty.");
        Require(MaxPendingBytes >= 1024, $"{nameof(MaxPendingBytes)} must be at least 1,024.");
    }
}
