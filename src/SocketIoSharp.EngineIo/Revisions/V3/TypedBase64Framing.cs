using SocketIoSharp.Protocol.EngineIo.V3;
using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.EngineIo.Revisions.V3;

/// <summary><c>b4</c> and base64 in a text frame.</summary>
internal sealed class TypedBase64Framing : AttachmentFraming
{
    public override (ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body) Frame(FrameGroup group, int attachment, byte[] space)
    {
        // Kept with the "b" of revision 4 in front.
        var body = group.Base64(attachment)[1..];
        return (Head(space, WebSocketOpcode.Text, V3PacketCodec.BinaryMarker, body.Length), body);
    }
}
