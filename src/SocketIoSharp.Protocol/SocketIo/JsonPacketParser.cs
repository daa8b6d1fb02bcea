using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.Protocol.SocketIo;

/// <summary>The default wire format: a text header and JSON, attachments as binary messages behind it.</summary>
public sealed class JsonPacketParser : PacketParser
{
    private const int StackLimit = 256;
    private readonly ProtocolLimits _limits;

    /// <summary>Creates a parser whose decoders keep to <paramref name="limits"/>.</summary>
    public JsonPacketParser(ProtocolLimits? limits = null) => _limits = limits ?? ProtocolLimits.Default;

    /// <inheritdoc/>
    public override FrameGroup Encode(in Packet packet)
    {
        var size = PacketHeader.MaxSize(packet.Namespace);
        var header = size <= StackLimit ? stackalloc byte[StackLimit] : new byte[size];
        var length = PacketHeader.Write(header, packet);
        return FrameGroup.FromParts(header[..length], packet.Json.Span, packet.Attachments);
    }

    /// <inheritdoc/>
    public override PacketDecoder CreateDecoder() => new JsonPacketDecoder(_limits);
}
