using System.Buffers.Binary;
using System.Text;

namespace SocketIoSharp.Protocol.Tests.WebSockets;

/// <summary>A frame as a client sends it, or as it should not.</summary>
internal sealed record ClientFrame(int Opcode, byte[] Payload)
{
    public const int Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10;

    private static readonly byte[] AnyKey = [0x37, 0xFA, 0x21, 0x3D];

    public bool IsFinal { get; init; } = true;

    /// <summary>RSV1 to RSV3, as the bits 4, 2 and 1.</summary>
    public int ReservedBits { get; init; }

    /// <summary>The masking key; <see langword="null"/> leaves the frame unmasked.</summary>
    public byte[]? Key { get; init; } = AnyKey;

    /// <summary>The bytes of the extended length, 0, 2 or 8; absent means the shortest form.</summary>
    public int? LengthSize { get; init; }

    /// <summary>The length that the header states, where it is not that of the payload.</summary>
    public ulong? StatedLength { get; init; }

    public static ClientFrame OfText(string text) => new(Text, Encoding.UTF8.GetBytes(text));

    public static ClientFrame OfText(params byte[] utf8) => new(Text, utf8);

    public static ClientFrame OfBinary(params byte[] bytes) => new(Binary, bytes);

    public static ClientFrame OfContinuation(params byte[] bytes) => new(Continuation, bytes);

    public static ClientFrame OfContinuation(string text) => new(Continuation, Encoding.UTF8.GetBytes(text));

    public static ClientFrame OfClose(int code, string reason = "") =>
        new(Close, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);

    /// <summary>The same frame as a fragment that is not the last.</summary>
    public ClientFrame AsPart() => this with { IsFinal = false };

    public byte[] ToBytes() =>
        [(byte)((IsFinal ? 0x80 : 0) | (ReservedBits << 4) | Opcode), .. LengthBytes(), .. Key ?? [], .. Key is null ? Payload : Masked(Key)];

    private byte[] LengthBytes()
    {
        var length = StatedLength ?? (ulong)Payload.Length;
        var mask = Key is null ? 0 : 0x80;
        Span<byte> extended = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(extended, length);
        return (LengthSize ?? (length < 126 ? 0 : length <= 65535 ? 2 : 8)) switch
        {
            0 => [(byte)(mask | (int)length)],
            2 => [(byte)(mask | 126), .. extended[6..]],
            _ => [(byte)(mask | 127), .. extended],
        };
    }

    private byte[] Masked(byte[] key) => [.. Payload.Select((value, index) => (byte)(value ^ key[index % 4]))];
}
