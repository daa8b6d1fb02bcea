using SocketIoSharp.EngineIo.Requests;
using SocketIoSharp.EngineIo.Sessions;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.EngineIo.V3;

namespace SocketIoSharp.EngineIo.Revisions.V3;

/// <summary>The revision of clients before 2020.</summary>
internal sealed class Revision3 : EngineRevision
{
    private static readonly TextPayloads Text = new();
    private static readonly BinaryPayloads Binary = new();
    private static readonly TypedFraming Typed = new();
    private static readonly TypedBase64Framing Base64 = new();

    public override Heartbeat CreateHeartbeat(EngineClock clock, long interval, long timeout) => new ClientHeartbeat(clock, interval, timeout);

    public override PayloadFormat PayloadsFor(EngineHandshake handshake) =>
        JsonpCallbackOf(handshake) is { } callback ? new JsonpPayloads(Text, callback)
        : EngineRequest.AsksForBase64(handshake.Query) ? Text
        : Binary;

    public override AttachmentFraming FramingFor(bool prefersBase64) => prefersBase64 ? Base64 : Typed;

    public override bool TryDecodeText(ReadOnlyMemory<byte> text, out EnginePacket packet) => V3PacketCodec.TryDecodeText(text, out packet);

    public override EnginePacket DecodeBinary(ReadOnlyMemory<byte> data) => V3PacketCodec.DecodeBinary(data);
}
