using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.EngineIo.Revisions;

/// <summary>How a binary message becomes a WebSocket frame. Has no state.</summary>
internal abstract class AttachmentFraming
{
    /// <summary>The space that <see cref="Frame"/> needs for what comes first.</summary>
    public const int MaxHeadSize = WebSocketFrameHeader.MaxSize + 2;

    /// <summary>Frames one attachment of <paramref name="group"/>: what comes first, and the bytes behind it, which are not copied.</summary>
    /// <param name="group">The group.</param>
    /// <param name="attachment">The number of the attachment.</param>
    /// <param name="space">Where what comes first is written: the caller's, so that it can be used again for the next one.</param>
    public abstract (ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body) Frame(FrameGroup group, int attachment, byte[] space);

    /// <summary>The header of a frame, and the first bytes of its payload.</summary>
    protected static ReadOnlyMemory<byte> Head(byte[] space, WebSocketOpcode opcode, ReadOnlySpan<byte> prefix, int bodyLength)
    {
        var size = WebSocketFrameHeader.Write(space, opcode, prefix.Length + bodyLength);
        prefix.CopyTo(space.AsSpan(size));
        return space.AsMemory(0, size + prefix.Length);
    }
}
