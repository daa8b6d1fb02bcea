using SocketIoSharp.Adapters;

namespace SocketIoSharp.Cluster;

// What other nodes are asked.
public abstract partial class ClusterAdapter
{
    /// <inheritdoc/>
    public override async Task BroadcastWithAckAsync(BroadcastTarget target, OutgoingPacket packet, AnswerCollector answers)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(answers);
        if (target.IsLocal)
        {
            AskLocal(target, packet, answers);
            return;
        }

        OnQuestion(answers.Completion);
        var request = new BroadcastRequest(answers);
        var id = _requests.Add(request);
        ForgetAfter(answers, id);
        answers.NameMissingNodes(() => request.MissingNodes);
        var published = TryPublishAsync(new ClusterMessage { Type = ClusterMessageType.Broadcast, Target = target, Packet = packet, RequestId = id });
        AskLocal(target, packet, answers);
        await published;
        request.Expect(await GetOtherNodesAsync());
    }

    /// <inheritdoc/>
    /// <exception cref="ClusterTimeoutException">A node did not answer in time.</exception>
    public override Task<IReadOnlyList<RemoteSocket>> FetchSocketsAsync(BroadcastTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var sockets = FetchAllAsync(target);
        OnQuestion(sockets);
        return sockets;
    }

    /// <inheritdoc/>
    public override Task ServerSideEmitAsync(OutgoingPacket packet)
    {
        ArgumentNullException.ThrowIfNull(packet);
        return WhenNotMuchWaits(TryPublishAsync(new ClusterMessage { Type = ClusterMessageType.ServerSideEmit, Packet = packet }));
    }

    /// <inheritdoc/>
    public override async Task ServerSideEmitWithAckAsync(OutgoingPacket packet, AnswerCollector answers)
    {
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(answers);
        OnQuestion(answers.Completion);
        var nodes = await GetOtherNodesAsync();
        if (nodes.Count > 0)
        {
            var request = new ServerSideRequest(answers, nodes);
            var id = _requests.Add(request);
            ForgetAfter(answers, id);
            answers.NameMissingNodes(() => request.MissingNodes);
            await TryPublishAsync(new ClusterMessage { Type = ClusterMessageType.ServerSideEmit, Packet = packet, RequestId = id });
        }

        answers.AddReceivers(nodes.Count);
    }

    private async Task<IReadOnlyList<RemoteSocket>> FetchAllAsync(BroadcastTarget target)
    {
        var local = await base.FetchSocketsAsync(target);
        var nodes = target.IsLocal ? ClusterNodes.None : await GetOtherNodesAsync();
        if (nodes.Count == 0)
        {
            return local;
        }

        var request = new FetchRequest(this, local, nodes);
        var id = _requests.Add(request);
        try
        {
            await TryPublishAsync(new ClusterMessage { Type = ClusterMessageType.FetchSockets, Target = target, RequestId = id });
            return await request.WaitAsync(target.AckTimeout ?? _options.RequestTimeout, Namespace.Server.Time);
        }
        finally
        {
            _requests.Remove(id);
        }
    }

    private void ForgetAfter(AnswerCollector answers, string id) =>
        _ = answers.Completion.ContinueWith(_ => _requests.Remove(id), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
