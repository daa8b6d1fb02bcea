using SocketIoSharp.Adapters;

namespace SocketIoSharp.Cluster;

/// <summary>Passes the answer of this node's handlers on to the node that has asked. The first one counts.</summary>
internal sealed class RelayedNodeAnswer(ClusterAdapter adapter, ClusterMessage request) : AnswerCollector
{
    public override void AddReceivers(int count)
    {
    }

    public override void AddAnswer(ReadOnlySpan<byte> json, ReadOnlyMemory<byte>[] attachments) =>
        adapter.Respond(request, new ClusterMessage { Type = ClusterMessageType.ServerSideEmitResponse, Answer = ClusterAnswers.First(json, attachments, adapter.MaxDepth) });
}
