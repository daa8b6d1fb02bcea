using SocketIoSharp.Acks;
using SocketIoSharp.Broadcasting;

namespace SocketIoSharp.Adapters;

/// <summary>
/// Delivers the broadcasts of one namespace. The built-in one reaches the sockets of this process; an adapter for a cluster also passes them on
/// to other nodes. Members are called from any thread.
/// </summary>
internal abstract class Adapter
{
    /// <summary>Creates the adapter of a namespace.</summary>
    protected Adapter(Namespace @namespace)
    {
        ArgumentNullException.ThrowIfNull(@namespace);
        Namespace = @namespace;
    }

    /// <summary>The namespace that the adapter serves.</summary>
    public Namespace Namespace { get; }

    /// <summary>Delivers an event. Must not wait for any receiver.</summary>
    public abstract Task BroadcastAsync(BroadcastTarget target, OutgoingPacket packet);

    /// <summary>Delivers an event of which each receiver owes an answer.</summary>
    public abstract void BroadcastWithAck(BroadcastTarget target, OutgoingPacket packet, BroadcastAcks acks);
}
