using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.EngineIo.Revisions;

/// <summary>How a binary message becomes a WebSocket frame. Has no state.</summary>
internal abstract class AttachmentFraming
{
    /// <summary>Frames one attachment of <paramref name="group"/>: what comes first, and the bytes behind it, which are not copied.</summary>
    public abstract (ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body) Frame(FrameGroup group, int attachment);

    /// <summary>The header of a frame, and the first bytes of its payload.</summary>
    protected static byte[] Head(WebSocketOpcode opcode, ReadOnlySpan<byte> prefix, int bodyLength)
    {
        var length = prefix.Length + bodyLength;
        var head = new byte[WebSocketFrameHeader.SizeFor(length) + prefix.Length];
        prefix.CopyTo(head.AsSpan(WebSocketFrameHeader.Write(head, opcode, length)));
        return head;
    }
}
