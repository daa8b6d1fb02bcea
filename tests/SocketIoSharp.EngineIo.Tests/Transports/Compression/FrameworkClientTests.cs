using System.Net.WebSockets;
using System.Text;

namespace SocketIoSharp.EngineIo.Tests.Transports.Compression;

/// <summary>The framework's own WebSocket client as the peer.</summary>
internal sealed class FrameworkClientTests : EngineFixture
{
    [Test]
    public async Task Echo_CompressedBothWays_ComesBackWhole([Values] bool serverForgets, [Values] bool clientForgets, [Values] bool clientAsks)
    {
        await StartAsync(options => options.PerMessageDeflate = new EngineIoPerMessageDeflate
        {
            ServerNoContextTakeover = serverForgets,
            ClientNoContextTakeover = clientForgets,
        });
        Handler.Receiving = (session, text) =>
        {
            session.TrySend(EngineHost.Message(text));
            return ValueTask.CompletedTask;
        };
        using var client = new ClientWebSocket();
        client.Options.DangerousDeflateOptions = clientAsks
            ? new WebSocketDeflateOptions { ServerContextTakeover = false, ClientContextTakeover = false, ClientMaxWindowBits = 9 }
            : new WebSocketDeflateOptions();
        await client.ConnectAsync(new Uri(Host.Url.AbsoluteUri.Replace("http:", "ws:", StringComparison.Ordinal) + "socket.io/?EIO=4&transport=websocket"), CancellationToken.None).Soon();
        await ReceiveAsync(client);

        var random = new Random(7);
        foreach (var size in new[] { 1, 100, 1023, 5000, 70_000, 300_000, 3 })
        {
            var text = "4" + string.Concat(Enumerable.Range(0, size).Select(_ => (char)random.Next('a', 'z')));
            await client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).Soon();
            (await ReceiveAsync(client)).Should().Be(text);
        }

        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).Soon();
        (await Handler.ClosedAsync()).Reason.Should().Be(CloseReason.TransportClose);
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket client)
    {
        var message = new MemoryStream();
        var buffer = new byte[16_384];
        WebSocketReceiveResult result;
        do
        {
            result = await client.ReceiveAsync(buffer, CancellationToken.None).Soon();
            message.Write(buffer, 0, result.Count);
        }
        while (!result.EndOfMessage);

        return Encoding.UTF8.GetString(message.ToArray());
    }
}
