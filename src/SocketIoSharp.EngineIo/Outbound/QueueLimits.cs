namespace SocketIoSharp.EngineIo.Outbound;

/// <summary>How much may wait for one client.</summary>
/// <param name="HighWaterMark">The bytes above which those who send wait.</param>
/// <param name="MaxBytes">The bytes at which the queue is full.</param>
/// <param name="MaxPackets">The packets at which it is, attachments not counted.</param>
/// <param name="Policy">What happens when it is.</param>
internal sealed record QueueLimits(int HighWaterMark, int MaxBytes, int MaxPackets, SlowReceiverPolicy Policy)
{
    public static QueueLimits Of(EngineIoOptions options) =>
        new(options.HighWaterMark, options.MaxBufferedBytes, options.MaxBufferedPackets, options.SlowReceiverPolicy);
}
