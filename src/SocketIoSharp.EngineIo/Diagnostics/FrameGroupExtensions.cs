using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Diagnostics;

/// <summary>Tells the packets in a queue from what the transport itself has put there.</summary>
internal static class FrameGroupExtensions
{
    // The bit of a WebSocket opcode that marks control frames.
    private const byte Control = 0x08;

    /// <summary>Whether the group is of packets, and not a control frame of a WebSocket.</summary>
    public static bool IsPacket(this FrameGroup group) => !group.HasText || (group.WebSocketText.Span[0] & Control) == 0;
}
