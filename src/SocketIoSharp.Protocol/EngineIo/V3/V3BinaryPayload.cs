using System.Buffers;
using System.Buffers.Text;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.Protocol.EngineIo.V3;

/// <summary>Joins frame groups to the body of a poll response of revision 3 in binary form, which only a batch with attachments is sent in.</summary>
public static class V3BinaryPayload
{
    private const int MaxHeadSize = 12;

    /// <summary>Whether the groups hold anything binary.</summary>
    public static bool IsNeededFor(ReadOnlySpan<FrameGroup> groups)
    {
        foreach (var group in groups)
        {
            if (group.Attachments.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The length in bytes of what <see cref="Write"/> writes for the same groups.</summary>
    public static long GetLength(ReadOnlySpan<FrameGroup> groups)
    {
        var length = 0L;
        foreach (var group in groups)
        {
            length += group.HasText ? HeadSizeFor(group.Text.Length) + group.Text.Length : 0;
            foreach (var attachment in group.Attachments)
            {
                length += HeadSizeFor(attachment.Length + 1) + attachment.Length + 1;
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
                WriteHead(output, V3BinaryPayloadReader.TextMarker, group.Text.Length);
                output.Write(group.Text.Span);
            }

            foreach (var attachment in group.Attachments)
            {
                WriteHead(output, V3BinaryPayloadReader.BinaryMarker, attachment.Length + 1);
                output.Write([V3PacketCodec.MessageType]);
                output.Write(attachment.Span);
            }
        }
    }

    private static int HeadSizeFor(int length)
    {
        Span<byte> head = stackalloc byte[MaxHeadSize];
        return FormatHead(head, V3BinaryPayloadReader.TextMarker, length);
    }

    private static void WriteHead(IBufferWriter<byte> output, byte marker, int length)
    {
        Span<byte> head = stackalloc byte[MaxHeadSize];
        output.Write(head[..FormatHead(head, marker, length)]);
    }

    private static int FormatHead(Span<byte> head, byte marker, int length)
    {
        head[0] = marker;
        _ = Utf8Formatter.TryFormat(length, head[1..], out var digits);
        foreach (ref var digit in head.Slice(1, digits))
        {
            digit -= (byte)'0';
        }

        head[digits + 1] = V3BinaryPayloadReader.EndOfLength;
        return digits + 2;
    }
}
