using SocketIoSharp.Acks;
using SocketIoSharp.Protocol.Payloads;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp;

public sealed partial class Socket
{
    internal override Task SendAsync(PayloadWriter writer) => SendEventAsync(writer, isVolatile: false);

    internal override AckRequest Request(PayloadWriter writer) => SendWithAck(writer, isVolatile: false, timeout: null);

    internal Task SendEventAsync(PayloadWriter writer, bool isVolatile) => SendPacketAsync(PacketType.Event, Packet.NoAck, writer, isVolatile);

    internal Task SendAckAsync(PayloadWriter writer, long ackId) => SendPacketAsync(PacketType.Ack, ackId, writer, isVolatile: false);

    internal Task SendAckErrorAsync(long ackId, string message)
    {
        using var writer = PayloadWriter.Rent(Server.Options.Json);
        writer.Write(new AckError(message));
        return SendAckAsync(writer, ackId);
    }

    internal AckRequest SendWithAck(PayloadWriter writer, bool isVolatile, TimeSpan? timeout)
    {
        var ack = new SingleAck(Server);
        var id = Namespace.NextAckId();
        var wait = timeout ?? Server.Options.AckTimeout;
        var deadline = wait == System.Threading.Timeout.InfiniteTimeSpan ? PendingAcks.Never : Server.Now + (long)wait.TotalMilliseconds;

        // Before the packet leaves, so that the fastest answer finds it.
        if (!PendingAcks.TryAdd(id, ack, deadline))
        {
            ack.OnDisconnected(this);
            return new AckRequest(ack);
        }

        if (deadline != PendingAcks.Never)
        {
            Connection.Session.RequestDeadline(wait);
        }

        _ = SendPacketAsync(PacketType.Event, id, writer, isVolatile);
        return new AckRequest(ack);
    }

    private Task SendPacketAsync(PacketType type, long ackId, PayloadWriter writer, bool isVolatile)
    {
        if (CurrentState is State.Disconnected)
        {
            return Task.CompletedTask;
        }

        var (json, attachments) = writer.Complete();
        return Connection.Session.SendAsync(Server.Parser.Encode(new Packet(type, Namespace.Name, ackId, json, attachments)), isVolatile);
    }
}
