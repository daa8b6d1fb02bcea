using System.Text.Json;
using SocketIoSharp.Events;
using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Adapters;

/// <summary>
/// An event on its way out: serialised once, and framed once when the first socket of this node receives it, however many do. Immutable; may
/// be kept.
/// </summary>
public sealed class OutgoingPacket
{
    private readonly OutgoingPacket? _origin;
    private FrameGroup? _frames;
    private OutgoingEvent? _read;
    private bool _isDelivered;

    /// <summary>Takes an event from another node.</summary>
    /// <param name="json">A well-formed JSON array: the event's name and its arguments, binary replaced by placeholders. Not copied.</param>
    /// <param name="attachments">The binary parts, in the order of their placeholders' numbers. Not copied.</param>
    /// <exception cref="ArgumentException">The JSON is no array with something in it.</exception>
    public OutgoingPacket(ReadOnlyMemory<byte> json, params ReadOnlyMemory<byte>[] attachments)
    {
        ArgumentNullException.ThrowIfNull(attachments);
        if (json.Length < 3 || json.Span[0] != '[' || json.Span[^1] != ']')
        {
            throw new ArgumentException("An event is a JSON array that starts with its name.", nameof(json));
        }

        Json = json;
        Attachments = attachments;
    }

    private OutgoingPacket(OutgoingPacket origin, ReadOnlyMemory<byte> json)
        : this(json, origin.Attachments) => _origin = origin._origin ?? origin;

    /// <summary>The event's name and its arguments as a JSON array in UTF-8, binary replaced by placeholders.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The binary parts, in the order of their placeholders' numbers. Do not change them.</summary>
    public ReadOnlyMemory<byte>[] Attachments { get; }

    /// <summary>The bytes of the event: JSON and attachments.</summary>
    internal long ByteCount
    {
        get
        {
            var bytes = (long)Json.Length;
            foreach (var attachment in Attachments)
            {
                bytes += attachment.Length;
            }

            return bytes;
        }
    }

    /// <summary>Whether this node's sockets have got the event, in this form or with something appended.</summary>
    internal bool IsDelivered => Volatile.Read(ref (_origin ?? this)._isDelivered);

    /// <summary>The same event with one more argument, a text, behind the others: the offset that connection state recovery counts by.</summary>
    public OutgoingPacket Append(string argument)
    {
        ArgumentNullException.ThrowIfNull(argument);
        var text = JsonEncodedText.Encode(argument).EncodedUtf8Bytes;
        var json = new byte[Json.Length + text.Length + 3];
        Json.Span[..^1].CopyTo(json);
        var position = Json.Length - 1;
        json[position++] = (byte)',';
        json[position++] = (byte)'"';
        text.CopyTo(json.AsSpan(position));
        json[^2] = (byte)'"';
        json[^1] = (byte)']';
        return new OutgoingPacket(this, json);
    }

    /// <summary>Frames an event whose memory is used again, so that its bytes are copied once.</summary>
    internal static OutgoingPacket Frame(Namespace @namespace, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments)
    {
        var frames = @namespace.Server.Parser.Encode(new Packet(PacketType.Event, @namespace.Name, Packet.NoAck, json, attachments));

        // The default format carries the JSON as it is: the frame's own bytes serve for both.
        return new OutgoingPacket(frames.Body.Length == json.Length ? frames.Body : json.ToArray(), attachments) { _frames = frames };
    }

    /// <summary>The event as catch-all handlers see it: read for the first of them, whatever their sockets.</summary>
    internal OutgoingEvent ReadOnce(JsonSerializerOptions options) => _read ??= OutgoingEvent.Read(Json, Attachments, options);

    internal void MarkDelivered() => Volatile.Write(ref (_origin ?? this)._isDelivered, true);

    /// <summary>The packet as it is queued for each receiver.</summary>
    internal FrameGroup FramesFor(Namespace @namespace, BroadcastTarget target) =>
        Compressed(_frames ??= Encode(@namespace, Packet.NoAck), target);

    /// <summary>The packet as it is queued for each receiver when all of them owe an answer.</summary>
    internal FrameGroup FramesFor(Namespace @namespace, BroadcastTarget target, long ackId) => Compressed(Encode(@namespace, ackId), target);

    private static FrameGroup Compressed(FrameGroup frames, BroadcastTarget target) => target.Compress ? frames : frames.WithoutCompression();

    private FrameGroup Encode(Namespace @namespace, long ackId) =>
        @namespace.Server.Parser.Encode(new Packet(PacketType.Event, @namespace.Name, ackId, Json, Attachments));
}
