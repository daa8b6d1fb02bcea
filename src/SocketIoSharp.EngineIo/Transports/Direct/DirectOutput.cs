using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using NetSocket = System.Net.Sockets.Socket;

namespace SocketIoSharp.EngineIo.Transports.Direct;

/// <summary>
/// The output of a connection. At first it is Kestrel's pipe, which a task of Kestrel's empties into the socket. Once taken over it writes to the socket
/// on the thread that has something to say, which saves the copy and the two changes of thread. One writer at a time.
/// </summary>
internal sealed class DirectOutput(PipeWriter pipe, NetSocket socket) : PipeWriter
{
    private bool _hasWritten;
    private ArrayBufferWriter<byte>? _unflushed;

    public override bool CanGetUnflushedBytes => IsTakenOver || pipe.CanGetUnflushedBytes;

    public override long UnflushedBytes => IsTakenOver ? _unflushed?.WrittenCount ?? 0 : pipe.UnflushedBytes;

    /// <summary>Whether nothing goes through the pipe any more.</summary>
    public bool IsTakenOver { get; private set; }

    /// <summary>From now on nothing goes through the pipe.</summary>
    /// <returns>Whether that is possible: nothing may be in the pipe, or on its way from there.</returns>
    public bool TryTakeOver()
    {
        if (_hasWritten)
        {
            return false;
        }

        // Asks the kernel once and never waits in it: what it cannot take is sent asynchronously.
        socket.Blocking = false;
        return IsTakenOver = true;
    }

    /// <summary>Sends bytes. Completes at once when the kernel takes them all.</summary>
    /// <exception cref="IOException">The connection is broken or closed.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        int sent;
        SocketError error;
        try
        {
            sent = socket.Send(bytes.Span, SocketFlags.None, out error);
        }
        catch (ObjectDisposedException exception)
        {
            return ValueTask.FromException(new IOException("The connection was closed.", exception));
        }

        return error switch
        {
            SocketError.Success when sent == bytes.Length => ValueTask.CompletedTask,
            SocketError.Success or SocketError.WouldBlock => SendRestAsync(bytes[Math.Max(0, sent)..]),
            _ => ValueTask.FromException(new IOException("The connection was reset.", new SocketException((int)error))),
        };
    }

    public override void Advance(int bytes)
    {
        if (IsTakenOver)
        {
            _unflushed!.Advance(bytes);
            return;
        }

        _hasWritten |= bytes > 0;
        pipe.Advance(bytes);
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => IsTakenOver ? Unflushed.GetMemory(sizeHint) : pipe.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => IsTakenOver ? Unflushed.GetSpan(sizeHint) : pipe.GetSpan(sizeHint);

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        if (IsTakenOver)
        {
            Unflushed.Write(source.Span);
            return FlushUnflushedAsync();
        }

        _hasWritten |= !source.IsEmpty;
        return pipe.WriteAsync(source, cancellationToken);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        IsTakenOver ? FlushUnflushedAsync() : pipe.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => pipe.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => pipe.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => pipe.CompleteAsync(exception);

    // Only the head of the response that switches protocols, or refuses to, comes this way.
    private ArrayBufferWriter<byte> Unflushed => _unflushed ??= new ArrayBufferWriter<byte>();

    private async ValueTask<FlushResult> FlushUnflushedAsync()
    {
        if (_unflushed is not { WrittenCount: > 0 } unflushed)
        {
            return default;
        }

        _unflushed = null;
        try
        {
            await SendAsync(unflushed.WrittenMemory);
            return default;
        }
        catch (IOException)
        {
            // What a pipe says whose reader has gone away.
            return new FlushResult(isCanceled: false, isCompleted: true);
        }
    }

    private async ValueTask SendRestAsync(ReadOnlyMemory<byte> rest)
    {
        try
        {
            while (!rest.IsEmpty)
            {
                rest = rest[await socket.SendAsync(rest, SocketFlags.None)..];
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            throw new IOException("The connection was closed while a client was slow to read.", exception);
        }
    }
}
