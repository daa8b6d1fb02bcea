using System.Buffers;
using SocketIoSharp.EngineIo.Transports;
using SocketIoSharp.Protocol.EngineIo.V3;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Revisions.V3;

/// <summary>Packets with their lengths in front, binary as base64. A POST may be of either form.</summary>
internal class TextPayloads : PayloadFormat
{
    public override long GetLength(ReadOnlySpan<FrameGroup> groups) => V3TextPayload.GetLength(groups);

    public override void Write(IBufferWriter<byte> output, ReadOnlySpan<FrameGroup> groups) => V3TextPayload.Write(output, groups);

    public sealed override bool Accepts(string? contentType) => true;

    public sealed override ValueTask DeliverAsync(EngineSession session, in PostBody body, string? contentType) =>
        contentType == Octets ? DeliverAsync(session, new V3BinaryPayloadReader(body.Bytes)) : DeliverTextAsync(session, body.Text);

    public sealed override ValueTask DeliverTextAsync(EngineSession session, ReadOnlyMemory<byte> payload) =>
        DeliverAsync(session, new V3TextPayloadReader(payload));
}
