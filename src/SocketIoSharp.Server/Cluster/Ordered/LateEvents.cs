using SocketIoSharp.Adapters;

namespace SocketIoSharp.Cluster.Ordered;

/// <summary>
/// The events that are delivered while a client is on its way back: from the moment before the missed ones are read until it is admitted. Guarded by the lock of the deliveries, under which it is
/// added and removed, too.
/// </summary>
/// <param name="session">The client's session.</param>
/// <param name="received">The offset of the last event that the client has received.</param>
/// <param name="maxCount">How many its queue holds.</param>
/// <param name="maxBytes">How much its queue holds.</param>
internal sealed class LateEvents(SavedSession session, string received, int maxCount, long maxBytes)
{
    private readonly List<(string? Offset, OutgoingPacket Packet)> _events = [];
    private long _bytes;

    /// <summary>Whether more has come than its client's queue holds. It must come again.</summary>
    public bool IsTooMuch { get; private set; }

    /// <summary>The offsets of the events that were read from the log.</summary>
    public IReadOnlySet<string> Read { get; set; } = new HashSet<string>();

    public void Offer(BroadcastTarget target, OutgoingPacket packet, string? offset)
    {
        if (offset == received)
        {
            PassReceived();
            return;
        }

        if (IsTooMuch || target.IsVolatile || !session.IsMeant(target))
        {
            return;
        }

        _bytes += packet.ByteCount;
        if (_events.Count >= maxCount || _bytes > maxBytes)
        {
            IsTooMuch = true;
            _events.Clear();
            return;
        }

        _events.Add((offset, packet));
    }

    // A node may be behind another, from which the client has all this. One without an offset was delivered without the broker, and the client may lack it.
    private void PassReceived()
    {
        _events.RemoveAll(late => late.Offset is not null);
        _bytes = _events.Sum(late => late.Packet.ByteCount);
    }

    /// <summary>What was not among the missed events.</summary>
    public IEnumerable<OutgoingPacket> Take() => _events.Where(late => late.Offset is null || !Read.Contains(late.Offset)).Select(late => late.Packet);
}
