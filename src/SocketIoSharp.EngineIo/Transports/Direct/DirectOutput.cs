using System.Buffers;
using System.IO.Pipelines;
using NetSocket = System.Net.Sockets.Socket;

namespace SocketIoSharp.EngineIo.Transports.Direct;

/// <summary>
/// What a connection sends. At first it is a pipe, which a task empties into the socket. Once taken over it goes to the socket on the thread that has something to
/// say, without the copy. One writer at a time.
/// </summary>
internal sealed class DirectOutput(PipeWriter pipe, NetSocket socket) : PipeWriter
{
    private bool _hasWritten;
    private bool _isHeld;
    private ArrayBufferWriter<byte>? _unflushed;

    public override bool CanGetUnflushedBytes => IsTakenOver || pipe.CanGetUnflushedBytes;

    public override long UnflushedBytes => IsTakenOver ? _unflushed?.WrittenCount ?? 0 : pipe.UnflushedBytes;

    /// <summary>Whether nothing goes through the pipe any more.</summary>
    public bool IsTakenOver { get; private set; }

    /// <summary>From now on nothing goes through the pipe.</summary>
    /// <returns>Whether that is possible: nothing may be in the pipe, or on its way from there.</returns>
    public bool TryTakeOver() => IsTakenOver = !_hasWritten;

    /// <summary>Keeps the response that switches protocols back, to be sent together with the first frames. For an output that was taken over.</summary>
    public void Hold() => _isHeld = true;

    /// <summary>Keeps nothing back any more.</summary>
    public void Release() => _isHeld = false;

    /// <inheritdoc cref="SocketWriting.WriteAsync"/>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_unflushed is { } held)
        {
            held.Write(bytes.Span);
            (bytes, _unflushed, _isHeld) = (held.WrittenMemory, null, false);
        }

        return socket.WriteAsync(bytes);
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
        if (_isHeld || _unflushed is not { WrittenCount: > 0 })
        {
            return default;
        }

        try
        {
            await SendAsync(default);
            return default;
        }
        catch (IOException)
        {
            // What a pipe says whose reader has gone away.
            return new FlushResult(isCanceled: false, isCompleted: true);
        }
    }
}
