using System.Threading.Channels;
using SocketIOClient;
using SocketIOClient.Transport;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.DotNetClient;

/// <summary>The SocketIOClient package from NuGet, told to speak Engine.IO 3.</summary>
[TestFixture(TransportProtocol.Polling)]
[TestFixture(TransportProtocol.WebSocket)]
internal sealed class DotNetRevision3Tests(TransportProtocol transport)
{
    [Test]
    public async Task Client_OfRevision3_ExchangesEventsBinaryAndAcks()
    {
        await using var server = await InteropServer.StartAsync(
            io => io.OnConnection(socket =>
            {
                socket.On("echo", (EventArguments args) => socket.EmitAsync("echo", args));
                socket.On("reverse", (byte[] data) => data.Reverse().ToArray());
            }),
            options => options.Engine.AllowEio3 = true);
        using var client = new SocketIOClient.SocketIO(server.Url, new SocketIOOptions
        {
            EIO = 3,
            Transport = transport,
            AutoUpgrade = false,
            ConnectionTimeout = Patience.Limit,
        });
        var echoes = Channel.CreateUnbounded<SocketIOResponse>();
        client.On("echo", response => echoes.Writer.TryWrite(response));
        client.On("question", response => _ = response.CallbackAsync(response.GetValue<string>() + "!"));
        var connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.OnConnected += (_, _) => connected.TrySetResult();

        await client.ConnectAsync().WithPatience();
        await connected.Task.WithPatience();
        var socket = await server.NextSocketAsync();
        socket.Handshake.Query["EIO"].Should().Be("3");

        await client.EmitAsync("echo", "日本語 🚀", 7, new byte[] { 1, 2, 3 });
        var echo = await echoes.Reader.ReadAsync().AsTask().WithPatience();
        echo.GetValue<string>().Should().Be("日本語 🚀");
        echo.GetValue<int>(1).Should().Be(7);
        echo.GetValue<byte[]>(2).Should().Equal(1, 2, 3);

        var answer = new TaskCompletionSource<SocketIOResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        await client.EmitAsync("reverse", answer.SetResult, new byte[] { 1, 2, 3 });
        (await answer.Task.WithPatience()).GetValue<byte[]>().Should().Equal(3, 2, 1);
        (await socket.EmitWithAck("question", "well").As<string>().WithPatience()).Should().Be("well!");

        await client.DisconnectAsync();
        await InteropServer.DisconnectionOf(socket);
        server.Errors.Should().BeEmpty();
    }
}
