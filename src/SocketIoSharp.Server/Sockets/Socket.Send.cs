using SocketIoSharp.Acks;
using SocketIoSharp.Protocol.Payloads;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp;

public sealed partial class Socket
{
    internal override Task SendAsync(PayloadWriter writer) => SendEventAsync(writer, isVolatile: false, compress: true);

    internal override AckRequest Request(PayloadWriter writer) => SendWithAck(writer, isVolatile: false, compress: true, timeout: null);

    internal Task SendEventAsync(PayloadWriter writer, bool isVolatile, bool compress) =>
        SendPacketAsync(PacketType.Event, Packet.NoAck, writer, isVolatile, compress);

    internal Task SendAckAsync(PayloadWriter writer, long ackId) => SendPacketAsync(PacketType.Ack, ackId, writer, isVolatile: false, compress: true);

    internal Task SendAckErrorAsync(long ackId, string message)
    {
        using var writer = PayloadWriter.Rent(Server.Options.Json);
        writer.Write(new AckError(message));
        return SendAckAsync(writer, ackId);
    }

    internal AckRequest SendWithAck(PayloadWriter writer, bool isVolatile, bool compress, TimeSpan? timeout)
    {
        var ack = new SingleAck(Server);
        var id = Namespace.NextAckId();
        if (ExpectAck(id, ack, timeout))
        {
            _ = SendPacketAsync(PacketType.Event, id, writer, isVolatile, compress);
        }
        else
        {
            ack.OnDisconnected(this);
        }

        return new AckRequest(ack);
    }

    /// <summary>Notes that an answer is owed, before the packet leaves, so that the fastest answer finds it.</summary>
    /// <returns><see langword="false"/> when the socket is disconnected.</returns>
    internal bool ExpectAck(long id, AckSink sink, TimeSpan? timeout)
    {
        var wait = timeout ?? Server.Options.AckTimeout;
        var deadline = wait == System.Threading.Timeout.InfiniteTimeSpan ? PendingAcks.Never : Server.Now + (long)wait.TotalMilliseconds;
        if (!PendingAcks.TryAdd(id, sink, deadline))
        {
            return false;
        }

        if (deadline != PendingAcks.Never)
        {
            Connection.Session.RequestDeadline(wait);
        }

        return true;
    }

    private Task SendPacketAsync(PacketType type, long ackId, PayloadWriter writer, bool isVolatile, bool compress)
    {
        if (CurrentState is State.Disconnected)
        {
            return Task.CompletedTask;
        }

        var (json, attachments) = writer.Complete();
        var frames = Server.Parser.Encode(new Packet(type, Namespace.Name, ackId, json, attachments));
        return Connection.Session.SendAsync(compress ? frames : frames.WithoutCompression(), isVolatile);
    }
}
