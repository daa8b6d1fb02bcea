using System.Net.Sockets;
using System.Threading.Tasks.Sources;
using NetSocket = System.Net.Sockets.Socket;

namespace SocketIoSharp.EngineIo.Transports.Direct;

/// <summary>
/// Receives from a socket, one call at a time. An error is a result here: the exception by which a socket reports that a client has gone carries a stack trace that
/// costs more than the whole connection did.
/// </summary>
internal sealed class SocketReceiver(NetSocket socket) : SocketAsyncEventArgs(true), IValueTaskSource<int>
{
    /// <summary>What a call gives that has failed.</summary>
    public const int Failed = -1;

    private ManualResetValueTaskSourceCore<int> _completion;

    /// <summary>Receives some bytes, or waits for them where <paramref name="memory"/> is empty. Goes on with its caller on the thread that learned of them.</summary>
    /// <returns>How many; 0 at the end; <see cref="Failed"/> when the connection has broken, for which <see cref="SocketAsyncEventArgs.SocketError"/> has the reason.</returns>
    public ValueTask<int> ReceiveAsync(Memory<byte> memory)
    {
        _completion.Reset();
        SetBuffer(memory);
        try
        {
            return socket.ReceiveAsync(this) ? new ValueTask<int>(this, _completion.Version) : new ValueTask<int>(Result);
        }
        catch (ObjectDisposedException)
        {
            SocketError = SocketError.OperationAborted;
            return new ValueTask<int>(Failed);
        }
    }

    int IValueTaskSource<int>.GetResult(short token) => _completion.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _completion.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);

    protected override void OnCompleted(SocketAsyncEventArgs e) => _completion.SetResult(Result);

    private int Result => SocketError is SocketError.Success ? BytesTransferred : Failed;
}
