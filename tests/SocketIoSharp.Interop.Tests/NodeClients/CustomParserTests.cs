using SocketIoSharp.Interop.Tests.Servers;
using SocketIoSharp.Server.Tests.Hosting;

namespace SocketIoSharp.Interop.Tests.NodeClients;

[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed class CustomParserTests(string transport) : NodeClientFixture(transport)
{
    [Test]
    public async Task Parser_OfSomebodysOwn_WorksBothWaysWithTheStockClient()
    {
        await using var server = await InteropServer.StartAsync(
            io => io.OnConnection(socket =>
            {
                socket.On("echo", (EventArguments args) => socket.EmitAsync("echo", args));
                socket.On("sum", (int a, int b) => a + b);
            }),
            options => options.Parser = _ => new ArrayParser());
        await using var client = Play("custom-parser", server, new { parser = "array" });
        var socket = await server.NextSocketAsync();
        await client.HearAsync("listening");

        socket.Handshake.Auth.GetProperty("token").GetString().Should().Be("t");
        (await socket.EmitWithAck("question").As<string>()).Should().Be("well");
        await client.TellAsync("leave");
        await client.FinishAsync();
    }
}
