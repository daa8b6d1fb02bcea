namespace SocketIoSharp.Protocol.SocketIo;

/// <summary>Turns the Engine.IO messages of one connection into packets. Keeps state between messages; not thread-safe.</summary>
public abstract class PacketDecoder
{
    /// <summary>Takes one message.</summary>
    /// <param name="message">The message, without Engine.IO's type digit.</param>
    /// <param name="isBinary">Whether it is a binary message.</param>
    /// <param name="packet">The packet, when the result is <see cref="DecodeStatus.Complete"/>.</param>
    /// <param name="reason">Why the message was refused, when the result is <see cref="DecodeStatus.Failed"/>; the connection must be closed then.</param>
    public abstract DecodeStatus Decode(ReadOnlyMemory<byte> message, bool isBinary, out Packet packet, out string? reason);

    /// <summary>Forgets a packet whose attachments have not all arrived.</summary>
    public abstract void Reset();
}
