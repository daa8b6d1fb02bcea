using System.Threading.Channels;

namespace SocketIoSharp.EngineIo.Tests.Transports;

/// <summary>A connection whose reads and writes a test sees one by one.</summary>
internal sealed class ScriptedStream : Stream
{
    private readonly Channel<byte[]> _reads = Channel.CreateUnbounded<byte[]>();
    private readonly Channel<byte[]> _writes = Channel.CreateUnbounded<byte[]>();
    private byte[] _rest = [];

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>What one read of the server is to find; nothing more ends the connection.</summary>
    public void Arrive(params byte[][] frames) => _reads.Writer.TryWrite([.. frames.SelectMany(frame => frame)]);

    public void End() => _reads.Writer.Complete();

    /// <summary>What the server wrote at one go.</summary>
    public Task<byte[]> WrittenAsync() => _writes.Reader.ReadAsync().Soon();

    public bool HasWritten => _writes.Reader.TryPeek(out _);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.Length == 0)
        {
            if (!await _reads.Reader.WaitToReadAsync(cancellationToken))
            {
                return 0;
            }

            _rest = await _reads.Reader.ReadAsync(cancellationToken);
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest.AsSpan(0, count).CopyTo(buffer.Span);
        _rest = _rest[count..];
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _writes.Writer.TryWrite(buffer.ToArray());
        return ValueTask.CompletedTask;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
