using System.Buffers.Binary;

namespace SocketIoSharp.Protocol.MessagePack;

/// <summary>
/// Reads MessagePack token by token, in the dialects of notepack.io 2.2 (clients and their parser), notepack.io 3.0 and @msgpack/msgpack 2.8
/// (cluster adapters). Never throws, allocates nothing, and believes no announced length: what is not there is malformed.
/// </summary>
/// <param name="data">One value or several.</param>
public ref struct MessagePackReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;

    /// <summary>The number of bytes that were read.</summary>
    public int Position { get; set; }

    /// <summary>What the reader stands on.</summary>
    public MessagePackTokenType Type { get; private set; }

    /// <summary>The value of an integer; the milliseconds of a date.</summary>
#pragma warning disable CA1720 // MessagePack's own names
    public long Integer { get; private set; }

    /// <summary>The value of a float.</summary>
    public double Float { get; private set; }
#pragma warning restore CA1720

    /// <summary>The bytes of a string or of binary.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The number of elements of an array, or of pairs of a map.</summary>
    public int Count { get; private set; }

    /// <summary>The number of bytes that were not read yet.</summary>
    public readonly int Remaining => _data.Length - Position;

    /// <summary>Whether the token is a number that JavaScript takes for an integer.</summary>
    public readonly bool IsInteger => Type is MessagePackTokenType.Integer or MessagePackTokenType.Unsigned
        || (Type is MessagePackTokenType.Float && double.IsInteger(Float));

    /// <summary>The value of any number, as JavaScript has it.</summary>
    public readonly double Number => Type switch
    {
        MessagePackTokenType.Integer => Integer,
        MessagePackTokenType.Unsigned => (ulong)Integer,
        _ => Float,
    };

    /// <summary>Steps onto the next token. An array or map is followed by its contents.</summary>
    /// <returns><see langword="false"/> when the data is malformed.</returns>
    public bool Read()
    {
        if (Remaining == 0)
        {
            return false;
        }

        var prefix = _data[Position++];
        return prefix switch
        {
            < 0x80 => Number64(prefix),
            < 0x90 => Container(MessagePackTokenType.Map, prefix & 0x0F),
            < 0xA0 => Container(MessagePackTokenType.Array, prefix & 0x0F),
            < 0xC0 => Block(MessagePackTokenType.String, prefix & 0x1F),
            >= 0xE0 => Number64((sbyte)prefix),
            _ => ReadPrefixed(prefix),
        };
    }

    /// <summary>Steps over what the current token has begun.</summary>
    /// <returns><see langword="false"/> when the data is malformed.</returns>
    public bool Skip()
    {
        var open = Contents;
        while (open > 0)
        {
            if (!Read())
            {
                return false;
            }

            open += Contents - 1;
        }

        return true;
    }

    private readonly long Contents => Type switch
    {
        MessagePackTokenType.Array => Count,
        MessagePackTokenType.Map => 2L * Count,
        _ => 0,
    };

    private bool ReadPrefixed(byte prefix) => prefix switch
    {
        0xC0 => Simple(MessagePackTokenType.Nil),
        0xC2 => Simple(MessagePackTokenType.False),
        0xC3 => Simple(MessagePackTokenType.True),
        0xC4 or 0xC5 or 0xC6 => TryLength(prefix - 0xC4, out var length) && Block(MessagePackTokenType.Binary, length),
        0xC7 or 0xC8 or 0xC9 => TryLength(prefix - 0xC7, out var length) && Extension(length, MessagePackTokenType.Binary),
        0xCA => TryTake(4, out var bytes) && Real(BinaryPrimitives.ReadSingleBigEndian(bytes)),
        0xCB => TryTake(8, out var bytes) && Real(BinaryPrimitives.ReadDoubleBigEndian(bytes)),
        0xCC or 0xCD or 0xCE or 0xCF => TryTake(1 << (prefix - 0xCC), out var bytes) && Unsigned(bytes),
        0xD0 or 0xD1 or 0xD2 or 0xD3 => TryTake(1 << (prefix - 0xD0), out var bytes) && Signed(bytes),
        0xD4 => Extension(1, MessagePackTokenType.Undefined),
        0xD7 => Extension(8, MessagePackTokenType.Date),
        0xD5 or 0xD6 or 0xD8 => Extension(1 << (prefix - 0xD4), MessagePackTokenType.Extension),
        0xD9 or 0xDA or 0xDB => TryLength(prefix - 0xD9, out var length) && Block(MessagePackTokenType.String, length),
        0xDC or 0xDD => TryLength(prefix - 0xDB, out var count) && Container(MessagePackTokenType.Array, count),
        0xDE or 0xDF => TryLength(prefix - 0xDD, out var count) && Container(MessagePackTokenType.Map, count),
        _ => false,
    };

    private bool Simple(MessagePackTokenType type)
    {
        Type = type;
        return true;
    }

    private bool Number64(long value)
    {
        Integer = value;
        return Simple(MessagePackTokenType.Integer);
    }

    private bool Real(double value)
    {
        Float = value;
        return Simple(MessagePackTokenType.Float);
    }

    private bool Unsigned(ReadOnlySpan<byte> bytes)
    {
        Integer = bytes.Length switch
        {
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            4 => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            _ => BinaryPrimitives.ReadInt64BigEndian(bytes),
        };
        return Simple(Integer < 0 ? MessagePackTokenType.Unsigned : MessagePackTokenType.Integer);
    }

    private bool Signed(ReadOnlySpan<byte> bytes) => Number64(bytes.Length switch
    {
        1 => (sbyte)bytes[0],
        2 => BinaryPrimitives.ReadInt16BigEndian(bytes),
        4 => BinaryPrimitives.ReadInt32BigEndian(bytes),
        _ => BinaryPrimitives.ReadInt64BigEndian(bytes),
    });

    private bool Block(MessagePackTokenType type, long length)
    {
        if (!TryTake(length, out var bytes))
        {
            return false;
        }

        Bytes = bytes;
        return Simple(type);
    }

    // An element takes a byte at least, a pair two: a count beyond that is a lie.
    private bool Container(MessagePackTokenType type, long count)
    {
        if (count > (type is MessagePackTokenType.Map ? Remaining / 2 : Remaining))
        {
            return false;
        }

        Count = (int)count;
        return Simple(type);
    }

    // Type 0 is notepack's own, and its meaning depends on the format. Type -1 is a time everywhere.
    private bool Extension(long length, MessagePackTokenType own)
    {
        if (!TryTake(1, out var kind) || !Block(kind[0] == 0 ? own : MessagePackTokenType.Extension, length))
        {
            return false;
        }

        if (Type is MessagePackTokenType.Date)
        {
            Integer = BinaryPrimitives.ReadInt64BigEndian(Bytes);
        }
        else if (kind[0] == 0xFF && length is 4 or 8 or 12)
        {
            Integer = Timestamp(Bytes);
            Type = MessagePackTokenType.Timestamp;
        }

        return true;
    }

    // Seconds; 30 bits of nanoseconds and 34 of seconds; or 32 of nanoseconds and 64 of seconds with a sign.
    private static long Timestamp(ReadOnlySpan<byte> bytes)
    {
        const int NanosecondsPerMillisecond = 1_000_000;
        switch (bytes.Length)
        {
            case 4:
                return BinaryPrimitives.ReadUInt32BigEndian(bytes) * 1000L;
            case 8:
                var packed = BinaryPrimitives.ReadUInt64BigEndian(bytes);
                return ((long)(packed & 0x3_FFFF_FFFF) * 1000) + (long)((packed >> 34) / NanosecondsPerMillisecond);
            default:
                var seconds = BinaryPrimitives.ReadInt64BigEndian(bytes[4..]);
                // What is beyond all dates stays beyond them.
                return (Math.Clamp(seconds, long.MinValue / 2000, long.MaxValue / 2000) * 1000)
                    + (BinaryPrimitives.ReadUInt32BigEndian(bytes) / NanosecondsPerMillisecond);
        }
    }

    /// <summary>Reads a length of 1, 2 or 4 bytes: 2 to the power of <paramref name="size"/>.</summary>
    private bool TryLength(int size, out long length)
    {
        length = 0;
        if (!TryTake(1 << size, out var bytes))
        {
            return false;
        }

        foreach (var part in bytes)
        {
            length = (length << 8) | part;
        }

        return true;
    }

    private bool TryTake(long length, out ReadOnlySpan<byte> bytes)
    {
        if (length > Remaining)
        {
            bytes = default;
            return false;
        }

        bytes = _data.Slice(Position, (int)length);
        Position += (int)length;
        return true;
    }
}
