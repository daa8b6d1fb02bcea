using System.Diagnostics.Metrics;
using SocketIoSharp.Cluster;

namespace SocketIoSharp.Diagnostics;

/// <summary>What goes between this node and the others of a cluster.</summary>
internal sealed class ClusterMetrics(Meter meter)
{
    private readonly Counter<long> _sent = meter.CreateCounter<long>("socketio.cluster.messages.sent", "{message}", "Messages that were published for other nodes.");
    private readonly Counter<long> _received = meter.CreateCounter<long>("socketio.cluster.messages.received", "{message}", "Messages of other nodes.");
    private readonly Counter<long> _lost = meter.CreateCounter<long>("socketio.cluster.messages.lost", "{message}", "Messages that could not be published.");
    private readonly Counter<long> _refused = meter.CreateCounter<long>("socketio.cluster.messages.refused", "{message}", "Messages from the broker that were ignored: malformed, too large or unknown.");

    public void Sent(ClusterMessageType type) => _sent.Add(1, Tag(type));

    public void Received(ClusterMessageType type) => _received.Add(1, Tag(type));

    public void Lost(ClusterMessageType type) => _lost.Add(1, Tag(type));

    public void Refused() => _refused.Add(1);

    private static KeyValuePair<string, object?> Tag(ClusterMessageType type) => new("socketio.cluster.message.type", Name(type));

    // Others' numbers are not tags of ours.
    private static string Name(ClusterMessageType type) => type switch
    {
        ClusterMessageType.InitialHeartbeat => "initial_heartbeat",
        ClusterMessageType.Heartbeat => "heartbeat",
        ClusterMessageType.Broadcast => "broadcast",
        ClusterMessageType.SocketsJoin => "sockets_join",
        ClusterMessageType.SocketsLeave => "sockets_leave",
        ClusterMessageType.DisconnectSockets => "disconnect_sockets",
        ClusterMessageType.FetchSockets => "fetch_sockets",
        ClusterMessageType.FetchSocketsResponse => "fetch_sockets_response",
        ClusterMessageType.ServerSideEmit => "server_side_emit",
        ClusterMessageType.ServerSideEmitResponse => "server_side_emit_response",
        ClusterMessageType.BroadcastClientCount => "broadcast_client_count",
        ClusterMessageType.BroadcastAck => "broadcast_ack",
        ClusterMessageType.AdapterClose => "adapter_close",
        _ => "unknown",
    };
}
