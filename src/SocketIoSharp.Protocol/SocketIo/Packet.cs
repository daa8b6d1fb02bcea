namespace SocketIoSharp.Protocol.SocketIo;

/// <summary>
/// One Socket.IO packet. A view: the JSON of a decoded packet is valid until the decoder is used again, that of a packet to encode
/// must be valid until the parser has returned. Attachments are never reused and may be kept.
/// </summary>
/// <param name="Type">The packet type; never one of the binary variants.</param>
/// <param name="Namespace">The namespace, <c>/</c> for the main one.</param>
/// <param name="AckId">The ack id, or <see cref="NoAck"/>.</param>
/// <param name="Json">The payload as JSON in UTF-8, binary replaced by placeholders; empty when there is none.</param>
/// <param name="Attachments">The binary parts, in the order of their placeholders' numbers.</param>
public readonly record struct Packet(
    PacketType Type, string Namespace, long AckId, ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte>[] Attachments)
{
    /// <summary>The <see cref="AckId"/> of a packet that wants no answer.</summary>
    public const long NoAck = -1;

    /// <summary>A packet without ack id and attachments.</summary>
    public Packet(PacketType type, string @namespace, ReadOnlyMemory<byte> json = default)
        : this(type, @namespace, NoAck, json, [])
    {
    }

    /// <summary>Whether the sender wants an answer, or the packet is one.</summary>
    public bool HasAckId => AckId != NoAck;
}
