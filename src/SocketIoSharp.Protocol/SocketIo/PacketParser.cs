using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.Protocol.SocketIo;

/// <summary>
/// A wire format for Socket.IO packets. Both sides of a connection must use the same one. One instance serves all connections of a server, so
/// implementations are thread-safe.
/// </summary>
public abstract class PacketParser
{
    /// <summary>
    /// Encodes a packet to the Engine.IO messages that carry it: <see cref="FrameGroup.FromText"/> and <see cref="FrameGroup.FromParts"/> for a text
    /// message, which starts with Engine.IO's type digit <c>4</c>, and binary messages behind it; <see cref="FrameGroup.FromBinary"/> for a binary message
    /// alone. Called once for a broadcast, however many receive it.
    /// </summary>
    /// <remarks>
    /// The packet's JSON is used again after the call, so it must be copied; attachments are never changed and may be referenced. An exception
    /// reaches the caller of the emit, and nothing is sent to anybody.
    /// </remarks>
    public abstract FrameGroup Encode(in Packet packet);

    /// <summary>Creates the decoder of one connection.</summary>
    public abstract PacketDecoder CreateDecoder();
}
