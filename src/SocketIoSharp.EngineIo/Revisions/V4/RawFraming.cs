using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.EngineIo.Revisions.V4;

/// <summary>The bytes alone in a binary frame.</summary>
internal sealed class RawFraming : AttachmentFraming
{
    public override (ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body) Frame(FrameGroup group, int attachment, byte[] space)
    {
        var body = group.Attachments[attachment];
        return (Head(space, WebSocketOpcode.Binary, [], body.Length), body);
    }
}
