namespace SocketIoSharp.Cluster;

/// <summary>What one node tells others. The numbers are those that the JavaScript adapters send.</summary>
public enum ClusterMessageType
{
    /// <summary>A node is there, and asks the others to say that they are.</summary>
    InitialHeartbeat = 1,

    /// <summary>A node is there.</summary>
    Heartbeat = 2,

    /// <summary>An event for sockets, with a request id when each receiver owes an answer.</summary>
    Broadcast = 3,

    /// <summary>Sockets are to join rooms.</summary>
    SocketsJoin = 4,

    /// <summary>Sockets are to leave rooms.</summary>
    SocketsLeave = 5,

    /// <summary>Sockets are to be disconnected.</summary>
    DisconnectSockets = 6,

    /// <summary>Which sockets are there?</summary>
    FetchSockets = 7,

    /// <summary>These are.</summary>
    FetchSocketsResponse = 8,

    /// <summary>An event for the nodes themselves, with a request id when each owes an answer.</summary>
    ServerSideEmit = 9,

    /// <summary>The answer of a node.</summary>
    ServerSideEmitResponse = 10,

    /// <summary>So many sockets of a node have received a broadcast that wants answers.</summary>
    BroadcastClientCount = 11,

    /// <summary>The answer of a socket.</summary>
    BroadcastAck = 12,

    /// <summary>A node leaves.</summary>
    AdapterClose = 13,
}
