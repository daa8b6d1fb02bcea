using SocketIoSharp.Adapters;

namespace SocketIoSharp.Cluster.Ordered;

/// <summary>What a client has missed, as it is read from the log. Reading ends when it is more than the client's queue holds.</summary>
internal sealed class MissedEvents(SavedSession session, int maxCount, long maxBytes)
{
    private readonly List<OutgoingPacket> _packets = [];
    private readonly HashSet<string> _offsets = new(StringComparer.Ordinal);
    private readonly SenderNumbers _numbers = new();
    private long _bytes;

    public bool IsTooMuch { get; private set; }

    public IReadOnlyList<OutgoingPacket> Packets => _packets;

    public IReadOnlySet<string> Offsets => _offsets;

    public void Add(string offset, ClusterMessage message)
    {
        if (IsTooMuch
            || message is not { Type: ClusterMessageType.Broadcast, RequestId: null, Packet: { } packet, Target: { IsVolatile: false } target }
            || !session.IsMeant(target)
            || (message.Number > 0 && !_numbers.IsNew(message.NodeId, message.Number)))
        {
            return;
        }

        _bytes += packet.ByteCount;
        _packets.Add(packet.Append(offset));
        _offsets.Add(offset);
        IsTooMuch = _packets.Count > maxCount || _bytes > maxBytes;
    }
}
