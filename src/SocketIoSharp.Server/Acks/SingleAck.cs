namespace SocketIoSharp.Acks;

/// <summary>Waits for the answer of one socket.</summary>
internal sealed class SingleAck(SocketIoServer server) : AckSink
{
    private readonly TaskCompletionSource<AckAnswer> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SocketIoServer Server => server;

    public Task<AckAnswer> Answer => _completion.Task;

    public override void OnAnswer(ReadOnlySpan<byte> json, ReadOnlyMemory<byte>[] attachments) =>
        _completion.TrySetResult(new AckAnswer(json.ToArray(), attachments));

    public override void OnDisconnected(Socket socket) => OnGone(socket.Id);

    public void OnGone(string socketId) => Fail(new SocketDisconnectedException(socketId));

    public override void OnTimeout() => Fail(new AckTimeoutException());

    private void Fail(Exception exception)
    {
        if (_completion.TrySetException(exception))
        {
            // An answer that nobody waits for is nobody's unobserved exception.
            _ = _completion.Task.Exception;
        }
    }
}
