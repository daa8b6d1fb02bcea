using SocketIoSharp.Acks;
using SocketIoSharp.Limits;
using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.Payloads;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp;

public sealed partial class Socket
{
    internal override Task SendAsync(PayloadWriter writer) => SendEventAsync(writer, isVolatile: false, compress: true);

    internal override AckRequest Request(PayloadWriter writer) => SendWithAck(writer, isVolatile: false, compress: true, timeout: null);

    internal Task SendEventAsync(PayloadWriter writer, bool isVolatile, bool compress) =>
        IsStored && !isVolatile ? SendStoredAsync(writer, compress)
        : CurrentState is State.Disconnected ? Task.CompletedTask
        : SendFramesAsync(Encode(PacketType.Event, Packet.NoAck, writer, compress), isVolatile);

    internal FrameGroup EncodeAck(PayloadWriter writer, long ackId) => Encode(PacketType.Ack, ackId, writer, compress: true);

    internal Task SendFramesAsync(FrameGroup frames, bool isVolatile = false) =>
        CurrentState is State.Disconnected ? Task.CompletedTask : Connection.Session.SendAsync(frames, isVolatile);

    internal Task SendAckErrorAsync(long ackId, string message, TimeSpan? retryAfter = null)
    {
        using var writer = PayloadWriter.Rent(Server.Options.Json);
        writer.Write(new AckError(message, retryAfter?.TotalSeconds));
        return SendFramesAsync(EncodeAck(writer, ackId));
    }

    internal AckRequest SendWithAck(PayloadWriter writer, bool isVolatile, bool compress, TimeSpan? timeout)
    {
        var ack = new SingleAck(Server);
        var id = Namespace.NextAckId();

        // What the parser cannot encode fails here, before an answer is waited for.
        var frames = Encode(PacketType.Event, id, writer, compress);
        if (ExpectAck(id, ack, timeout))
        {
            _ = SendFramesAsync(frames, isVolatile);
        }
        else if (CurrentState is State.Disconnected)
        {
            ack.OnDisconnected(this);
        }
        else
        {
            throw new InvalidOperationException(
                $"The client owes {Server.Options.MaxPendingAcks} answers already (SocketIoOptions.MaxPendingAcks). Ask for fewer at a time, or give them less time.");
        }

        return new AckRequest(ack);
    }

    /// <summary>Notes that an answer is owed, before the packet leaves, so that the fastest answer finds it.</summary>
    /// <returns><see langword="false"/> when the socket is disconnected.</returns>
    internal bool ExpectAck(long id, AckSink sink, TimeSpan? timeout)
    {
        var wait = timeout ?? Server.Options.AckTimeout;
        var deadline = wait == System.Threading.Timeout.InfiniteTimeSpan ? PendingAcks.Never : Server.Now + (long)wait.TotalMilliseconds;
        var asked = Metrics.IsTimingAcks ? Server.Time.GetTimestamp() : PendingAcks.Untimed;
        if (!PendingAcks.TryAdd(id, sink, deadline, asked, Server.Options.MaxPendingAcks, out var isFull))
        {
            if (isFull)
            {
                Connection.Report(ServerLimit.PendingAcks);
            }

            return false;
        }

        if (deadline != PendingAcks.Never)
        {
            Connection.Session.RequestDeadline(wait);
        }

        return true;
    }

    /// <summary>Gives up the answers that are overdue.</summary>
    /// <returns>The next deadline.</returns>
    internal long ExpireAcks(long now)
    {
        var (next, overdue) = PendingAcks.Expire(now);
        if (overdue > 0)
        {
            Metrics.AcksTimedOut(overdue);
        }

        return next;
    }

    /// <summary>Takes an answer. One that nobody waits for, or not any longer, is ignored.</summary>
    internal void CompleteAck(long id, ReadOnlySpan<byte> json, ReadOnlyMemory<byte>[] attachments)
    {
        if (PendingAcks.TryTake(id, out var sink, out var asked))
        {
            if (asked != PendingAcks.Untimed)
            {
                Metrics.AckReceived(asked);
            }

            sink.OnAnswer(json, attachments);
        }
    }

    private FrameGroup Encode(PacketType type, long ackId, PayloadWriter writer, bool compress)
    {
        var (json, attachments) = writer.Complete();
        var packet = new Packet(type, Namespace.Name, ackId, json, attachments);
        var frames = Server.Parser.Encode(packet);
        Server.PacketTrace.Sent(packet, Id);
        if (type is PacketType.Event)
        {
            ShowOutgoing(json, attachments);
        }

        return compress ? frames : frames.WithoutCompression();
    }
}
