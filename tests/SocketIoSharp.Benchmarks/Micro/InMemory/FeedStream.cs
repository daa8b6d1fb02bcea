using System.Buffers;
using System.Threading.Tasks.Sources;

namespace SocketIoSharp.Benchmarks.Micro.InMemory;

/// <summary>
/// The server's end of a connection that is none. Bytes that are fed are handled on the feeding thread before <see cref="Feed"/> returns, bytes that are
/// written are counted and thrown away, and neither costs memory. One thread at a time.
/// </summary>
internal sealed class FeedStream : Stream, IValueTaskSource<int>
{
    // The server goes on within Feed: a hop to another thread would be measured with it.
    private ManualResetValueTaskSourceCore<int> _reading;
    private Memory<byte> _target;
    private ReadOnlyMemory<byte> _input;
    private bool _isWaiting;
    private bool _hasEnded;

    /// <summary>The number of writes.</summary>
    public long Writes { get; private set; }

    /// <summary>Keeps a copy of what is written, for as long as it is set.</summary>
    public ArrayBufferWriter<byte>? Record { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Gives the server bytes to read. Returns when it has handled them and waits for more.</summary>
    /// <exception cref="InvalidOperationException">The server does not read, or has stopped reading: what is measured would not be all of it.</exception>
    public void Feed(ReadOnlyMemory<byte> bytes)
    {
        _input = bytes;
        Wake();
        if (!_input.IsEmpty || !_isWaiting)
        {
            throw new InvalidOperationException("The server has not handled what it was fed.");
        }
    }

    /// <summary>Ends the connection.</summary>
    public void End()
    {
        _hasEnded = true;
        Wake();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_hasEnded || !_input.IsEmpty)
        {
            return new ValueTask<int>(CopyTo(buffer));
        }

        _target = buffer;
        _isWaiting = true;
        _reading.Reset();
        return new ValueTask<int>(this, _reading.Version);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Writes++;
        Record?.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    int IValueTaskSource<int>.GetResult(short token) => _reading.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _reading.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _reading.OnCompleted(continuation, state, token, flags);

    private void Wake()
    {
        if (_isWaiting)
        {
            _isWaiting = false;
            _reading.SetResult(CopyTo(_target));
        }
    }

    private int CopyTo(Memory<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _input.Length);
        _input[..count].CopyTo(buffer);
        _input = _input[count..];
        return count;
    }
}
