namespace SocketIoSharp.Redis.Classic;

/// <summary>What a request or a response is about. The numbers are those of the adapter for Node.js.</summary>
internal enum ClassicType
{
    /// <summary>Which ids do the sockets of these rooms have? Asked by old versions.</summary>
    Sockets = 0,

    /// <summary>Which rooms are there?</summary>
    AllRooms = 1,

    RemoteJoin = 2,

    RemoteLeave = 3,

    RemoteDisconnect = 4,

    RemoteFetch = 5,

    ServerSideEmit = 6,

    /// <summary>An event whose receivers owe answers.</summary>
    Broadcast = 7,

    BroadcastClientCount = 8,

    BroadcastAck = 9,
}
