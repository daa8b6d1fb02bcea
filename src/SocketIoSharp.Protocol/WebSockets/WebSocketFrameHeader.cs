using System.Buffers.Binary;

namespace SocketIoSharp.Protocol.WebSockets;

/// <summary>The header of a frame from server to client: final, unmasked, without extensions.</summary>
public static class WebSocketFrameHeader
{
    /// <summary>The largest header that <see cref="Write"/> writes, in bytes.</summary>
    public const int MaxSize = 10;

    /// <summary>The size of the header of a payload of <paramref name="length"/> bytes.</summary>
    public static int SizeFor(int length) => length switch
    {
        < 126 => 2,
        <= ushort.MaxValue => 4,
        _ => MaxSize,
    };

    /// <summary>Writes the header of a whole message or control frame.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Write(Span<byte> output, WebSocketOpcode opcode, int length)
    {
        output[0] = (byte)(0x80 | (byte)opcode);
        var size = SizeFor(length);
        switch (size)
        {
            case 2:
                output[1] = (byte)length;
                break;
            case 4:
                output[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(output[2..], (ushort)length);
                break;
            default:
                output[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(output[2..], (ulong)length);
                break;
        }

        return size;
    }
}
