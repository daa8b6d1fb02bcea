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

    /// <summary>Looks up the target's sockets.</summary>
    Task<IReadOnlyList<RemoteSocket>> FetchSocketsAsync(BroadcastTarget target);

    /// <summary>Makes the target's sockets join rooms.</summary>
    Task JoinAsync(BroadcastTarget target, string[] rooms);

    /// <summary>Makes the target's sockets leave rooms.</summary>
    Task LeaveAsync(BroadcastTarget target, string[] rooms);

    /// <summary>Disconnects the target's sockets.</summary>
    Task DisconnectAsync(BroadcastTarget target, bool close);
}
