using System.Buffers;
using SocketIoSharp.Protocol.EngineIo;

namespace SocketIoSharp.Protocol.Frames;

/// <summary>Joins frame groups to the body of one poll response.</summary>
public static class PollingPayload
{
    /// <summary>The length in bytes of what <see cref="Write"/> writes for the same groups.</summary>
    public static long GetLength(ReadOnlySpan<FrameGroup> groups)
    {
        var length = 0L;
        foreach (var group in groups)
        {
            length += group.HasText ? group.Text.Length + 1 : 0;
            for (var i = 0; i < group.Attachments.Count; i++)
            {
                length += group.Base64(i).Length + 1;
            }
        }

        // There is one separator less than there are packets.
        return Math.Max(0, length - 1);
    }

    /// <summary>Writes the packets of <paramref name="groups"/> in order, separated by <c>0x1E</c>.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<FrameGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(output);
        var isFirst = true;
        foreach (var group in groups)
        {
            if (group.HasText)
            {
                WritePacket(output, group.Text.Span, ref isFirst);
            }

            for (var i = 0; i < group.Attachments.Count; i++)
            {
                WritePacket(output, group.Base64(i).Span, ref isFirst);
            }
        }
    }

    private static void WritePacket(IBufferWriter<byte> output, ReadOnlySpan<byte> packet, ref bool isFirst)
    {
        if (!isFirst)
        {
            output.Write([EnginePayloadReader.Separator]);
        }

        isFirst = false;
        output.Write(packet);
    }
}
