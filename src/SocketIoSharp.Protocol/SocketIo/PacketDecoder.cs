namespace SocketIoSharp.Protocol.SocketIo;

/// <summary>
/// Turns the Engine.IO messages of one connection into packets. May keep state between messages; called by one thread at a time, in the order of
/// the messages.
/// </summary>
public abstract class PacketDecoder
{
    /// <summary>The reason for which a packet is refused that is nested deeper than <see cref="ProtocolLimits.MaxJsonDepth"/> allows: whoever gives it has the limit counted.</summary>
    public const string TooDeep = "payload nested too deep";

    /// <summary>Takes one message.</summary>
    /// <remarks>
    /// The packet's JSON must be well-formed, an object for CONNECT and an array for events and answers, and stay as it is until the next call. Attachments may be
    /// kept by whoever reads them, for ever. Neither the namespace nor the list of attachments may be <see langword="null"/>. An exception is logged and
    /// closes this connection, as <see cref="DecodeStatus.Failed"/> does; others do not notice.
    /// </remarks>
    /// <param name="message">The message, without Engine.IO's type digit. Its memory is used again after the call.</param>
    /// <param name="isBinary">Whether it is a binary message.</param>
    /// <param name="packet">
    /// The packet, when the result is <see cref="DecodeStatus.Complete"/>. With <see cref="DecodeStatus.Incomplete"/> its type and its namespace, where they are
    /// known already: a packet that nobody expects is refused before the rest of it is kept. Else the default.
    /// </param>
    /// <param name="reason">Why the message was refused, when the result is <see cref="DecodeStatus.Failed"/>; the connection must be closed then.</param>
    public abstract DecodeStatus Decode(ReadOnlyMemory<byte> message, bool isBinary, out Packet packet, out string? reason);

    /// <summary>Takes one binary message whose memory is never used again, so that it need not be copied.</summary>
    /// <inheritdoc cref="Decode"/>
    public virtual DecodeStatus DecodeOwned(ReadOnlyMemory<byte> message, out Packet packet, out string? reason) =>
        Decode(message, isBinary: true, out packet, out reason);

    /// <summary>Forgets a packet whose attachments have not all arrived.</summary>
    public abstract void Reset();
}
