using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp.Broadcasting;

/// <summary>What a broadcast goes through: one namespace, or all those that one pattern has made.</summary>
internal interface IBroadcastScope
{
    SocketIoServer Server { get; }

    /// <summary>Sends an event to the target's sockets.</summary>
    Task BroadcastAsync(BroadcastTarget target, PayloadWriter writer);

    /// <summary>Sends an event of which each receiver owes an answer.</summary>
    BroadcastAckRequest BroadcastWithAck(BroadcastTarget target, PayloadWriter writer);
}
