using SocketIoSharp.Adapters;

namespace SocketIoSharp.Cluster;

/// <summary>Passes the answers of this node's sockets on to the node that has asked.</summary>
internal sealed class RelayedAnswers(ClusterAdapter adapter, ClusterMessage request) : AnswerCollector
{
    public override void AddReceivers(int count) =>
        adapter.Respond(request, new ClusterMessage { Type = ClusterMessageType.BroadcastClientCount, ClientCount = count });

    public override void AddAnswer(ReadOnlySpan<byte> json, ReadOnlyMemory<byte>[] attachments) =>
        adapter.Respond(request, new ClusterMessage { Type = ClusterMessageType.BroadcastAck, Answer = ClusterAnswers.First(json, attachments, adapter.MaxDepth) });
}
