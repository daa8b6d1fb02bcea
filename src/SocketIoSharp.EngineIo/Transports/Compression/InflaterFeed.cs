namespace SocketIoSharp.EngineIo.Transports.Compression;

/// <summary>What an inflater reads from: the bytes of one fragment, and behind the last one the end that senders leave out.</summary>
internal sealed class InflaterFeed : Stream
{
    private static readonly byte[] OmittedEnd = [0, 0, 0xFF, 0xFF];

    private ReadOnlyMemory<byte> _data;
    private ReadOnlyMemory<byte> _end;

    /// <summary>Whether anything was taken since <see cref="Set"/>.</summary>
    public bool WasRead { get; private set; }

    public bool IsAtEnd => _data.IsEmpty && _end.IsEmpty;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void Set(ReadOnlyMemory<byte> data, bool isFinal)
    {
        _data = data;
        _end = isFinal ? OmittedEnd : default;
        WasRead = false;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_data.IsEmpty)
        {
            (_data, _end) = (_end, default);
        }

        var count = Math.Min(buffer.Length, _data.Length);
        _data.Span[..count].CopyTo(buffer);
        _data = _data[count..];
        WasRead |= count > 0;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
