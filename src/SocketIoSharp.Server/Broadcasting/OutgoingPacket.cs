using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Broadcasting;

/// <summary>A packet on its way out: serialised once and framed once, however many receive it. Immutable; may be kept.</summary>
internal sealed class OutgoingPacket
{
    private OutgoingPacket(in Packet packet, FrameGroup frames)
    {
        Frames = frames;

        // The default format carries the JSON as it is: the frame's own bytes serve for both.
        var json = frames.Body.Length == packet.Json.Length ? frames.Body : packet.Json.ToArray();
        Packet = packet with { Json = json };
    }

    /// <summary>The packet; its memory stays valid.</summary>
    public Packet Packet { get; }

    /// <summary>The packet as it is queued for each receiver.</summary>
    public FrameGroup Frames { get; }

    public static OutgoingPacket Encode(in Packet packet, PacketParser parser) => new(packet, parser.Encode(packet));
}
