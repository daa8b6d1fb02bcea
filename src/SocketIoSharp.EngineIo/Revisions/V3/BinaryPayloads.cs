using System.Buffers;
using SocketIoSharp.Protocol.EngineIo.V3;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Revisions.V3;

/// <summary>The same, but answers that hold something binary are in binary form.</summary>
internal sealed class BinaryPayloads : TextPayloads
{
    public override string ContentTypeFor(ReadOnlySpan<FrameGroup> groups) => V3BinaryPayload.IsNeededFor(groups) ? Octets : Text;

    public override long GetLength(ReadOnlySpan<FrameGroup> groups) =>
        V3BinaryPayload.IsNeededFor(groups) ? V3BinaryPayload.GetLength(groups) : base.GetLength(groups);

    public override void Write(IBufferWriter<byte> output, ReadOnlySpan<FrameGroup> groups)
    {
        if (V3BinaryPayload.IsNeededFor(groups))
        {
            V3BinaryPayload.Write(output, groups);
        }
        else
        {
            base.Write(output, groups);
        }
    }
}
