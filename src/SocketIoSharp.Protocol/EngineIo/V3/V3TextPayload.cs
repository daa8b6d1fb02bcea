using System.Buffers;
using System.Buffers.Text;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.Protocol.EngineIo.V3;

/// <summary>Joins frame groups to the body of a poll response of revision 3 in text form: each packet after its length in UTF-16 code units, binary as <c>b4</c> and base64.</summary>
public static class V3TextPayload
{
    private const int MaxHeadSize = 12;

    /// <summary>The length in bytes of what <see cref="Write"/> writes for the same groups.</summary>
    public static long GetLength(ReadOnlySpan<FrameGroup> groups)
    {
        var length = 0L;
        foreach (var group in groups)
        {
            if (group.HasText)
            {
                length += HeadSizeFor(group.TextUnits) + group.Text.Length;
            }

            for (var i = 0; i < group.Attachments.Count; i++)
            {
                var units = group.Base64(i).Length + 1;
                length += HeadSizeFor(units) + units;
            }
        }

        return length;
    }

    /// <summary>Writes the packets of <paramref name="groups"/> in order.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<FrameGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(output);
        foreach (var group in groups)
        {
            if (group.HasText)
            {
                WriteHead(output, group.TextUnits);
                output.Write(group.Text.Span);
            }

            for (var i = 0; i < group.Attachments.Count; i++)
            {
                // Kept with the "b" of revision 4 in front.
                var base64 = group.Base64(i).Span[1..];
                WriteHead(output, V3PacketCodec.BinaryMarker.Length + base64.Length);
                output.Write(V3PacketCodec.BinaryMarker);
                output.Write(base64);
            }
        }
    }

    private static int HeadSizeFor(int units)
    {
        Span<byte> head = stackalloc byte[MaxHeadSize];
        return FormatHead(head, units);
    }

    private static void WriteHead(IBufferWriter<byte> output, int units)
    {
        Span<byte> head = stackalloc byte[MaxHeadSize];
        output.Write(head[..FormatHead(head, units)]);
    }

    private static int FormatHead(Span<byte> head, int units)
    {
        _ = Utf8Formatter.TryFormat(units, head, out var digits);
        head[digits] = (byte)':';
        return digits + 1;
    }
}
