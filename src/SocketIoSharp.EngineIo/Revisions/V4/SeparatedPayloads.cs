using System.Buffers;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Revisions.V4;

/// <summary>Packets in text form with a separator between them.</summary>
internal sealed class SeparatedPayloads : PayloadFormat
{
    public override long GetLength(ReadOnlySpan<FrameGroup> groups) => PollingPayload.GetLength(groups);

    public override void Write(IBufferWriter<byte> output, ReadOnlySpan<FrameGroup> groups) => PollingPayload.Write(output, groups);

    public override ValueTask DeliverTextAsync(EngineSession session, ReadOnlyMemory<byte> payload) =>
        DeliverAsync(session, new EnginePayloadReader(payload));
}
