namespace SocketIoSharp.Server.Tests.Hosting;

internal sealed class ShutdownTests : ServerFixture
{
    [Test]
    public async Task Stop_ClientsOfEveryKind_AreToldAndTheHostStopsAtOnce()
    {
        await StartAsync();
        var (webSocket, first) = await ConnectAsync();
        var (polling, second) = await ConnectAsync(transport: WireClient.Polling);
        var joining = await OpenAsync();
        var reasons = Record(first, second);
        var polled = polling.Engine.ReceiveCloseAsync();

        var stopping = Host.App.StopAsync();

        await polled.Soon();
        await webSocket.Engine.ReceiveCloseAsync();
        await joining.Engine.ReceiveCloseAsync();

        // The clock has stood still: nobody's time had to pass.
        await stopping.Soon();
        foreach (var reason in reasons)
        {
            (await reason.Soon()).Should().Be(DisconnectReason.ServerShuttingDown);
        }

        Server.ConnectionCount.Should().Be(0);
    }

    [Test]
    public async Task Stop_PollingClientStaysAway_WaitsForTheTimeGivenAndNoLonger()
    {
        await StartAsync(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        var (_, socket) = await ConnectAsync(transport: WireClient.Polling);
        var reasons = Record(socket);

        var stopping = Host.App.StopAsync();
        (await reasons[0].Soon()).Should().Be(DisconnectReason.ServerShuttingDown);
        Time.Advance(TimeSpan.FromSeconds(4.9));
        stopping.IsCompleted.Should().BeFalse();
        Server.ConnectionCount.Should().Be(1);

        await Time.AdvanceUntilAsync(stopping, TimeSpan.FromSeconds(0.1));
        Server.ConnectionCount.Should().Be(0);
    }

    [Test]
    public async Task Stop_PollingClientComesBack_IsToldThen()
    {
        await StartAsync(options => options.ShutdownTimeout = TimeSpan.FromMinutes(1));
        var (client, socket) = await ConnectAsync(transport: WireClient.Polling);
        await socket.EmitAsync("last words");

        var stopping = Host.App.StopAsync();
        await Patience.UntilAsync(() => !socket.Connected);

        await client.ExpectAsync("""2["last words"]""");
        await client.Engine.ReceiveCloseAsync();
        await stopping.Soon();
    }

    [Test]
    public async Task Close_QueuedEvents_AreDeliveredFirst()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();

        for (var i = 0; i < 100; i++)
        {
            await socket.EmitAsync("n", i);
        }

        var closing = Server.CloseAsync();

        for (var i = 0; i < 100; i++)
        {
            await client.ExpectAsync($"2[\"n\",{i}]");
        }

        await client.Engine.ReceiveCloseAsync();
        await closing.Soon();
    }

    [Test]
    public async Task Close_Over_NewClientsAreRefusedAndEmitsHaveNoEffect()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        var closing = Server.CloseAsync();
        await client.Engine.ReceiveCloseAsync();
        await closing.Soon();

        (await WebSocketWire.RequestAsync(Host.Url, string.Empty)).Status.Should().Be(503);
        await using var connection = await RawConnection.OpenAsync(Host.Url);
        await connection.SendHeadAsync("GET", "/socket.io/?EIO=4&transport=polling");
        (await connection.ReceiveResponseAsync()).Status.Should().Be(503);
        await socket.EmitAsync("nobody");
        await Server.EmitAsync("nobody");
        socket.Connected.Should().BeFalse();
        await Server.CloseAsync().Soon();
    }

    [Test]
    public async Task Close_EveryNamespace_IsDisconnectedWithTheReason()
    {
        await StartAsync(prepare: server => server.Of("/admin"));
        var client = await OpenAsync();
        var main = await FindAsync(await client.ConnectAsync());
        var admin = await FindAsync(await client.ConnectAsync("/admin"), "/admin");
        var reasons = Record(main, admin);

        var closing = Server.CloseAsync();
        await client.Engine.ReceiveCloseAsync();
        await closing.Soon();

        (await Task.WhenAll(reasons).Soon()).Should().Equal(DisconnectReason.ServerShuttingDown, DisconnectReason.ServerShuttingDown);
        reasons.Should().OnlyContain(reason => reason.Result.Name == "server shutting down");
    }

    [Test]
    public async Task Stop_HandlerThatWatchesItsToken_EndsWithoutAnError()
    {
        var started = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        // It ends when its socket does, so there is no waiting for it before.
        await StartAsync(options => options.DrainTimeout = TimeSpan.Zero, server => server.OnConnection(socket => socket.On("work", async (CancellationToken aborted) =>
        {
            started.SetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, aborted);
            }
            finally
            {
                ended.SetResult();
            }
        })));
        var (client, _) = await ConnectAsync();
        await client.SendAsync("""20["work"]""");
        await started.Task.Soon();

        var stopping = Host.App.StopAsync();
        await client.Engine.ReceiveCloseAsync();

        await stopping.Soon();
        await ended.Task.Soon();
    }

    private static Task<DisconnectReason>[] Record(params Socket[] sockets) => [.. sockets.Select(socket =>
    {
        var reason = new TaskCompletionSource<DisconnectReason>();
        socket.OnDisconnect(reason.SetResult);
        return reason.Task;
    })];
}
