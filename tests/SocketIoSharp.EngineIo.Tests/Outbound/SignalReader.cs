using SocketIoSharp.EngineIo.Outbound;

namespace SocketIoSharp.EngineIo.Tests.Outbound;

/// <summary>A reader that notes what it is woken with.</summary>
internal sealed class SignalReader : IQueueReader
{
    private TaskCompletionSource<QueueSignal> _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsWoken => _signal.Task.IsCompleted;

    public void Wake(QueueSignal signal) => _signal.SetResult(signal);

    /// <summary>Waits for the signal, and is ready to be parked again.</summary>
    public async Task<QueueSignal> WokenAsync()
    {
        var signal = await _signal.Task.Soon();
        _signal = new TaskCompletionSource<QueueSignal>(TaskCreationOptions.RunContinuationsAsynchronously);
        return signal;
    }
}
