using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SocketIoSharp.Protocol.WebSockets;

/// <summary>The header of a frame from client to server. Reads what is there; whether it is allowed is for others to say.</summary>
/// <param name="FirstByte">The flags and the opcode.</param>
/// <param name="Size">The size of the header in bytes.</param>
/// <param name="Length">The length of the payload.</param>
/// <param name="Mask">The key that the payload is masked with, in memory order.</param>
internal readonly record struct WebSocketClientHeader(byte FirstByte, int Size, ulong Length, uint Mask)
{
    public const byte CompressedBit = 0x40;
    public const int MaskSize = 4;

    private const byte FinalBit = 0x80;
    private const byte OpcodeBits = 0x0F;
    private const byte ShortLength = 0x7F;

    public WebSocketOpcode Opcode => (WebSocketOpcode)(FirstByte & OpcodeBits);

    public bool IsFinal => (FirstByte & FinalBit) != 0;

    public bool IsCompressed => (FirstByte & CompressedBit) != 0;

    public bool IsControl => Opcode >= WebSocketOpcode.Close;

    /// <returns><see langword="false"/> while bytes are lacking.</returns>
    public static bool TryRead(ReadOnlySpan<byte> input, out WebSocketClientHeader header)
    {
        header = default;
        if (input.Length < 2)
        {
            return false;
        }

        var lengthSize = (input[1] & ShortLength) switch { 126 => 2, 127 => 8, _ => 0 };
        var size = 2 + lengthSize + MaskSize;
        if (input.Length < size)
        {
            return false;
        }

        var length = lengthSize switch
        {
            0 => (ulong)(input[1] & ShortLength),
            2 => BinaryPrimitives.ReadUInt16BigEndian(input[2..]),
            _ => BinaryPrimitives.ReadUInt64BigEndian(input[2..]),
        };
        header = new WebSocketClientHeader(input[0], size, length, MemoryMarshal.Read<uint>(input[(size - MaskSize)..]));
        return true;
    }
}
