using SocketIoSharp.Adapters;

namespace SocketIoSharp.Cluster;

/// <summary>Which sockets are there? Complete when each node has answered or is gone.</summary>
internal sealed class FetchRequest(Adapter adapter, IReadOnlyList<RemoteSocket> local, ClusterNodes nodes) : ClusterRequest
{
    private readonly Lock _gate = new();
    private readonly List<RemoteSocket> _sockets = [.. local];
    private readonly AwaitedNodes _awaited = new(nodes);
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override void OnResponse(ClusterMessage response)
    {
        var sockets = SocketDescriptions.Read(adapter, response.Sockets);
        lock (_gate)
        {
            _sockets.AddRange(sockets);
            _awaited.Answered(response.NodeId);
        }

        CompleteIfDone();
    }

    public override void OnNodeGone(string nodeId)
    {
        lock (_gate)
        {
            _awaited.Gone(nodeId);
        }

        CompleteIfDone();
    }

    /// <exception cref="ClusterTimeoutException">Not all have answered in time.</exception>
    public async Task<IReadOnlyList<RemoteSocket>> WaitAsync(TimeSpan timeout, TimeProvider time)
    {
        CompleteIfDone();
        await _completion.Task.WaitAsync(timeout, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            return _awaited.IsEmpty
                ? [.. _sockets]
                : throw new ClusterTimeoutException(
                    $"timeout reached: only {nodes.Count - _awaited.Count} responses received out of {nodes.Count}" + Missing(_awaited.Names), [.. _sockets], _awaited.Names);
        }
    }

    private static string Missing(string[] names) => names.Length == 0 ? string.Empty : $"; missing: {string.Join(", ", names)}";

    private void CompleteIfDone()
    {
        lock (_gate)
        {
            if (!_awaited.IsEmpty)
            {
                return;
            }
        }

        _completion.TrySetResult();
    }
}
