using SocketIoSharp.Acks;
using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.SocketIo;
using SocketIoSharp.Rooms;

namespace SocketIoSharp.Adapters;

// What happens on this node, whatever a derived adapter does.
public partial class Adapter
{
    /// <summary>Queues an event for the sockets of this node. The path of every broadcast: nothing is allocated for a receiver and nothing waits.</summary>
    internal void Deliver(BroadcastTarget target, OutgoingPacket packet)
    {
        packet.MarkDelivered();
        using var recipients = RecipientSet.Select(Namespace, target);
        if (recipients.Sockets.IsEmpty)
        {
            return;
        }

        var frames = packet.FramesFor(Namespace, target);
        var count = 0;
        foreach (var socket in recipients.Sockets)
        {
            socket.ShowOutgoing(packet);
            count += Send(socket, frames, target);
        }

        Count(count, packet.Json, packet.Attachments);
    }

    /// <summary>The same for an event that no adapter needs to see. Unless a catch-all handler does, its frame is all that is allocated.</summary>
    internal void Deliver(BroadcastTarget target, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments)
    {
        var encoded = Namespace.Server.Parser.Encode(new Packet(PacketType.Event, Namespace.Name, Packet.NoAck, json, attachments));
        var frames = target.Compress ? encoded : encoded.WithoutCompression();
        using var recipients = RecipientSet.Select(Namespace, target);
        OutgoingPacket? packet = null;
        var count = 0;
        foreach (var socket in recipients.Sockets)
        {
            if (socket.WatchesOutgoing)
            {
                socket.ShowOutgoing(packet ??= OutgoingPacket.Frame(Namespace, json, attachments));
            }

            count += Send(socket, frames, target);
        }

        Count(count, json, attachments);
    }

    /// <summary>The same for a caller that holds a lock, under which no handler of the application may run.</summary>
    /// <returns>The receivers whose outgoing catch-all handlers are still to be shown the event; <see langword="null"/> when there are none.</returns>
    internal List<Socket>? Queue(BroadcastTarget target, OutgoingPacket packet)
    {
        packet.MarkDelivered();
        using var recipients = RecipientSet.Select(Namespace, target);
        if (recipients.Sockets.IsEmpty)
        {
            return null;
        }

        List<Socket>? watched = null;
        var count = 0;
        var frames = packet.FramesFor(Namespace, target);
        foreach (var socket in recipients.Sockets)
        {
            count += Send(socket, frames, target);
            if (socket.WatchesOutgoing)
            {
                (watched ??= []).Add(socket);
            }
        }

        Count(count, packet.Json, packet.Attachments);
        return watched;
    }

    /// <summary>Tells a client that it is connected, behind what it has missed and before everything else, and lets its socket receive.</summary>
    internal virtual void Admit(Socket socket, FrameGroup connect, RestoredSession? restored)
    {
        foreach (var packet in restored?.MissedPackets ?? [])
        {
            socket.Connection.Session.TrySend(packet.FramesFor(Namespace, BroadcastTarget.Everyone));
        }

        socket.Connection.Session.TrySend(connect);
        Namespace.Add(socket);
    }

    /// <summary>A socket is disconnected for good: what was kept of it while it was connected is of no use any more.</summary>
    internal virtual void Discard(Socket socket)
    {
    }

    internal void AskLocal(BroadcastTarget target, OutgoingPacket packet, AnswerCollector answers)
    {
        packet.MarkDelivered();
        using var recipients = RecipientSet.Select(Namespace, target);
        var id = Namespace.NextAckId();
        var frames = packet.FramesFor(Namespace, target, id);
        var sink = new CollectedAck(answers);
        var (count, delivered) = (0, 0);
        foreach (var socket in recipients.Sockets)
        {
            // Before the packet leaves, so that the fastest answer finds it.
            if (socket.ExpectAck(id, sink, target.AckTimeout))
            {
                count++;
                socket.ShowOutgoing(packet);
                delivered += Send(socket, frames, target);
            }
        }

        Count(delivered, packet.Json, packet.Attachments);
        answers.AddReceivers(count);
    }

    private void Count(int receivers, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments)
    {
        Namespace.Server.Metrics.Delivered(receivers);
        Namespace.Server.PacketTrace.Broadcast(Namespace.Name, json, attachments, receivers);
    }

    /// <returns>1 when it was queued.</returns>
    private static int Send(Socket socket, FrameGroup frames, BroadcastTarget target) =>
        socket.Connection.Session.TrySend(frames, target.IsVolatile) ? 1 : 0;

    internal void AddLocal(BroadcastTarget target, IReadOnlyList<string> rooms)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        foreach (var socket in GetLocalSockets(target))
        {
            foreach (var room in rooms)
            {
                socket.JoinOrReport(room);
            }
        }
    }

    internal void DelLocal(BroadcastTarget target, IReadOnlyList<string> rooms)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        foreach (var socket in GetLocalSockets(target))
        {
            foreach (var room in rooms)
            {
                socket.Membership.Leave(room);
            }
        }
    }

    internal void DisconnectLocal(BroadcastTarget target, bool close)
    {
        foreach (var socket in GetLocalSockets(target))
        {
            _ = socket.DisconnectAsync(close);
        }
    }
}
