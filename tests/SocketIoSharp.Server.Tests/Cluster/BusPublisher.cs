using SocketIoSharp.Cluster;

namespace SocketIoSharp.Server.Tests.Cluster;

/// <summary>What an emitter sends by.</summary>
internal sealed class BusPublisher(ClusterBus bus) : IClusterPublisher
{
    private readonly ClusterMessageCodec _codec = new(1 << 20, 64);

    /// <summary>What is sent in the place of a message, for publishers with a fault.</summary>
    public Func<ClusterMessage, IEnumerable<ClusterMessage>> Distort { get; init; } = message => [message];

    public Task PublishAsync(ClusterMessage message)
    {
        foreach (var published in Distort(message))
        {
            bus.Send(_codec.WriteMessagePack(published));
        }

        return Task.CompletedTask;
    }
}
