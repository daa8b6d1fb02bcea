using System.Net.WebSockets;

namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>Sends to one WebSocket, which takes one message at a time, for however many threads.</summary>
internal sealed class SerialSender(WebSocket socket)
{
    private const int MaxWaitingBytes = 4 * 1024 * 1024;

    private readonly Lock _gate = new();
    private Queue<WaitingMessage>? _waiting;
    private int _waitingBytes;
    private bool _isSending;

    /// <summary>Sends a message and ends when its bytes may change. Fails if the client has gone.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, WebSocketMessageType type)
    {
        if (TryBegin())
        {
            await socket.SendAsync(message, type, endOfMessage: true, CancellationToken.None);
            await SendWaitingAsync();
        }
        else
        {
            // A broadcast is on its way to this client: the message waits, and its buffer cannot.
            Post(message.ToArray(), type);
        }
    }

    /// <summary>Sends a message that never changes, after those that wait. Returns at once, however slow the client is.</summary>
    public void Post(byte[] message, WebSocketMessageType type)
    {
        if (TryBeginOrQueue(new WaitingMessage(message, type)))
        {
            _ = SendPostedAsync(message, type);
        }
    }

    private async Task SendPostedAsync(byte[] message, WebSocketMessageType type)
    {
        try
        {
            await socket.SendAsync(message.AsMemory(), type, endOfMessage: true, CancellationToken.None);
            await SendWaitingAsync();
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client has gone, which the loop that reads notices as well. Nothing can be sent any more, so the right to send stays taken.
        }
    }

    private async ValueTask SendWaitingAsync()
    {
        while (TryTakeWaiting(out var next))
        {
            await socket.SendAsync(next.Bytes.AsMemory(), next.Type, endOfMessage: true, CancellationToken.None);
        }
    }

    private bool TryBegin()
    {
        lock (_gate)
        {
            return !_isSending && (_isSending = true);
        }
    }

    private bool TryBeginOrQueue(WaitingMessage message)
    {
        lock (_gate)
        {
            if (!_isSending)
            {
                return _isSending = true;
            }

            (_waiting ??= new Queue<WaitingMessage>()).Enqueue(message);
            _waitingBytes += message.Bytes.Length;
            if (_waitingBytes <= MaxWaitingBytes)
            {
                return false;
            }
        }

        // Too slow to keep: what waits for it would grow without end.
        socket.Abort();
        return false;
    }

    // Gives the right to send back when nothing waits.
    private bool TryTakeWaiting(out WaitingMessage next)
    {
        lock (_gate)
        {
            next = default;
            _isSending = _waiting is not null && _waiting.TryDequeue(out next);
            _waitingBytes -= next.Bytes?.Length ?? 0;
            return _isSending;
        }
    }

    private readonly record struct WaitingMessage(byte[] Bytes, WebSocketMessageType Type);
}
