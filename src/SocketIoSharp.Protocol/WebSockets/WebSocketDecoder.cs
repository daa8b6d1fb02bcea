using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace SocketIoSharp.Protocol.WebSockets;

/// <summary>
/// Reads the frames of one client (RFC 6455): masking, fragmentation, control frames between fragments, limits and UTF-8.
/// A message in one frame is unmasked in place and handed out as a view; only fragments and compressed messages are copied. Not thread-safe.
/// </summary>
/// <param name="limits">What is accepted.</param>
/// <param name="inflater">Inflates compressed messages; without one there must be none.</param>
public sealed class WebSocketDecoder(WebSocketLimits limits, IWebSocketInflater? inflater = null)
{
    private const byte CompressedBit = 0x40;
    private const byte ReservedBits = 0x70;

    private const int MaskSize = 4;
    private const int MaxControlPayload = 125;

    private ArrayBufferWriter<byte>? _message;
    private WebSocketOpcode _messageOpcode;
    private int _fragments;
    private int _received;
    private bool _isCompressed;

    /// <summary>Whether a message has begun and not yet ended.</summary>
    public bool IsInMessage => _fragments > 0;

    /// <summary>Reads the next message or control frame from <paramref name="input"/>, whose bytes are changed by unmasking.</summary>
    /// <param name="input">The bytes received and not yet consumed.</param>
    /// <param name="consumed">How many bytes of <paramref name="input"/> were used; the others must come again in front of new ones.</param>
    public WebSocketReadResult Read(Memory<byte> input, out int consumed)
    {
        consumed = 0;
        while (true)
        {
            var status = ReadFrame(input[consumed..], out var frame, out var error);
            if (status is not WebSocketReadStatus.Message)
            {
                return error;
            }

            consumed += frame.Size;
            var result = frame.IsControl ? ReadControl(frame) : ReadData(frame);
            if (result.Status is not WebSocketReadStatus.NeedMoreBytes)
            {
                return result;
            }
        }
    }

    private WebSocketReadStatus ReadFrame(Memory<byte> input, out WebSocketFrame frame, out WebSocketReadResult error)
    {
        frame = default;
        error = default;
        var span = input.Span;
        if (span.Length < 2)
        {
            return WebSocketReadStatus.NeedMoreBytes;
        }

        if (CheckFirstBytes(span[0], span[1]) is { } violation)
        {
            error = WebSocketReadResult.Failed(WebSocketCloseCode.ProtocolError, violation);
            return WebSocketReadStatus.Failed;
        }

        var lengthSize = (span[1] & 0x7F) switch { 126 => 2, 127 => 8, _ => 0 };
        var headerSize = 2 + lengthSize + MaskSize;
        if (span.Length < headerSize)
        {
            return WebSocketReadStatus.NeedMoreBytes;
        }

        var length = lengthSize switch
        {
            0 => (ulong)(span[1] & 0x7F),
            2 => BinaryPrimitives.ReadUInt16BigEndian(span[2..]),
            _ => BinaryPrimitives.ReadUInt64BigEndian(span[2..]),
        };
        var opcode = (WebSocketOpcode)(span[0] & 0x0F);
        if (CheckLimits(opcode, length) is { Status: WebSocketReadStatus.Failed } refusal)
        {
            error = refusal;
            return WebSocketReadStatus.Failed;
        }

        if ((ulong)(span.Length - headerSize) < length)
        {
            return WebSocketReadStatus.NeedMoreBytes;
        }

        var payload = input.Slice(headerSize, (int)length);
        WebSocketMask.Apply(payload.Span, MemoryMarshal.Read<uint>(span[(headerSize - MaskSize)..]));
        frame = new WebSocketFrame(opcode, (span[0] & 0x80) != 0, (span[0] & CompressedBit) != 0, payload, headerSize + (int)length);
        return WebSocketReadStatus.Message;
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
        inflater is not null && reservedBits == CompressedBit && opcode is WebSocketOpcode.Text or WebSocketOpcode.Binary;

    private WebSocketReadResult TooLarge() =>
        WebSocketReadResult.Failed(WebSocketCloseCode.MessageTooBig, $"the message is larger than {limits.MaxMessageBytes} bytes");

    private WebSocketReadResult ReadData(WebSocketFrame frame)
    {
        if (frame.IsFinal && !IsInMessage && !frame.IsCompressed)
        {
            return Complete(frame.Opcode, frame.Payload);
        }

        if (!IsInMessage)
        {
            _messageOpcode = frame.Opcode;
            _isCompressed = frame.IsCompressed;
            _received = 0;
            _message = new ArrayBufferWriter<byte>();
        }

        if (++_fragments > limits.MaxFragments)
        {
            return WebSocketReadResult.Failed(WebSocketCloseCode.PolicyViolation, $"the message has more than {limits.MaxFragments} fragments");
        }

        _received += frame.Payload.Length;
        if (Append(frame) is { Status: WebSocketReadStatus.Failed } refusal)
        {
            return refusal;
        }

        if (!frame.IsFinal)
        {
            return WebSocketReadResult.NeedMoreBytes;
        }

        var message = _message!.WrittenMemory;
        _message = null;
        _fragments = 0;
        return Complete(_messageOpcode, message);
    }

    private WebSocketReadResult Append(WebSocketFrame frame)
    {
        var message = _message!;
        if (!_isCompressed)
        {
            message.Write(frame.Payload.Span);
            return default;
        }

        return inflater!.Inflate(frame.Payload, frame.IsFinal, message, limits.MaxMessageBytes - message.WrittenCount) switch
        {
            WebSocketInflateStatus.TooLarge => TooLarge(),
            WebSocketInflateStatus.Invalid => WebSocketReadResult.Failed(WebSocketCloseCode.InvalidPayload, "a message is no compressed data"),
            _ => default,
        };
    }

    private static WebSocketReadResult Complete(WebSocketOpcode opcode, ReadOnlyMemory<byte> payload) =>
        opcode is WebSocketOpcode.Text && !Utf8.IsValid(payload.Span)
            ? WebSocketReadResult.Failed(WebSocketCloseCode.InvalidPayload, "a text message is not valid UTF-8")
            : WebSocketReadResult.Found(WebSocketReadStatus.Message, opcode, payload);

    private static WebSocketReadResult ReadControl(WebSocketFrame frame)
    {
        if (frame.Opcode is WebSocketOpcode.Close && frame.Payload.Length > 0)
        {
            var payload = frame.Payload.Span;
            if (payload.Length == 1 || !WebSocketCloseCode.IsValid(BinaryPrimitives.ReadUInt16BigEndian(payload)))
            {
                return WebSocketReadResult.Failed(WebSocketCloseCode.ProtocolError, "invalid close code");
            }

            if (!Utf8.IsValid(payload[2..]))
            {
                return WebSocketReadResult.Failed(WebSocketCloseCode.InvalidPayload, "a close reason is not valid UTF-8");
            }
        }

        return WebSocketReadResult.Found(WebSocketReadStatus.Control, frame.Opcode, frame.Payload);
    }

    private readonly record struct WebSocketFrame(WebSocketOpcode Opcode, bool IsFinal, bool IsCompressed, ReadOnlyMemory<byte> Payload, int Size)
    {
        public bool IsControl => Opcode >= WebSocketOpcode.Close;
    }
}
