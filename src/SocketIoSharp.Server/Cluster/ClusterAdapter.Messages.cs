using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Cluster;

// What other nodes say.
public abstract partial class ClusterAdapter
{
    /// <summary>Takes a message of another node. One thread at a time, in the order of arrival; returns before handlers that wait have ended.</summary>
    /// <param name="message">The message. One of this node's own, or for another namespace, is ignored.</param>
    /// <param name="offset">Where the broker keeps it, for connection state recovery; <see langword="null"/> where it keeps none.</param>
    protected virtual void OnMessage(ClusterMessage message, string? offset = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.NodeId == NodeId || message.Namespace != Namespace.Name)
        {
            return;
        }

        Reports.Received(message.Type);
        try
        {
            Handle(message);
        }
        catch (Exception exception)
        {
            Reports.Failed(message, exception);
        }
    }

    /// <summary>Says that something came from the broker that is no message: it is counted, and logged now and then.</summary>
    /// <param name="reason">What is wrong with it.</param>
    protected void OnRefused(string reason) => Reports.Refused(reason);

    /// <summary>Says that the broker cannot be reached. Logged once, until <see cref="OnBrokerRegained"/>; the health check shows it.</summary>
    protected void OnBrokerLost(string broker, Exception? exception) => Reports.BrokerLost(broker, exception);

    /// <summary>Says that the broker can be reached again.</summary>
    protected void OnBrokerRegained(string broker) => Reports.BrokerRegained(broker);

    /// <summary>Delivers what another node sends to its sockets. A broadcast that is to be recovered gets its offset here.</summary>
    private protected virtual void Receive(ClusterMessage message) => Apply(message, message.Packet);

    internal void Respond(ClusterMessage request, ClusterMessage response) => _ = RespondAsync(request, response);

    private void Handle(ClusterMessage message)
    {
        switch (message.Type)
        {
            case ClusterMessageType.Broadcast when message.RequestId is not null:
                AskLocal(message.Target, message.Packet!, new RelayedAnswers(this, message));
                break;
            case ClusterMessageType.Broadcast or ClusterMessageType.SocketsJoin or ClusterMessageType.SocketsLeave or ClusterMessageType.DisconnectSockets:
                Receive(message);
                break;
            case ClusterMessageType.FetchSockets:
                Describe(message);
                break;
            case ClusterMessageType.ServerSideEmit:
                ShowServers(message);
                break;
            case ClusterMessageType.FetchSocketsResponse or ClusterMessageType.ServerSideEmitResponse
                or ClusterMessageType.BroadcastClientCount or ClusterMessageType.BroadcastAck:
                _requests.Respond(message);
                break;
            case ClusterMessageType.InitialHeartbeat or ClusterMessageType.Heartbeat or ClusterMessageType.AdapterClose:
                break;
            default:
                // A newer version's, perhaps.
                Reports.Refused($"its type {(int)message.Type} is not known");
                break;
        }
    }

    // Handlers of the application may wait for clients.
    private void ShowServers(ClusterMessage message)
    {
        using var suspended = SendBurst.Suspend();
        OnServerSideEmit(message.Packet!, message.RequestId is null ? null : new RelayedNodeAnswer(this, message));
    }

    private void Describe(ClusterMessage request)
    {
        var sockets = GetLocalSockets(request.Target).Select(socket => new RemoteSocket(socket));
        Respond(request, new ClusterMessage { Type = ClusterMessageType.FetchSocketsResponse, Sockets = SocketDescriptions.Write(sockets) });
    }

    private async Task RespondAsync(ClusterMessage request, ClusterMessage response)
    {
        try
        {
            await PublishResponseAsync(request.NodeId, Signed(response) with { RequestId = request.RequestId });
            Reports.Sent(response.Type);
        }
        catch (Exception exception)
        {
            Reports.Lost(response.Type, exception);
        }
    }
}
