namespace SocketIoSharp.EngineIo.Outbound;

/// <summary>Why a parked reader is woken.</summary>
internal enum QueueSignal
{
    /// <summary>The reader is parked: nothing has happened yet.</summary>
    None,

    /// <summary>There is something to send.</summary>
    Readable,

    /// <summary>An upgrade or the client's own goodbye sends the reader away; what is queued stays.</summary>
    Interrupted,

    /// <summary>The session is over, or is to be once the reader has said so to the client.</summary>
    Closed,
}
