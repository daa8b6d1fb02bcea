using SocketIoSharp.Adapters;
using SocketIoSharp.Cluster;

namespace SocketIoSharp.Server.Tests.Cluster;

/// <summary>An adapter with one fault: it publishes something else than it should.</summary>
internal sealed class FaultyBusAdapter : HeartbeatClusterAdapter
{
    private readonly ClusterBus _bus;
    private readonly IDisposable _membership;
    private readonly Func<ClusterMessage, IEnumerable<ClusterMessage>> _distort;

    public FaultyBusAdapter(Namespace @namespace, ClusterBus bus, Func<ClusterMessage, IEnumerable<ClusterMessage>> distort)
        : base(@namespace, new HeartbeatClusterOptions())
    {
        _bus = bus;
        _distort = distort;
        _membership = bus.Join(bytes =>
        {
            if (Codec.TryRead(bytes, out var message, out _))
            {
                OnMessage(message);
            }
        });
    }

    public bool IgnoresLocal { get; init; }

    public override async Task CloseAsync()
    {
        await base.CloseAsync();
        _membership.Dispose();
    }

    public override Task BroadcastAsync(BroadcastTarget target, OutgoingPacket packet) =>
        base.BroadcastAsync(IgnoresLocal ? target with { IsLocal = false } : target, packet);

    protected override Task<string?> PublishAsync(ClusterMessage message)
    {
        foreach (var published in _distort(message))
        {
            _bus.Send(Codec.WriteMessagePack(published));
        }

        return Task.FromResult<string?>(null);
    }

    protected override Task PublishResponseAsync(string requesterId, ClusterMessage response) => PublishAsync(response);
}
