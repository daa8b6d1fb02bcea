using SocketIoSharp.Adapters;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp.Broadcasting;

/// <summary>What a broadcast goes through: one namespace, or all those that one pattern has made. The latter knows only how to send events.</summary>
internal interface IBroadcastScope
{
    SocketIoServer Server { get; }

    /// <summary>Sends an event to the target's sockets.</summary>
    Task BroadcastAsync(BroadcastTarget target, PayloadWriter writer);

    /// <summary>Sends an event of which each receiver owes an answer.</summary>
    BroadcastAckRequest BroadcastWithAck(BroadcastTarget target, PayloadWriter writer);

    Task<IReadOnlyList<RemoteSocket>> FetchSocketsAsync(BroadcastTarget target) =>
        throw new NotSupportedException("FetchSocketsAsync() is not supported on parent namespaces. Call it on each of the children.");

    Task JoinAsync(BroadcastTarget target, string[] rooms) =>
        throw new NotSupportedException("SocketsJoinAsync() is not supported on parent namespaces. Call it on each of the children.");

    Task LeaveAsync(BroadcastTarget target, string[] rooms) =>
        throw new NotSupportedException("SocketsLeaveAsync() is not supported on parent namespaces. Call it on each of the children.");

    Task DisconnectAsync(BroadcastTarget target, bool close) =>
        throw new NotSupportedException("DisconnectSocketsAsync() is not supported on parent namespaces. Call it on each of the children.");
}
