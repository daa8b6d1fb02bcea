using SocketIoSharp.Acks;
using SocketIoSharp.Broadcasting;
using SocketIoSharp.Rooms;

namespace SocketIoSharp.Adapters;

/// <summary>Delivers to the sockets of this process: one frame, queued for each receiver.</summary>
internal sealed class InMemoryAdapter(Namespace @namespace) : Adapter(@namespace)
{
    public override Task BroadcastAsync(BroadcastTarget target, OutgoingPacket packet)
    {
        using var recipients = RecipientSet.Select(Namespace, target);
        foreach (var socket in recipients.Sockets)
        {
            socket.Connection.Session.TrySend(packet.Frames, target.IsVolatile);
        }

        return Task.CompletedTask;
    }

    public override void BroadcastWithAck(BroadcastTarget target, OutgoingPacket packet, BroadcastAcks acks)
    {
        using var recipients = RecipientSet.Select(Namespace, target);
        foreach (var socket in recipients.Sockets)
        {
            if (socket.PendingAcks.TryAdd(packet.Packet.AckId, acks, PendingAcks.Never))
            {
                acks.AddReceiver(socket, packet.Packet.AckId);
                socket.Connection.Session.TrySend(packet.Frames, target.IsVolatile);
            }
        }
    }
}
