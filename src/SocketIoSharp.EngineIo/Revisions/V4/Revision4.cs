using SocketIoSharp.EngineIo.Sessions;
using SocketIoSharp.Protocol.EngineIo;

namespace SocketIoSharp.EngineIo.Revisions.V4;

/// <summary>The revision of clients since 2020.</summary>
internal sealed class Revision4 : EngineRevision
{
    private static readonly SeparatedPayloads Payloads = new();
    private static readonly RawFraming Raw = new();
    private static readonly Base64Framing Base64 = new();

    public override Heartbeat CreateHeartbeat(EngineClock clock, long interval, long timeout) => new ServerHeartbeat(clock, interval, timeout);

    public override PayloadFormat PayloadsFor(EngineHandshake handshake) =>
        JsonpCallbackOf(handshake) is { } callback ? new JsonpPayloads(Payloads, callback) : Payloads;

    public override AttachmentFraming FramingFor(bool prefersBase64) => prefersBase64 ? Base64 : Raw;

    public override bool TryDecodeText(ReadOnlyMemory<byte> text, out EnginePacket packet) => EnginePacketCodec.TryDecode(text, out packet);

    public override EnginePacket DecodeBinary(ReadOnlyMemory<byte> data) => EnginePacket.Binary(data);
}
