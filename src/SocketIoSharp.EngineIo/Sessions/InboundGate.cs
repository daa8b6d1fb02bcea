namespace SocketIoSharp.EngineIo.Sessions;

/// <summary>Lets one request at a time deliver a client's packets: a second POST is refused, a WebSocket waits for a POST to end. Its own lock.</summary>
internal sealed class InboundGate
{
    private bool _isTaken;
    private TaskCompletionSource? _next;

    public bool TryEnter()
    {
        lock (this)
        {
            return !_isTaken && (_isTaken = true);
        }
    }

    public Task EnterAsync()
    {
        lock (this)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return Task.CompletedTask;
            }

            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _next.Task;
        }
    }

    public void Leave()
    {
        TaskCompletionSource? next;
        lock (this)
        {
            (next, _next) = (_next, null);
            _isTaken = next is not null;
        }

        next?.SetResult();
    }
}
