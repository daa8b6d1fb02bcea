using System.Text;

namespace SocketIoSharp.Protocol.SocketIo;

/// <summary>Decodes the default wire format: a text message, then as many binary messages as it announced.</summary>
internal sealed class JsonPacketDecoder(ProtocolLimits limits) : PacketDecoder
{
    private const string MainNamespace = "/";

    // Real names are short. A client's own must not stay in memory for as long as its connection.
    private const int LongestKeptName = 256;

    private Reconstruction? _pending;
    private byte[] _lastNamespaceUtf8 = [];
    private string _lastNamespace = MainNamespace;

    public override DecodeStatus Decode(ReadOnlyMemory<byte> message, bool isBinary, out Packet packet, out string? reason) =>
        isBinary ? AddAttachment(message, isOwned: false, out packet, out reason) : DecodeText(message, out packet, out reason);

    public override DecodeStatus DecodeOwned(ReadOnlyMemory<byte> message, out Packet packet, out string? reason) =>
        AddAttachment(message, isOwned: true, out packet, out reason);

    public override void Reset() => _pending = null;

    private DecodeStatus DecodeText(ReadOnlyMemory<byte> text, out Packet packet, out string? reason)
    {
        packet = default;
        if (_pending is not null)
        {
            reason = ProtocolErrors.TextWhileReconstructing;
            return DecodeStatus.Failed;
        }

        reason = PacketHeader.Read(text.Span, limits.MaxAttachments, out var header);
        if (reason is not null)
        {
            return DecodeStatus.Failed;
        }

        var json = text[header.Size..];
        if (!json.IsEmpty && !PayloadRules.IsValid(header.Type, json.Span, limits.MaxJsonDepth))
        {
            reason = PayloadRules.IsTooDeep(json.Span, limits.MaxJsonDepth) ? TooDeep : ProtocolErrors.InvalidPayload;
            return DecodeStatus.Failed;
        }

        var name = NamespaceName(header.Namespace);
        if (header.IsBinary)
        {
            // The text is in a buffer that the transport uses again before the attachments are here.
            var attachments = new ReadOnlyMemory<byte>[header.Attachments];
            _pending = new Reconstruction(new Packet(Fold(header.Type), name, header.AckId, json.ToArray(), attachments));
            packet = new Packet(Fold(header.Type), name);
            return DecodeStatus.Incomplete;
        }

        packet = new Packet(header.Type, name, header.AckId, json, []);
        return DecodeStatus.Complete;
    }

    private DecodeStatus AddAttachment(ReadOnlyMemory<byte> attachment, bool isOwned, out Packet packet, out string? reason)
    {
        packet = default;
        reason = null;
        if (_pending is not { } pending)
        {
            reason = ProtocolErrors.BinaryWhileNotReconstructing;
            return DecodeStatus.Failed;
        }

        if (!pending.Add(isOwned ? attachment : attachment.ToArray()))
        {
            return DecodeStatus.Incomplete;
        }

        packet = pending.Packet;
        Reset();
        if (!PlaceholderRules.AllInRange(packet.Json.Span, packet.Attachments.Length, limits.MaxJsonDepth))
        {
            packet = default;
            reason = ProtocolErrors.IllegalPlaceholder;
            return DecodeStatus.Failed;
        }

        return DecodeStatus.Complete;
    }

    private static PacketType Fold(PacketType type) => type is PacketType.BinaryEvent ? PacketType.Event : PacketType.Ack;

    // Most packets of a connection are for one namespace: its name is made into a string once.
    private string NamespaceName(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= 1)
        {
            return MainNamespace;
        }

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

    /// <summary>A packet whose attachments have not all arrived. Most clients never send one.</summary>
    private sealed class Reconstruction(Packet packet)
    {
        private int _received;

        public Packet Packet => packet;

        /// <returns>Whether it was the last one.</returns>
        public bool Add(ReadOnlyMemory<byte> attachment)
        {
            packet.Attachments[_received++] = attachment;
            return _received == packet.Attachments.Length;
        }
    }
}
