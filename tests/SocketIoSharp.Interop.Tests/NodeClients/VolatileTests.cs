using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.NodeClients;

[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed class VolatileTests(string transport) : NodeClientFixture(transport)
{
    private const int FillerCount = 60;

    // On a WebSocket more than the system buffers for a connection, so that the server is left with a part of it.
    private string Filler { get; } = new('x', transport is Transports.Polling ? 1000 : 500_000);

    [Test]
    public async Task Volatile_ClientTakesNothing_IsDroppedAndLaterDelivered()
    {
        await using var server = await InteropServer.StartAsync(configure: options => options.Engine.MaxBufferedBytes = 100_000_000);
        await using var client = Play("volatile", server, new { count = FillerCount });
        var socket = await server.NextSocketAsync();
        if (FinalTransport is Transports.Polling)
        {
            await client.HearAsync("pausing");
            await socket.EmitAsync("before");
        }

        await client.HearAsync("paused");
        for (var i = 0; i < FillerCount; i++)
        {
            // Not awaited: it would wait for the client.
            _ = socket.EmitAsync("filler", Filler);
        }

        await socket.Volatile.EmitAsync("volatile");
        await server.Io.Volatile.EmitAsync("volatile");
        _ = socket.EmitAsync("after");
        await client.TellAsync("emitted");

        (await client.HearAsync<int>("caught-up")).Should().Be(FillerCount * Filler.Length);
        await EmitUntilReceivedAsync(socket, client);
        await client.TellAsync("leave");
        await client.FinishAsync();
    }

    // A polling client is not ready between two polls.
    private static async Task EmitUntilReceivedAsync(Socket socket, Scenario client)
    {
        var received = client.HearAsync("received");
        while (!received.IsCompleted)
        {
            await socket.Volatile.EmitAsync("volatile");
            await Task.WhenAny(received, Task.Delay(20));
        }

        await received;
    }
}
