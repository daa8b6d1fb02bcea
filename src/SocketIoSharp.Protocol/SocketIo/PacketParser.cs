using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.Protocol.SocketIo;

/// <summary>A wire format for Socket.IO packets. Both sides of a connection must use the same one. Implementations are thread-safe.</summary>
public abstract class PacketParser
{
    /// <summary>Encodes a packet to the Engine.IO messages that carry it. Attachments are referenced, everything else is copied.</summary>
    public abstract FrameGroup Encode(in Packet packet);

    /// <summary>Creates the decoder of one connection.</summary>
    public abstract PacketDecoder CreateDecoder();
}
