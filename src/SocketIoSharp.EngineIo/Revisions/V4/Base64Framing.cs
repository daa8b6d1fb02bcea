using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.EngineIo.Revisions.V4;

/// <summary><c>b</c> and base64 in a text frame.</summary>
internal sealed class Base64Framing : AttachmentFraming
{
    public override (ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body) Frame(FrameGroup group, int attachment, byte[] space)
    {
        var body = group.Base64(attachment);
        return (Head(space, WebSocketOpcode.Text, [], body.Length), body);
    }
}
