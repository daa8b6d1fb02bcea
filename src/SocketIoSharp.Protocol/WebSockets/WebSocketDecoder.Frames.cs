namespace SocketIoSharp.Protocol.WebSockets;

// The rules of a single frame.
public sealed partial class WebSocketDecoder
{
    private const byte ReservedBits = 0x70;
    private const int MaxControlPayload = 125;

    private WebSocketReadStatus ReadFrame(Memory<byte> input, out WebSocketFrame frame, out WebSocketReadResult error)
    {
        frame = default;
        Ahead = default;
        var span = input.Span;
        if (!TryReadHeader(span, out var header, out error))
        {
            return error.Status;
        }

        if ((uint)(span.Length - header.Size) < header.Length)
        {
            var isMessage = header.IsFinal && !header.IsCompressed && !IsInMessage && !header.IsControl;
            Ahead = new WebSocketFrameAhead(header.Opcode, header.Size, (int)header.Length, isMessage);
            return WebSocketReadStatus.NeedMoreBytes;
        }

        var payload = input.Slice(header.Size, (int)header.Length);
        WebSocketMask.Apply(payload.Span, header.Mask);
        frame = new WebSocketFrame(header, payload);
        return WebSocketReadStatus.Message;
    }

    /// <returns>Whether a header is there that the rules and the limits allow; otherwise the error says that bytes are lacking, or what is wrong.</returns>
    private bool TryReadHeader(ReadOnlySpan<byte> span, out WebSocketClientHeader header, out WebSocketReadResult error)
    {
        header = default;
        error = default;
        if (span.Length < 2)
        {
            return false;
        }

        if (CheckFirstBytes(span[0], span[1]) is { } violation)
        {
            error = WebSocketReadResult.Failed(WebSocketCloseCode.ProtocolError, violation);
            return false;
        }

        if (!WebSocketClientHeader.TryRead(span, out header))
        {
            return false;
        }

        error = CheckLimits(header.Opcode, header.Length);
        return error.Status is not WebSocketReadStatus.Failed;
    }

    private string? CheckFirstBytes(byte first, byte second)
    {
        var opcode = (WebSocketOpcode)(first & 0x0F);
        var isControl = opcode >= WebSocketOpcode.Close;
        return opcode switch
        {
            _ when (first & ReservedBits) is not 0 and var bits && !MayBeCompressed(opcode, bits) => "a reserved bit is set",
            not (<= WebSocketOpcode.Binary or (>= WebSocketOpcode.Close and <= WebSocketOpcode.Pong)) => "unknown opcode",
            _ when (second & 0x80) == 0 => "the frame is not masked",
            _ when isControl && (first & 0x80) == 0 => "a control frame is fragmented",
            _ when isControl && (second & 0x7F) > MaxControlPayload => "a control frame is longer than 125 bytes",
            WebSocketOpcode.Continuation when !IsInMessage => "a continuation without a message",
            WebSocketOpcode.Text or WebSocketOpcode.Binary when IsInMessage => "a new message inside a fragmented one",
            _ => null,
        };
    }

    private WebSocketReadResult CheckLimits(WebSocketOpcode opcode, ulong length)
    {
        if (opcode >= WebSocketOpcode.Close)
        {
            return default;
        }

        var received = IsInMessage ? _received : 0;
        return length > (ulong)(limits.MaxMessageBytes - received) ? TooLarge() : default;
    }

    // Only the first frame of a message says so.
    private bool MayBeCompressed(WebSocketOpcode opcode, int reservedBits) =>
        inflater is not null && reservedBits == WebSocketClientHeader.CompressedBit && opcode is WebSocketOpcode.Text or WebSocketOpcode.Binary;

    private readonly record struct WebSocketFrame(WebSocketClientHeader Header, ReadOnlyMemory<byte> Payload)
    {
        public WebSocketOpcode Opcode => Header.Opcode;

        public bool IsFinal => Header.IsFinal;

        public bool IsCompressed => Header.IsCompressed;

        public bool IsControl => Header.IsControl;

        public int Size => Header.Size + Payload.Length;
    }
}
