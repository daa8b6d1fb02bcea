using System.Buffers.Binary;

namespace SocketIoSharp.Protocol.MessagePack;

/// <summary>
/// Writes MessagePack as notepack.io does, into memory that is used again for the next packet of the thread. Not thread-safe; nothing checks
/// that containers get what they have announced.
/// </summary>
public sealed class MessagePackWriter
{
    // A buffer that once held a large packet is not kept for the small ones.
    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static MessagePackWriter? t_cached;

    private byte[] _buffer = new byte[1024];
    private int _length;

    private MessagePackWriter()
    {
    }

    /// <summary>Takes the writer of this thread, or a new one. Give it back with <see cref="Return"/>.</summary>
    public static MessagePackWriter Rent()
    {
        var writer = t_cached ?? new MessagePackWriter();
        t_cached = null;
        writer._length = 0;
        return writer;
    }

    /// <summary>Gives the writer back. It must not be used any more.</summary>
    public void Return()
    {
        if (_buffer.Length <= LargestKept)
        {
            t_cached = this;
        }
    }

    /// <summary>A copy of what was written.</summary>
    public byte[] ToArray() => _buffer.AsSpan(0, _length).ToArray();

    /// <summary>Writes JavaScript's <c>null</c>.</summary>
    public void WriteNil() => Reserve(1)[0] = 0xC0;

    /// <summary>Writes JavaScript's <c>undefined</c> in the form of notepack.io 2.2.</summary>
    public void WriteUndefined()
    {
        ReadOnlySpan<byte> bytes = [0xD4, 0x00, 0x00];
        bytes.CopyTo(Reserve(bytes.Length));
    }

    /// <summary>Writes a boolean.</summary>
    public void WriteBoolean(bool value) => Reserve(1)[0] = value ? (byte)0xC3 : (byte)0xC2;

    /// <summary>Writes a number as JavaScript would: an integer in its smallest form if it is one, else a float.</summary>
    public void WriteNumber(double value)
    {
        const double TwoTo63 = 9223372036854775808.0;
        if (double.IsInteger(value) && value is >= -TwoTo63 and < 2 * TwoTo63)
        {
            if (value < TwoTo63)
            {
                WriteInteger((long)value);
            }
            else
            {
                WriteUnsigned((ulong)value);
            }

            return;
        }

        // notepack.io makes an integer of larger ones as well and loses the upper bits; a float keeps the value, and every decoder reads it.
        var bytes = Reserve(9);
        bytes[0] = 0xCB;
        BinaryPrimitives.WriteDoubleBigEndian(bytes[1..], value);
    }

    /// <summary>Writes an integer in its smallest form.</summary>
    public void WriteInteger(long value)
    {
        if (value >= 0)
        {
            WriteUnsigned((ulong)value);
            return;
        }

        switch (value)
        {
            case >= -0x20:
                Reserve(1)[0] = unchecked((byte)value);
                break;
            case >= sbyte.MinValue:
                Prefixed(0xD0, 1, unchecked((ulong)value));
                break;
            case >= short.MinValue:
                Prefixed(0xD1, 2, unchecked((ulong)value));
                break;
            case >= int.MinValue:
                Prefixed(0xD2, 4, unchecked((ulong)value));
                break;
            default:
                Prefixed(0xD3, 8, unchecked((ulong)value));
                break;
        }
    }

    /// <summary>Writes an integer without a sign in its smallest form.</summary>
    public void WriteUnsigned(ulong value)
    {
        switch (value)
        {
            case < 0x80:
                Reserve(1)[0] = (byte)value;
                break;
            case <= byte.MaxValue:
                Prefixed(0xCC, 1, value);
                break;
            case <= ushort.MaxValue:
                Prefixed(0xCD, 2, value);
                break;
            case <= uint.MaxValue:
                Prefixed(0xCE, 4, value);
                break;
            default:
                Prefixed(0xCF, 8, value);
                break;
        }
    }

    /// <summary>Writes a string.</summary>
    public void WriteString(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length < 0x20)
        {
            Reserve(1)[0] = (byte)(0xA0 | utf8.Length);
        }
        else
        {
            Length(0xD9, utf8.Length);
        }

        utf8.CopyTo(Reserve(utf8.Length));
    }

    /// <summary>Writes bytes.</summary>
    public void WriteBinary(ReadOnlySpan<byte> bytes)
    {
        Length(0xC4, bytes.Length);
        bytes.CopyTo(Reserve(bytes.Length));
    }

    /// <summary>Begins an array of so many elements.</summary>
    public void WriteArray(int count) => Container(0x90, 0xDC, count);

    /// <summary>Begins a map of so many pairs.</summary>
    public void WriteMap(int count) => Container(0x80, 0xDE, count);

    private void Container(byte small, byte prefix, int count)
    {
        if (count < 0x10)
        {
            Reserve(1)[0] = (byte)(small | count);
        }
        else if (count <= ushort.MaxValue)
        {
            Prefixed(prefix, 2, (ulong)count);
        }
        else
        {
            Prefixed((byte)(prefix + 1), 4, (ulong)count);
        }
    }

    private void Length(byte prefix, int length)
    {
        switch (length)
        {
            case <= byte.MaxValue:
                Prefixed(prefix, 1, (ulong)length);
                break;
            case <= ushort.MaxValue:
                Prefixed((byte)(prefix + 1), 2, (ulong)length);
                break;
            default:
                Prefixed((byte)(prefix + 2), 4, (ulong)length);
                break;
        }
    }

    private void Prefixed(byte prefix, int size, ulong value)
    {
        var bytes = Reserve(1 + size);
        bytes[0] = prefix;
        for (var i = size; i > 0; i--, value >>= 8)
        {
            bytes[i] = (byte)value;
        }
    }

    private Span<byte> Reserve(int size)
    {
        if (_buffer.Length - _length < size)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(2L * _buffer.Length, (long)_length + size)));
        }

        var bytes = _buffer.AsSpan(_length, size);
        _length += size;
        return bytes;
    }
}
