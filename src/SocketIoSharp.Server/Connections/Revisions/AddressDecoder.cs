using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Connections.Revisions;

/// <summary>The decoder of a client of revision 4: a packet's namespace field is an address, and that of CONNECT brings the client's auth along.</summary>
internal sealed class AddressDecoder(PacketDecoder decoder) : PacketDecoder
{
    private const string Invalid = "invalid namespace";

    // A client uses few namespaces, and a packet's is mostly that of the packet before.
    private string _lastField = "/";
    private string _lastName = "/";

    public override DecodeStatus Decode(ReadOnlyMemory<byte> message, bool isBinary, out Packet packet, out string? reason)
    {
        var status = decoder.Decode(message, isBinary, out packet, out reason);
        if (status is DecodeStatus.Failed || packet.Namespace is null)
        {
            return status;
        }

        if (packet.Type is not PacketType.Connect && ReferenceEquals(packet.Namespace, _lastField))
        {
            packet = packet with { Namespace = _lastName };
            return status;
        }

        if (!NamespaceAddress.TryParse(packet.Namespace, out var address))
        {
            (packet, reason) = (default, Invalid);
            decoder.Reset();
            return DecodeStatus.Failed;
        }

        (_lastField, _lastName) = (packet.Namespace, address.Name);
        packet = packet.Type is PacketType.Connect
            ? new Packet(PacketType.Connect, address.Name, NamespaceQuery.ToJson(address.Query))
            : packet with { Namespace = address.Name };
        return status;
    }

    public override void Reset() => decoder.Reset();
}
