namespace SocketIoSharp.Protocol.EngineIo;

/// <summary>Walks the packets of a long-polling body: text packets separated by <c>0x1E</c>.</summary>
public struct EnginePayloadReader : IEnginePacketReader
{
    /// <summary>The ASCII record separator between two packets.</summary>
    public const byte Separator = 0x1E;

    private ReadOnlyMemory<byte> _rest;
    private bool _ended;

    /// <summary>Starts at the first packet of <paramref name="payload"/>, which must be valid UTF-8.</summary>
    public EnginePayloadReader(ReadOnlyMemory<byte> payload)
    {
        _rest = payload;
        _ended = false;
        Current = default;
    }

    /// <summary>The packet that the last successful <see cref="TryRead"/> found.</summary>
    public EnginePacket Current { get; private set; }

    /// <summary>Whether all packets were read.</summary>
    public readonly bool IsAtEnd => _ended;

    /// <summary>Reads the next packet into <see cref="Current"/>.</summary>
    /// <returns><see langword="false"/> when the next packet is malformed; an empty payload is one malformed packet.</returns>
    /// <exception cref="InvalidOperationException">All packets were read.</exception>
    public bool TryRead()
    {
        if (_ended)
        {
            throw new InvalidOperationException("The payload has no further packet.");
        }

        var end = _rest.Span.IndexOf(Separator);
        var text = end < 0 ? _rest : _rest[..end];
        _ended = end < 0;
        _rest = _ended ? default : _rest[(end + 1)..];

        if (!EnginePacketCodec.TryDecode(text, out var packet))
        {
            return false;
        }

        Current = packet;
        return true;
    }
}
