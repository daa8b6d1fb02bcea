using System.Buffers.Binary;
using SocketIoSharp.Benchmarks.Dialects;

namespace SocketIoSharp.Benchmarks.Load;

/// <summary>Finds the messages in what a server sends, without keeping more of them than their first octets.</summary>
internal sealed class FrameScanner(Dialect dialect)
{
    private const int MaxHeader = 10;
    private const int MaxHead = 16;

    private readonly byte[] _header = new byte[MaxHeader];
    private readonly byte[] _head = new byte[MaxHead];
    private int _headerLength;
    private int _headLength;
    private long _remaining;
    private long _length;
    private bool _isInFrame;
    private bool _isFinal;
    private bool _isBinary;
    private int _records;

    /// <summary>Takes what was received, up to the end of the next message.</summary>
    /// <returns>Whether a message has ended.</returns>
    public bool TryRead(ref ReadOnlySpan<byte> bytes, out FrameMeaning meaning, out int replies)
    {
        (meaning, replies) = (FrameMeaning.None, 0);
        while (bytes.Length > 0 || (_isInFrame && _remaining == 0))
        {
            if (!_isInFrame && !TryReadHeader(ref bytes))
            {
                return false;
            }

            ReadPayload(ref bytes);
            if (_remaining > 0)
            {
                return false;
            }

            _isInFrame = false;
            if (_isFinal)
            {
                meaning = dialect.Read(_isBinary, _head.AsSpan(0, _headLength), _length);
                replies = meaning is not FrameMeaning.Reply ? 0 : dialect.Separator is null ? 1 : _records;
                (_length, _headLength, _records) = (0, 0, 0);
                return true;
            }
        }

        return false;
    }

    private bool TryReadHeader(ref ReadOnlySpan<byte> bytes)
    {
        var needed = HeaderSize();
        while (_headerLength < needed && bytes.Length > 0)
        {
            _header[_headerLength++] = bytes[0];
            bytes = bytes[1..];
            needed = HeaderSize();
        }

        if (_headerLength < needed)
        {
            return false;
        }

        _remaining = _header[1] switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
            127 => (long)BinaryPrimitives.ReadUInt64BigEndian(_header.AsSpan(2)),
            var length => length,
        };
        _length += _remaining;
        _isFinal = (_header[0] & 0x80) != 0;
        _isBinary = (_header[0] & 0x0f) switch { 0 => _isBinary, 2 => true, _ => false };
        _headerLength = 0;
        return _isInFrame = true;
    }

    private int HeaderSize() => _headerLength < 2 ? 2 : _header[1] switch { 126 => 4, 127 => 10, _ => 2 };

    private void ReadPayload(ref ReadOnlySpan<byte> bytes)
    {
        var part = bytes[..(int)Math.Min(_remaining, bytes.Length)];
        if (_headLength < MaxHead)
        {
            var kept = part[..Math.Min(MaxHead - _headLength, part.Length)];
            kept.CopyTo(_head.AsSpan(_headLength));
            _headLength += kept.Length;
        }

        if (dialect.Separator is { } separator)
        {
            _records += part.Count(separator);
        }

        _remaining -= part.Length;
        bytes = bytes[part.Length..];
    }
}
