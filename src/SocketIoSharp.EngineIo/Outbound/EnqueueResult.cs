namespace SocketIoSharp.EngineIo.Outbound;

/// <summary>What became of a frame group that was offered to a queue.</summary>
internal enum EnqueueResult
{
    /// <summary>It is queued.</summary>
    Accepted,

    /// <summary>It is queued, and more than the high-water mark waits.</summary>
    Pressured,

    /// <summary>It was volatile and the receiver was not ready, or the queue takes no more.</summary>
    Dropped,

    /// <summary>The receiver is too slow: the limit is reached.</summary>
    Overflow,
}
