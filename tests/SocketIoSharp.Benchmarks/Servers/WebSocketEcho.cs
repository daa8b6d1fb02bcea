using System.Buffers;
using System.Net.WebSockets;

namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>One WebSocket: messages go back as they came, and those that are a broadcast go to everybody.</summary>
internal sealed class WebSocketEcho(WebSocket socket, ConnectedWebSockets connected)
{
    private const int FirstBuffer = 4 * 1024;
    private const int Growth = 32;
    private const int MaxMessage = 2 * 1024 * 1024;

    private readonly SerialSender _sender = new(socket);

    /// <summary>Echoes until the client closes, or breaks off.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await EchoAsync())
            {
            }
        }
        catch (WebSocketException)
        {
            // The client broke off, or broke a rule: the WebSocket has closed itself.
        }
        catch (OperationCanceledException)
        {
            // The same while a message was on its way.
        }
    }

    /// <summary>Queues a message of someone else, and returns at once.</summary>
    public void Post(byte[] message) => _sender.Post(message, WebSocketMessageType.Text);

    private async ValueTask<bool> EchoAsync()
    {
        // A read of nothing ends when there is something, so that a silent client holds no buffer.
        var ready = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        if (ready.MessageType == WebSocketMessageType.Close)
        {
            return await CloseAsync(WebSocketCloseStatus.NormalClosure);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            var length = 0;
            for (var received = ready; !received.EndOfMessage; length += received.Count)
            {
                if (length == buffer.Length && !TryGrow(ref buffer))
                {
                    return await CloseAsync(WebSocketCloseStatus.MessageTooBig);
                }

                received = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return await CloseAsync(WebSocketCloseStatus.NormalClosure);
                }
            }

            await AnswerAsync(buffer.AsMemory(0, length), ready.MessageType);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private ValueTask AnswerAsync(ReadOnlyMemory<byte> message, WebSocketMessageType type)
    {
        if (type == WebSocketMessageType.Text && message.Span.StartsWith("42[\"broadcast\""u8))
        {
            Broadcast(message.ToArray());
            return ValueTask.CompletedTask;
        }

        return _sender.SendAsync(message, type);
    }

    private void Broadcast(byte[] message)
    {
        foreach (var echo in connected.Everybody)
        {
            echo.Post(message);
        }
    }

    private async ValueTask<bool> CloseAsync(WebSocketCloseStatus status)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(status, null, CancellationToken.None);
        }

        return false;
    }

    // In few and large steps, because each copies what there is.
    private static bool TryGrow(ref byte[] buffer)
    {
        if (buffer.Length >= MaxMessage)
        {
            return false;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length * Growth, MaxMessage));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
        return true;
    }
}
