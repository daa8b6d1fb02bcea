using System.Buffers.Text;

namespace SocketIoSharp.Protocol.EngineIo.V3;

/// <summary>Walks the packets of a long-polling body of revision 3 in text form: <c>6:4hello2:4€</c>, where a length is a number of UTF-16 code units.</summary>
public struct V3TextPayloadReader : IEnginePacketReader
{
    // As many as the largest body has; leading zeros are nobody's habit.
    private const int MaxLengthDigits = 10;

    private ReadOnlyMemory<byte> _rest;
    private bool _ended;

    /// <summary>Starts at the first packet of <paramref name="payload"/>, which must be valid UTF-8.</summary>
    public V3TextPayloadReader(ReadOnlyMemory<byte> payload)
    {
        _rest = payload;
        _ended = false;
        Current = default;
    }

    /// <inheritdoc/>
    public EnginePacket Current { get; private set; }

    /// <inheritdoc/>
    public readonly bool IsAtEnd => _ended;

    /// <inheritdoc/>
    /// <remarks>An empty payload is malformed. A packet of no characters, which is none, is read as one of no type.</remarks>
    public bool TryRead()
    {
        if (_ended)
        {
            throw new InvalidOperationException("The payload has no further packet.");
        }

        if (!TryReadLength(out var units) || !TryMeasure(_rest.Span, units, out var size))
        {
            _ended = true;
            return false;
        }

        var text = _rest[..size];
        _rest = _rest[size..];
        _ended = _rest.IsEmpty;
        Current = default;
        if (text.IsEmpty)
        {
            return true;
        }

        if (!V3PacketCodec.TryDecodeText(text, out var packet))
        {
            _ended = true;
            return false;
        }

        Current = packet;
        return true;
    }

    private bool TryReadLength(out long units)
    {
        units = 0;
        var head = _rest.Span[..Math.Min(_rest.Length, MaxLengthDigits + 1)];
        var digits = head.IndexOf((byte)':');
        if (digits <= 0 || head[..digits].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        _ = Utf8Parser.TryParse(head[..digits], out units, out _);
        _rest = _rest[(digits + 1)..];
        return true;
    }

    /// <summary>Finds the bytes that are so many code units. A half of a surrogate pair cannot be cut off.</summary>
    private static bool TryMeasure(ReadOnlySpan<byte> utf8, long units, out int size)
    {
        size = 0;
        while (units > 0)
        {
            var window = utf8[size..];
            window = window[..(int)Math.Min(units, window.Length)];
            var ascii = window.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            var run = ascii < 0 ? window.Length : ascii;
            size += run;
            units -= run;
            if (units == 0)
            {
                return true;
            }

            if (size >= utf8.Length)
            {
                return false;
            }

            var (bytes, cost) = utf8[size] switch { < 0xE0 => (2, 1), < 0xF0 => (3, 1), _ => (4, 2) };
            size += bytes;
            units -= cost;
        }

        return units == 0 && size <= utf8.Length;
    }
}
