using System.Text;
using SocketIoSharp.Protocol.MessagePack;
using SocketIoSharp.Protocol;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.MessagePack.Packets;

/// <summary>Decodes binary messages, each of which is a whole packet.</summary>
internal sealed class MessagePackPacketDecoder(ProtocolLimits limits) : PacketDecoder
{
    // Real names are short. A client's own must not stay in memory for as long as its connection.
    private const int LongestKeptName = 256;

    private readonly MessagePackToJson _builder = new(limits.MaxJsonDepth, limits.MaxAttachments, acceptsTimestamps: false);
    private byte[] _lastNamespaceUtf8 = "/"u8.ToArray();
    private string _lastNamespace = "/";

    public override DecodeStatus Decode(ReadOnlyMemory<byte> message, bool isBinary, out Packet packet, out string? reason)
    {
        packet = default;
        reason = isBinary ? Decode(message.Span, out packet) : MessagePackErrors.Text;
        return reason is null ? DecodeStatus.Complete : DecodeStatus.Failed;
    }

    public override void Reset() => _builder.Reset();

    private string? Decode(ReadOnlySpan<byte> message, out Packet packet)
    {
        packet = default;
        if (PacketFields.Read(message, out var fields) is { } error)
        {
            return error;
        }

        _builder.Reset();
        var reader = new MessagePackReader(message) { Position = fields.DataPosition };
        if (fields.HasData && _builder.Build(ref reader) is { } refusal)
        {
            _builder.Reset();
            return refusal;
        }

        var isNameless = fields.Type is PacketType.Event && !HasName(_builder.Json.Span);
        packet = new Packet(
            fields.Type,
            NamespaceName(fields.Namespace),
            fields.AckId,
            isNameless ? default : _builder.Json,
            isNameless ? [] : _builder.TakeAttachments());
        return null;
    }

    // The format allows an event of any shape. One whose name is neither a string nor a number can have no handler: it is passed on as an
    // event without a payload, which is ignored and leaves the connection open, as in the reference.
    private static bool HasName(ReadOnlySpan<byte> json) => json.Length > 1 && json[1] is (byte)'"' or (byte)'-' or (>= (byte)'0' and <= (byte)'9');

    // Most packets of a connection are for one namespace: its name is made into a string once.
    private string NamespaceName(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestKeptName)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        if (!utf8.SequenceEqual(_lastNamespaceUtf8))
        {
            _lastNamespaceUtf8 = utf8.ToArray();
            _lastNamespace = Encoding.UTF8.GetString(utf8);
        }

        return _lastNamespace;
    }
}
