using SocketIoSharp.Adapters;

namespace SocketIoSharp.Cluster;

/// <summary>A broadcast whose receivers on other nodes owe answers.</summary>
internal sealed class BroadcastRequest(AnswerCollector answers) : ClusterRequest
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _owed = new(StringComparer.Ordinal);
    private readonly List<string> _early = [];
    private AwaitedNodes? _awaited;

    /// <summary>The nodes that have not said how many receivers they have.</summary>
    public IReadOnlyCollection<string> MissingNodes
    {
        get
        {
            lock (_gate)
            {
                return _awaited?.Names ?? [];
            }
        }
    }

    /// <summary>Says who is asked. Some may have answered before it is known.</summary>
    public void Expect(ClusterNodes nodes)
    {
        lock (_gate)
        {
            _awaited = new AwaitedNodes(nodes);
            _early.ForEach(nodeId => _awaited.Answered(nodeId));
        }
    }

    public override void OnResponse(ClusterMessage response)
    {
        if (response.Type is ClusterMessageType.BroadcastClientCount)
        {
            lock (_gate)
            {
                Owe(response.NodeId, response.ClientCount);
                if (_awaited is null)
                {
                    _early.Add(response.NodeId);
                }
                else
                {
                    _awaited.Answered(response.NodeId);
                }
            }

            answers.AddReceivers(response.ClientCount);
        }
        else
        {
            lock (_gate)
            {
                Owe(response.NodeId, -1);
            }

            ClusterAnswers.Report(answers, response.Answer);
        }
    }

    /// <summary>Its receivers will not answer any more, and if it has not said how many it has, it never will.</summary>
    public override void OnNodeGone(string nodeId)
    {
        int lost;
        bool isSilent;
        lock (_gate)
        {
            isSilent = _awaited?.Gone(nodeId) == true;
            _owed.Remove(nodeId, out lost);
        }

        if (isSilent)
        {
            answers.AddReceivers(0);
        }

        if (lost > 0)
        {
            answers.RemoveReceivers(lost);
        }
    }

    private void Owe(string nodeId, int change) => _owed[nodeId] = _owed.GetValueOrDefault(nodeId) + change;
}
