using SocketIoSharp.Cluster;

namespace SocketIoSharp.Server.Tests.Cluster;

/// <summary>What an emitter sends by.</summary>
internal sealed class BusPublisher(ClusterBus bus) : IClusterPublisher
{
    private readonly ClusterMessageCodec _codec = new(1 << 20, 64);

    public Task PublishAsync(ClusterMessage message)
    {
        bus.Send(_codec.WriteMessagePack(message));
        return Task.CompletedTask;
    }
}
