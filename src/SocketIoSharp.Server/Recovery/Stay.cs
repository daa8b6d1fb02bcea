namespace SocketIoSharp.Recovery;

/// <summary>A socket that a client may ask for, from the moment that it has its secret until it is kept for the client, or will never be.</summary>
internal sealed class Stay(Socket socket)
{
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Socket Socket => socket;

    /// <summary>Done when it is over.</summary>
    public Task Left => _left.Task;

    public void End() => _left.SetResult();
}
