namespace SocketIoSharp.EngineIo.Outbound;

/// <summary>A transport that waits at a queue for something to send.</summary>
internal interface IQueueReader
{
    /// <summary>Ends the wait. Called outside of the queue's lock, once for each time the reader was parked.</summary>
    void Wake(QueueSignal signal);
}
