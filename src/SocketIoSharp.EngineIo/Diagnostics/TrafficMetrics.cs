using System.Diagnostics.Metrics;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Diagnostics;

/// <summary>Counts packets and their bytes: as they are encoded, type included, without what a transport adds for itself.</summary>
internal sealed class TrafficMetrics
{
    private static readonly KeyValuePair<string, object?> Inwards = new("network.io.direction", "receive");
    private static readonly KeyValuePair<string, object?> Outwards = new("network.io.direction", "transmit");
    private readonly Counter<long> _packets;
    private readonly Counter<long> _bytes;

    public TrafficMetrics(Meter meter)
    {
        _packets = meter.CreateCounter<long>("engineio.packets", "{packet}", "Packets received from clients and sent to them.");
        _bytes = meter.CreateCounter<long>("engineio.io", "By", "The bytes of those packets.");
    }

    /// <summary>Whether somebody wants to know.</summary>
    public bool IsWatched => _packets.Enabled || _bytes.Enabled;

    public void Received(in EnginePacket packet, string transport) =>
        Count(Inwards, transport, packets: 1, packet.IsBinary ? packet.Body.Length : packet.Body.Length + 1);

    public void Sent(ReadOnlySpan<FrameGroup> groups, string transport)
    {
        var (packets, bytes) = (0L, 0L);
        foreach (var group in groups)
        {
            if (!group.IsPacket())
            {
                continue;
            }

            packets += (group.HasText ? 1 : 0) + group.Attachments.Count;
            bytes += group.Text.Length;
            foreach (var attachment in group.Attachments)
            {
                bytes += attachment.Length;
            }
        }

        Count(Outwards, transport, packets, bytes);
    }

    private void Count(in KeyValuePair<string, object?> direction, string transport, long packets, long bytes)
    {
        var tag = new KeyValuePair<string, object?>("engineio.transport", transport);
        _packets.Add(packets, direction, tag);
        _bytes.Add(bytes, direction, tag);
    }
}
