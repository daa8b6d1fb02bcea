using System.Text.Unicode;

namespace SocketIoSharp.Protocol.EngineIo.V3;

/// <summary>
/// Walks the packets of a long-polling body of revision 3 in binary form. Each has a head: a byte that is 0 for text, the digits of its
/// length as one byte each, and 0xFF.
/// </summary>
public struct V3BinaryPayloadReader : IEnginePacketReader
{
    /// <summary>The first byte of a packet in text form.</summary>
    public const byte TextMarker = 0;

    /// <summary>The first byte of a packet in binary form.</summary>
    public const byte BinaryMarker = 1;

    /// <summary>Stands between the length and the packet.</summary>
    public const byte EndOfLength = 0xFF;

    // As many as the largest body has.
    private const int MaxLengthDigits = 10;

    private ReadOnlyMemory<byte> _rest;
    private bool _isMalformed;

    /// <summary>Starts at the first packet of <paramref name="payload"/>. Looks at all heads first: of a body that is cut short no packet is delivered.</summary>
    public V3BinaryPayloadReader(ReadOnlyMemory<byte> payload)
    {
        _rest = payload;
        _isMalformed = !HasWholePackets(payload.Span);
        Current = default;
    }

    /// <inheritdoc/>
    public EnginePacket Current { get; private set; }

    /// <inheritdoc/>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <inheritdoc/>
    public bool TryRead()
    {
        if (_rest.IsEmpty)
        {
            throw new InvalidOperationException("The payload has no further packet.");
        }

        if (_isMalformed || !TryReadHead(_rest.Span, out var start, out var length))
        {
            return Fail();
        }

        var isText = _rest.Span[0] == TextMarker;
        var data = _rest.Slice(start, length);
        _rest = _rest[(start + length)..];
        if (!isText)
        {
            Current = V3PacketCodec.DecodeBinary(data);
            return true;
        }

        if (!Utf8.IsValid(data.Span) || !V3PacketCodec.TryDecodeText(data, out var packet))
        {
            return Fail();
        }

        Current = packet;
        return true;
    }

    private bool Fail()
    {
        _rest = default;
        _isMalformed = true;
        Current = default;
        return false;
    }

    private static bool HasWholePackets(ReadOnlySpan<byte> payload)
    {
        while (!payload.IsEmpty)
        {
            if (!TryReadHead(payload, out var start, out var length))
            {
                return false;
            }

            payload = payload[(start + length)..];
        }

        return true;
    }

    private static bool TryReadHead(ReadOnlySpan<byte> payload, out int start, out int length)
    {
        (start, length) = (0, 0);
        var head = payload[1..Math.Min(payload.Length, MaxLengthDigits + 2)];
        var digits = head.IndexOf(EndOfLength);
        if (digits <= 0)
        {
            return false;
        }

        var value = 0L;
        foreach (var digit in head[..digits])
        {
            if (digit > 9)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        start = digits + 2;
        if (value > payload.Length - start)
        {
            return false;
        }

        length = (int)value;
        return true;
    }
}
