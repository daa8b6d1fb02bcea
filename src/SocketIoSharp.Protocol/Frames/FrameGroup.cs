using System.Text;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.Protocol.Frames;

/// <summary>
/// What is queued for a receiver: one encoded text packet, its attachments, or both. Immutable, so one instance can sit in the
/// queues of any number of sessions. Parts of one group are never separated by another packet.
/// </summary>
public sealed class FrameGroup
{
    /// <summary>What a group, and each of its attachments, takes beside its bytes: objects and array slots. Without it a flood of tiny packets would hide from the limit.</summary>
    public const int Overhead = 64;

    private const int Uncounted = -1;

    private readonly byte[] _webSocketText;
    private readonly int _bodyStart;

    // Never more than a frame header is long.
    private readonly byte _textStart;
    private byte[]?[]? _base64;
    private int _textUnits = Uncounted;

    private FrameGroup(byte[] webSocketText, int textStart, int bodyStart, ReadOnlyMemory<byte>[] attachments, bool isCompressible = true)
    {
        IsCompressible = isCompressible;
        _webSocketText = webSocketText;
        _textStart = (byte)textStart;
        _bodyStart = bodyStart;
        Attachments = attachments;
        ByteCount = webSocketText.Length + Overhead;
        foreach (var attachment in attachments)
        {
            ByteCount += attachment.Length + Overhead;
        }
    }

    /// <summary>The heartbeat request, <c>2</c>.</summary>
    public static FrameGroup Ping { get; } = FromText("2"u8);

    /// <summary>The heartbeat answer, <c>3</c>.</summary>
    public static FrameGroup Pong { get; } = FromText("3"u8).WithoutCompression();

    /// <summary>The packet that ends a pending poll, <c>6</c>.</summary>
    public static FrameGroup Noop { get; } = FromText("6"u8).WithoutCompression();

    /// <summary>The packet that tells a polling client that the session is over, <c>1</c>.</summary>
    public static FrameGroup Close { get; } = FromText("1"u8).WithoutCompression();

    /// <summary>Whether the group has a text packet.</summary>
    public bool HasText => _webSocketText.Length > 0;

    /// <summary>The text packet with its Engine.IO type digit; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Text => _webSocketText.AsMemory(_textStart);

    /// <summary>The length of <see cref="Text"/> in UTF-16 code units, by which revision 3 counts. Counted for the first receiver that asks and kept for the others.</summary>
    public int TextUnits => _textUnits != Uncounted ? _textUnits : _textUnits = Encoding.UTF8.GetCharCount(Text.Span);

    /// <summary>The last part of the text packet, as it was given to <see cref="FromParts"/>.</summary>
    public ReadOnlyMemory<byte> Body => _webSocketText.AsMemory(_bodyStart);

    /// <summary>The text packet as one WebSocket frame, header included: the bytes that go on the wire.</summary>
    public ReadOnlyMemory<byte> WebSocketText => _webSocketText;

    /// <summary>The binary messages that follow the text packet, raw.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Attachments { get; }

    /// <summary>The size that counts against a session's queue limit, in bytes: the packet's own and a little for its keeping.</summary>
    public int ByteCount { get; }

    /// <summary>Whether a transport that can may compress the group. The engine's own packets and those that an application has excluded are not worth it.</summary>
    public bool IsCompressible { get; }

    /// <summary>A group of one packet in its text form, type digit included.</summary>
    public static FrameGroup FromText(ReadOnlySpan<byte> text) => FromParts(text, default, []);

    /// <summary>A group of one text packet, given as a head and a body that are joined, and the attachments behind it.</summary>
    /// <remarks>The attachments are not copied: do not change them afterwards.</remarks>
    public static FrameGroup FromParts(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, ReadOnlyMemory<byte>[] attachments)
    {
        ArgumentNullException.ThrowIfNull(attachments);
        var length = head.Length + body.Length;
        var textStart = WebSocketFrameHeader.SizeFor(length);
        var frame = new byte[textStart + length];
        WebSocketFrameHeader.Write(frame, WebSocketOpcode.Text, length);
        head.CopyTo(frame.AsSpan(textStart));
        body.CopyTo(frame.AsSpan(textStart + head.Length));
        return new FrameGroup(frame, textStart, textStart + head.Length, attachments);
    }

    /// <summary>A group of one prepared WebSocket control frame; for sessions on that transport only.</summary>
    public static FrameGroup FromWebSocketFrame(WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        var start = WebSocketFrameHeader.SizeFor(payload.Length);
        var frame = new byte[start + payload.Length];
        WebSocketFrameHeader.Write(frame, opcode, payload.Length);
        payload.CopyTo(frame.AsSpan(start));
        return new FrameGroup(frame, start, start, []);
    }

    /// <summary>A group of one binary message, which is not copied.</summary>
    public static FrameGroup FromBinary(ReadOnlyMemory<byte> message) => new([], 0, 0, [message]);

    /// <summary>The same group for transports to send as it is. The bytes are shared.</summary>
    public FrameGroup WithoutCompression() => IsCompressible ? new(_webSocketText, _textStart, _bodyStart, (ReadOnlyMemory<byte>[])Attachments, isCompressible: false) : this;

    /// <summary>The polling form of an attachment, <c>b</c> and base64. Made for the first polling receiver and kept for the others.</summary>
    public ReadOnlyMemory<byte> Base64(int attachment)
    {
        var forms = _base64 ?? Interlocked.CompareExchange(ref _base64, new byte[]?[Attachments.Count], null) ?? _base64;

        // Two receivers may race to make it; the results are equal and either may stay.
        return forms[attachment] ??= EncodeBase64(Attachments[attachment].Span);
    }

    private static byte[] EncodeBase64(ReadOnlySpan<byte> bytes)
    {
        var text = new byte[1 + System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length)];
        text[0] = EnginePacketCodec.BinaryMarker;
        System.Buffers.Text.Base64.EncodeToUtf8(bytes, text.AsSpan(1), out _, out _);
        return text;
    }
}
