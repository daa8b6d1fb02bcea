using System.Buffers;
using System.Net.WebSockets;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.Testing.Transports;

/// <summary>A session over a WebSocket. Masking, frames and the closing handshake are the framework's client's.</summary>
internal sealed class WebSocketClientTransport(WebSocket socket) : ClientTransport
{
    private const int BufferSize = 4096;

    private ArrayBufferWriter<byte> _message = new();

    public static async Task<WebSocketClientTransport> ConnectAsync(ClientNetwork network, CancellationToken cancellation)
    {
        var (socket, headers) = await network.OpenWebSocketAsync(network.Target("websocket"), cancellation);
        return new WebSocketClientTransport(socket) { ResponseHeaders = headers };
    }

    public override async Task SendAsync(FrameGroup group)
    {
        if (group.HasText)
        {
            await socket.SendAsync(group.Text, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }

        foreach (var attachment in group.Attachments)
        {
            await socket.SendAsync(attachment, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        }
    }

    public override async Task<IReadOnlyList<EnginePacket>?> ReceiveAsync()
    {
        // Attachments of an earlier message may be kept by whoever got them.
        _message = new ArrayBufferWriter<byte>();
        while (true)
        {
            var result = await socket.ReceiveAsync(_message.GetMemory(BufferSize), CancellationToken.None);
            if (result.MessageType is WebSocketMessageType.Close)
            {
                await AnswerCloseAsync();
                return null;
            }

            _message.Advance(result.Count);
            if (result.EndOfMessage)
            {
                return [Decode(result.MessageType)];
            }
        }
    }

    public override Task CloseAsync() => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

    public override void Abort() => socket.Abort();

    private EnginePacket Decode(WebSocketMessageType type)
    {
        if (type is WebSocketMessageType.Binary)
        {
            return EnginePacket.Binary(_message.WrittenMemory);
        }

        return EnginePacketCodec.TryDecode(_message.WrittenMemory, out var packet) ? packet : throw new InvalidDataException("The server has sent a malformed packet.");
    }

    private async Task AnswerCloseAsync()
    {
        if (socket.State is WebSocketState.CloseReceived)
        {
            await CloseAsync();
        }
    }
}
