namespace SocketIoSharp.Cluster;

/// <summary>Carries what a process without a server tells the nodes of a cluster: the part of a broker that a <see cref="SocketIoEmitter"/> needs. Members are called from any thread.</summary>
public interface IClusterPublisher
{
    /// <summary>Sends a message to all nodes, in the order of the calls.</summary>
    /// <param name="message">The message, of one of the types 3 to 6 or 9, without a request.</param>
    /// <returns>A task that is complete when the broker has taken the message.</returns>
    Task PublishAsync(ClusterMessage message);
}
