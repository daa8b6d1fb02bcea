namespace SocketIoSharp.Cluster;

/// <summary>How nodes get on with each other whose broker keeps messages in one order.</summary>
public class OrderedClusterOptions : ClusterOptions
{
    /// <summary>
    /// The memory in bytes, roughly, that each namespace spends on messages that the broker has not taken or not given back yet. Default 64 MiB. They are sent when it can be reached
    /// again. Beyond it the oldest go first: other nodes do not get them, and they are counted and logged as lost.
    /// </summary>
    public int MaxPendingBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// With <see cref="SocketIoOptions.ConnectionStateRecovery"/> a node's own events come to its clients by way of the broker, because their place among the others' is known there. An event that
    /// is not back after this time is delivered without an offset, and so are those behind it, until the broker is as fast as that again. Default 2 seconds. A client that loses its connection
    /// afterwards can get such an event a second time.
    /// </summary>
    public TimeSpan LocalDeliveryTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How often connected sockets are looked at, so that what a client can come back to is kept before it is lost: clients of a process that was killed are recovered, with the data
    /// that they had up to this time before, and with their rooms, which are kept a tenth of a second after they have changed. Default 5 seconds. A socket costs one write when it is connected, one
    /// whenever its rooms or its data have changed, and one in half of
    /// <see cref="ConnectionStateRecovery.MaxDisconnectionDuration"/>. <see cref="Timeout.InfiniteTimeSpan"/> keeps sockets when they are disconnected, as the adapters for Node.js do.
    /// </summary>
    public TimeSpan SessionSaveInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(MaxPendingBytes >= 1024, $"{nameof(MaxPendingBytes)} must be at least 1,024.");
        Require(LocalDeliveryTimeout > TimeSpan.Zero && LocalDeliveryTimeout.TotalMilliseconds < int.MaxValue, $"{nameof(LocalDeliveryTimeout)} must be positive and at most 24 days.");
        Require(
            SessionSaveInterval == Timeout.InfiniteTimeSpan || (SessionSaveInterval > TimeSpan.Zero && SessionSaveInterval.TotalMilliseconds < int.MaxValue),
            $"{nameof(SessionSaveInterval)} must be positive and at most 24 days, or infinite.");
    }
}
