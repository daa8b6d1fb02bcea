using SocketIoSharp.EngineIo.Outbound;

namespace SocketIoSharp.EngineIo.Transports;

/// <summary>A poll that waits for something to answer with.</summary>
internal sealed class PollWait : IQueueReader
{
    private readonly TaskCompletionSource<QueueSignal> _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<QueueSignal> Signal => _signal.Task;

    public void Wake(QueueSignal signal) => _signal.SetResult(signal);
}
