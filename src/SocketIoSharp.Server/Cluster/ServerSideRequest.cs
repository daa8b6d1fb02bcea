using SocketIoSharp.Adapters;

namespace SocketIoSharp.Cluster;

/// <summary>An event for the other nodes, each of which owes an answer.</summary>
internal sealed class ServerSideRequest(AnswerCollector answers, ClusterNodes nodes) : ClusterRequest
{
    private readonly Lock _gate = new();
    private readonly AwaitedNodes _awaited = new(nodes);

    public IReadOnlyCollection<string> MissingNodes
    {
        get
        {
            lock (_gate)
            {
                return _awaited.Names;
            }
        }
    }

    public override void OnResponse(ClusterMessage response)
    {
        lock (_gate)
        {
            if (!_awaited.Answered(response.NodeId))
            {
                return;
            }
        }

        ClusterAnswers.Report(answers, response.Answer);
    }

    public override void OnNodeGone(string nodeId)
    {
        lock (_gate)
        {
            if (!_awaited.Gone(nodeId))
            {
                return;
            }
        }

        answers.RemoveReceivers(1);
    }
}
