using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.NodeClients;

[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed class TrafficTests(string transport) : NodeClientFixture(transport)
{
    private const int Count = 1000;

    [Test]
    public async Task Traffic_BothWaysDuringUpgrade_LosesAndDisordersNothing()
    {
        var received = new ConcurrentQueue<int>();
        var underWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var complete = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await InteropServer.StartAsync(io => io.OnConnection(socket => socket.On("number", (int number, byte[]? _) =>
        {
            received.Enqueue(number);
            if (number == Count / 10)
            {
                underWay.SetResult();
            }
            else if (number == Count - 1)
            {
                complete.SetResult();
            }
        })), map: app => app.Use((http, next) => UpgradeAfterAsync(underWay.Task, http, next)));
        await using var client = Play("traffic", server, new { count = Count });
        var connected = await server.NextSocketAsync();
        await SendNumbersAsync(connected);
        await complete.Task.WithPatience();
        await client.TellAsync("received");

        var transports = await client.HearAsync("done");
        transports.GetProperty("after").GetString().Should().Be(FinalTransport);
        await Patience.UntilAsync(() => connected.Transport == FinalTransport, "the last packet of the probe to be read");
        received.Should().Equal(Enumerable.Range(0, Count));
        transports.GetProperty("before").GetString().Should().Be(Transport is Transports.WebSocket ? "websocket" : "polling");
        await client.FinishAsync();
    }

    // Holds the WebSocket of a session back, so that the upgrade falls into the midst of the traffic.
    private static async Task UpgradeAfterAsync(Task underWay, HttpContext http, RequestDelegate next)
    {
        if (http.Request.Query["transport"] == "websocket" && http.Request.Query.ContainsKey("sid"))
        {
            await underWay.WithPatience();
        }

        await next(http);
    }

    private static async Task SendNumbersAsync(Socket socket)
    {
        for (var i = 0; i < Count; i++)
        {
            await (i % 5 == 0 ? socket.EmitAsync("number", i, new byte[] { 1, 2, 3 }) : socket.EmitAsync("number", i));
            if (i % 10 == 9)
            {
                await Task.Delay(2);
            }
        }
    }
}
