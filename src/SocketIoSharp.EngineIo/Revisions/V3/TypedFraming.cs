using SocketIoSharp.Protocol.EngineIo.V3;
using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.EngineIo.Revisions.V3;

/// <summary>A type byte and the bytes in a binary frame.</summary>
internal sealed class TypedFraming : AttachmentFraming
{
    public override (ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body) Frame(FrameGroup group, int attachment, byte[] space)
    {
        var body = group.Attachments[attachment];
        return (Head(space, WebSocketOpcode.Binary, [V3PacketCodec.MessageType], body.Length), body);
    }
}
