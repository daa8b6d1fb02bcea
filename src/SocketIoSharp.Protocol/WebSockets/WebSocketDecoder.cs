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
public sealed partial class WebSocketDecoder(WebSocketLimits limits, IWebSocketInflater? inflater = null)
{
    private ArrayBufferWriter<byte>? _message;
    private WebSocketOpcode _messageOpcode;
    private int _fragments;
    private int _received;
    private bool _isCompressed;

    /// <summary>Whether a message has begun and not yet ended.</summary>
    public bool IsInMessage => _fragments > 0;

    /// <summary>What the last <see cref="Read"/> lacked: a frame whose header is there and acceptable, at the front of what was not consumed.</summary>
    public WebSocketFrameAhead Ahead { get; private set; }

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

    /// <summary>
    /// Reads the message that was <see cref="Ahead"/>, once all of its payload has arrived in memory of its own. The memory is unmasked in place and becomes
    /// the message's: the result may be kept.
    /// </summary>
    /// <param name="header">The bytes of the header.</param>
    /// <param name="payload">All of the payload and nothing else.</param>
    public WebSocketReadResult ReadWhole(ReadOnlySpan<byte> header, Memory<byte> payload)
    {
        if (!Ahead.IsMessage || header.Length != Ahead.HeaderSize || payload.Length != Ahead.PayloadSize)
        {
            throw new InvalidOperationException("This is not the message that was ahead.");
        }

        Ahead = default;
        WebSocketMask.Apply(payload.Span, MemoryMarshal.Read<uint>(header[^WebSocketClientHeader.MaskSize..]));
        return Complete((WebSocketOpcode)(header[0] & 0x0F), payload) with { IsOwned = true };
    }

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
}
