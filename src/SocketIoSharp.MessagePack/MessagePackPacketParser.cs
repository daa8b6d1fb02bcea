using SocketIoSharp.Protocol.MessagePack;
using SocketIoSharp.MessagePack.Packets;
using SocketIoSharp.Protocol;
using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.MessagePack;

/// <summary>
/// The wire format of <c>socket.io-msgpack-parser</c>: each packet is one MessagePack map in one binary message. Thread-safe.
/// </summary>
/// <remarks>
/// Applications see JSON all the same, through their own serialiser contracts. A JavaScript <c>Date</c> arrives as an ISO 8601 string,
/// <c>undefined</c> as an absent property or <c>null</c>, NaN and the infinities as <c>null</c>, typed arrays and buffers as binary. Dates are
/// sent as the strings that the serialiser makes of them.
/// </remarks>
public sealed class MessagePackPacketParser : PacketParser
{
    /// <summary>The binary values that one packet may hold unless told otherwise: 1024. The reference has no limit.</summary>
    public const int DefaultMaxAttachments = 1024;

    // The reference writes the keys of this one packet in another order.
    private static ReadOnlySpan<byte> InvalidNamespace => "{\"message\":\"Invalid namespace\"}"u8;

    private readonly ProtocolLimits _limits;

    /// <summary>Creates a parser.</summary>
    /// <param name="limits">The deepest nesting, in both directions, and the most binary values of a received packet. Default: the usual
    /// depth, and <see cref="DefaultMaxAttachments"/>.</param>
    public MessagePackPacketParser(ProtocolLimits? limits = null) =>
        _limits = limits ?? ProtocolLimits.Default with { MaxAttachments = DefaultMaxAttachments };

    /// <inheritdoc/>
    /// <exception cref="System.Text.Json.JsonException">The payload is nested too deep, or an object in it cannot be told from the stand-in of a binary value.</exception>
    public override FrameGroup Encode(in Packet packet)
    {
        var output = MessagePackWriter.Rent();
        try
        {
            Write(output, packet);
            return FrameGroup.FromBinary(output.ToArray());
        }
        finally
        {
            output.Return();
        }
    }

    /// <inheritdoc/>
    public override PacketDecoder CreateDecoder() => new MessagePackPacketDecoder(_limits);

    // Decoders do not mind the order of the keys; it is the reference server's, so that packets are equal to the byte.
    private void Write(MessagePackWriter output, in Packet packet)
    {
        output.WriteMap(2 + (packet.HasAckId ? 1 : 0) + (packet.Json.IsEmpty ? 0 : 1));
        if (packet.Type is PacketType.Ack)
        {
            WriteId(output, packet);
        }

        output.WriteString("type"u8);
        output.WriteUnsigned((ulong)packet.Type);
        var isNamespaceFirst = packet.Type is PacketType.ConnectError && packet.Json.Span.SequenceEqual(InvalidNamespace);
        if (isNamespaceFirst)
        {
            WriteNamespace(output, packet);
        }

        WriteData(output, packet, isNamespaceFirst);
        if (packet.Type is not PacketType.Ack)
        {
            WriteId(output, packet);
        }

        if (!isNamespaceFirst)
        {
            WriteNamespace(output, packet);
        }
    }

    private void WriteData(MessagePackWriter output, in Packet packet, bool isComplete)
    {
        if (packet.Json.IsEmpty)
        {
            return;
        }

        // Properties that the reference sends even if they have no value.
        var absent = isComplete ? default
            : packet.Type is PacketType.Connect ? "pid"u8
            : packet.Type is PacketType.ConnectError ? "data"u8
            : default;
        output.WriteString("data"u8);
        JsonToMessagePack.Write(packet.Json.Span, packet.Attachments, _limits.MaxJsonDepth, output, absent);
    }

    private static void WriteId(MessagePackWriter output, in Packet packet)
    {
        if (packet.HasAckId)
        {
            output.WriteString("id"u8);
            output.WriteInteger(packet.AckId);
        }
    }

    private static void WriteNamespace(MessagePackWriter output, in Packet packet)
    {
        output.WriteString("nsp"u8);
        output.WriteString(System.Text.Encoding.UTF8.GetBytes(packet.Namespace));
    }
}
