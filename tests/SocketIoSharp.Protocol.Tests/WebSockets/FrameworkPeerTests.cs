using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.Protocol.Tests.WebSockets;

/// <summary>The framework's own WebSocket as the other side, which knows nothing of this implementation.</summary>
internal sealed class FrameworkPeerTests
{
    private static readonly int[] Lengths = [0, 1, 125, 126, 127, 65535, 65536, 200_000];

    [TestCaseSource(nameof(Lengths))]
    public async Task Decoder_FramesOfTheFrameworksClient_FindsTheMessages(int length)
    {
        using var sent = new MemoryStream();
        using var client = WebSocket.CreateFromStream(sent, new WebSocketCreationOptions { IsServer = false });
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var text = Encoding.UTF8.GetBytes(new string('ü', length / 2));
        await client.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        await client.SendAsync(text.AsMemory(0, text.Length / 3), WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
        await client.SendAsync(text.AsMemory(text.Length / 3), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None);

        DecoderRun.Feed(new WebSocketLimits(1_000_000), sent.ToArray(), () => 4096)
            .Should().Equal(DecoderCase.Binary(bytes), DecoderCase.Text(text), "close:03E8627965");
    }

    [TestCaseSource(nameof(Lengths))]
    public async Task FrameGroup_ReadByTheFrameworksClient_IsTheText(int length)
    {
        var text = new byte[length];
        Array.Fill(text, (byte)'x');
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await pipe.Writer.WriteAsync(FrameGroup.FromWebSocketFrame(WebSocketOpcode.Ping, "p"u8).WebSocketText);
        await pipe.Writer.WriteAsync(FrameGroup.FromText(text).WebSocketText);
        await pipe.Writer.WriteAsync(FrameGroup.FromWebSocketFrame(WebSocketOpcode.Close, [0x03, 0xF1]).WebSocketText);
        await using var stream = new DuplexStream(pipe.Reader.AsStream());
        using var client = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = false });

        var buffer = new byte[length + 1];
        var received = 0;
        ValueWebSocketReceiveResult result;
        do
        {
            result = await client.ReceiveAsync(buffer.AsMemory(received), CancellationToken.None);
            received += result.Count;
        }
        while (!result.EndOfMessage);

        result.MessageType.Should().Be(WebSocketMessageType.Text);
        buffer.AsSpan(0, received).SequenceEqual(text).Should().BeTrue();
        (await client.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).MessageType.Should().Be(WebSocketMessageType.Close);
        client.CloseStatus.Should().Be((WebSocketCloseStatus)WebSocketCloseCode.MessageTooBig);
    }
}
