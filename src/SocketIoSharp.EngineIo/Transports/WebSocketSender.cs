using System.Buffers;
using SocketIoSharp.EngineIo.Outbound;
using SocketIoSharp.EngineIo.Revisions;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Transports;

/// <summary>
/// Sends what a session's queue holds over its WebSocket, and at last the close frame. Nothing waits here while the queue is empty: the
/// thread that queues a packet also sends it, unless the reader of the same client has corked the sender to answer several frames at once, or the
/// thread gathers what it sends.
/// </summary>
internal sealed class WebSocketSender(WebSocketConnection connection, EngineSession session, AttachmentFraming framing) : IQueueReader
{
    // Frames are joined up to this size; a larger one is sent by itself, without a copy.
    private const int JoinLimit = 16 * 1024;

    private const int Uncorked = 0;
    private const int Corked = 1;
    private const int CorkedWithWork = 2;

    private static readonly TaskCompletionSource CompletedBefore = CreateCompleted();

    // Made by whoever is first: the one who waits, or the end.
    private TaskCompletionSource? _completed;
    private FrameGroup[] _groups = [];
    private byte[] _joined = [];
    private int _joinedLength;
    private int _cork;

    // Made for the first attachment that the client gets.
    private byte[]? _head;

    /// <summary>The code of the close frame; none makes it empty.</summary>
    public ushort? CloseCode { get; set; }

    /// <summary>Completes after the close frame, or when sending has become impossible.</summary>
    public Task Completed =>
        LazyInitializer.EnsureInitialized(ref _completed, static () => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Starts with what is queued already. The session's outbound lease must be held.</summary>
    public void Start()
    {
        var signal = session.Outbound.Park(this);
        if (signal is not QueueSignal.None)
        {
            Wake(signal);
        }
    }

    public void Wake(QueueSignal signal)
    {
        var isHeld = signal is not QueueSignal.Closed && (Interlocked.CompareExchange(ref _cork, CorkedWithWork, Corked) != Uncorked || GatheredSenders.TryTake(this));
        if (!isHeld)
        {
            _ = RunAsync(signal);
        }
    }

    /// <summary>Lets packets gather until <see cref="Uncork"/>.</summary>
    public void Cork() => Interlocked.CompareExchange(ref _cork, Corked, Uncorked);

    /// <summary>Sends what has gathered.</summary>
    public void Uncork()
    {
        if (Interlocked.Exchange(ref _cork, Uncorked) == CorkedWithWork)
        {
            _ = RunAsync(QueueSignal.Readable);
        }
    }

    // Runs on the caller's thread up to the first write that does not complete at once. Never throws.
    private async Task RunAsync(QueueSignal signal)
    {
        try
        {
            while (signal is QueueSignal.Readable or QueueSignal.Interrupted)
            {
                await DrainAsync();
                signal = session.Outbound.Park(this);
            }

            if (signal is QueueSignal.Closed)
            {
                session.OnDrained();
                if (!connection.HasEnded)
                {
                    await connection.WriteCloseAsync(CloseCode);
                }

                Complete();
            }
        }
        catch (Exception exception)
        {
            // Whatever a broken connection throws: there is nothing left to do but to say so. Its reader may notice much later.
            Complete();
            session.Close(CloseReason.TransportClose, exception.Message);
        }
    }

    private void Complete() => Interlocked.CompareExchange(ref _completed, CompletedBefore, null)?.TrySetResult();

    private static TaskCompletionSource CreateCompleted()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }

    private async ValueTask DrainAsync()
    {
        var count = session.Outbound.TakeAll(ref _groups, isReturning: true);
        if (count == 0)
        {
            return;
        }

        session.OnFlushing(_groups.AsSpan(0, count));
        try
        {
            for (var i = 0; i < count; i++)
            {
                var writing = WriteAsync(_groups[i], isLast: i == count - 1);
                if (!writing.IsCompleted)
                {
                    session.Outbound.Stall();
                }

                await writing;
            }
        }
        finally
        {
            ReturnJoined();
            session.Outbound.Complete(_groups.AsSpan(0, count));
            session.OnWritten();
            _groups = OutboundQueue.Recycle(_groups, count);
        }
    }

    private async ValueTask WriteAsync(FrameGroup group, bool isLast)
    {
        var hasAttachments = group.Attachments.Count > 0;
        if (group.HasText)
        {
            await WriteAsync(default, group.WebSocketText, isLast && !hasAttachments);
        }

        for (var i = 0; hasAttachments && i < group.Attachments.Count; i++)
        {
            var isLastPart = isLast && i == group.Attachments.Count - 1;
            var (head, body) = framing.Frame(group, i, _head ??= new byte[AttachmentFraming.MaxHeadSize]);
            await WriteAsync(head, body, isLastPart);
        }
    }

    private ValueTask WriteAsync(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> body, bool isLast)
    {
        if (connection.Deflater is { } deflater)
        {
            (header, body) = deflater.Deflate(header, body);
        }

        var length = header.Length + body.Length;
        if (_joinedLength == 0 && header.IsEmpty && isLast)
        {
            return connection.WriteAsync(body);
        }

        if (_joinedLength + length > JoinLimit)
        {
            return WriteLargeAsync(header, body, isLast);
        }

        Join(header.Span);
        Join(body.Span);
        return isLast ? FlushAsync() : ValueTask.CompletedTask;
    }

    private async ValueTask WriteLargeAsync(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> body, bool isLast)
    {
        await FlushAsync();
        Join(header.Span);
        if (body.Length <= JoinLimit - header.Length)
        {
            Join(body.Span);
            if (isLast)
            {
                await FlushAsync();
            }

            return;
        }

        await FlushAsync();
        await connection.WriteAsync(body);
    }

    private ValueTask FlushAsync()
    {
        var length = _joinedLength;
        _joinedLength = 0;
        return length == 0 ? ValueTask.CompletedTask : connection.WriteAsync(_joined.AsMemory(0, length));
    }

    private void Join(ReadOnlySpan<byte> bytes)
    {
        if (_joined.Length == 0)
        {
            _joined = ArrayPool<byte>.Shared.Rent(JoinLimit);
        }

        bytes.CopyTo(_joined.AsSpan(_joinedLength));
        _joinedLength += bytes.Length;
    }

    private void ReturnJoined()
    {
        if (_joined.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_joined);
            _joined = [];
        }

        _joinedLength = 0;
    }
}
