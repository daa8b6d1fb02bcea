using System.Collections.Concurrent;

namespace SocketIoSharp.Server.Tests.Sockets;

/// <summary>How sockets end, and what the application and the client see of it.</summary>
internal sealed class DisconnectTests : ServerFixture
{
    private readonly ConcurrentQueue<string> _steps = new();
    private readonly TaskCompletionSource<DisconnectReason> _reason = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Test]
    public async Task ClientDisconnects_Namespace_IsThatReason()
    {
        await ServeAsync();
        var (client, socket) = await ConnectAsync();

        await client.SendAsync("1");

        await ExpectAsync(DisconnectReason.ClientNamespaceDisconnect, "client namespace disconnect");
        socket.Connected.Should().BeFalse();
        Server.ConnectionCount.Should().Be(1, "the connection stays");
        await client.ConnectAsync();
    }

    [Test]
    public async Task ClientCloses_WebSocket_IsTransportClose()
    {
        await ServeAsync();
        var (client, _) = await ConnectAsync();

        await ((WebSocketWire)client.Engine).SendRawAsync(ClientFrame.OfClose(1000));

        await ExpectAsync(DisconnectReason.TransportClose, "transport close");
    }

    [Test]
    public async Task ClientVanishes_WebSocket_IsTransportClose()
    {
        await ServeAsync();
        var (client, _) = await ConnectAsync();

        await client.DisposeAsync();

        await ExpectAsync(DisconnectReason.TransportClose, "transport close");
    }

    [Test]
    public async Task ClientCloses_Polling_IsTransportClose()
    {
        await ServeAsync();
        var (client, _) = await ConnectAsync(transport: WireClient.Polling);

        await client.Engine.SendAsync("1");

        await ExpectAsync(DisconnectReason.TransportClose, "transport close");
    }

    [Test]
    public async Task ClientBreaksTheTransport_Polling_IsTransportErrorWithADescription()
    {
        await ServeAsync();
        var (client, _) = await ConnectAsync(transport: WireClient.Polling);

        await client.Engine.SendAsync("2");

        var reason = await ExpectAsync(DisconnectReason.TransportError, "transport error");
        reason.Description.Should().Be("invalid heartbeat direction");
    }

    [Test]
    public async Task ClientIsSilent_IsPingTimeout([Values(WireClient.Polling, WireClient.WebSocket)] string transport)
    {
        await ServeAsync();
        await ConnectAsync(transport: transport);

        Time.Advance(TimeSpan.FromSeconds(46));

        await ExpectAsync(DisconnectReason.PingTimeout, "ping timeout");
    }

    [Test]
    public async Task ClientSendsNonsense_EnginePacket_IsParseError()
    {
        await ServeAsync();
        var (client, _) = await ConnectAsync();

        await client.Engine.SendAsync("x");

        await ExpectAsync(DisconnectReason.ParseError, "parse error");
    }

    [Test]
    public async Task ClientSendsNonsense_SocketPacket_IsForcedCloseWithADescriptionAndIsLogged()
    {
        await ServeAsync();
        var (client, _) = await ConnectAsync();

        await client.SendAsync("9");

        var reason = await ExpectAsync(DisconnectReason.ForcedClose, "forced close");
        reason.Description.Should().Be("unknown packet type 9");
        await Host.Log.WaitForAsync("PacketMalformed");
        await client.Engine.ReceiveCloseAsync();
    }

    [Test]
    public async Task ServerDisconnects_Namespace_IsThatReasonAndTheClientIsTold()
    {
        await ServeAsync();
        var (client, socket) = await ConnectAsync();

        await socket.DisconnectAsync();

        await ExpectAsync(DisconnectReason.ServerNamespaceDisconnect, "server namespace disconnect");
        await client.ExpectAsync("1");
        socket.Connected.Should().BeFalse();
        await client.ConnectAsync();
    }

    [Test]
    public async Task ServerDisconnects_Close_TellsEveryNamespaceAndCloses()
    {
        await ServeAsync();
        var (client, socket) = await ConnectAsync();
        await client.ConnectAsync("/other");

        await socket.DisconnectAsync(close: true);

        await client.ExpectAsync("1", "1/other,");
        await client.Engine.ReceiveCloseAsync();
        await ExpectAsync(DisconnectReason.ServerNamespaceDisconnect, "server namespace disconnect");
    }

    [Test]
    public async Task ServerDisconnects_Twice_IsOnce()
    {
        await ServeAsync();
        var (client, socket) = await ConnectAsync();

        await socket.DisconnectAsync();
        await socket.DisconnectAsync();
        await ExpectAsync(DisconnectReason.ServerNamespaceDisconnect, "server namespace disconnect");
        await socket.DisconnectAsync(close: true);

        await client.ExpectAsync("1");
        await client.Engine.ReceiveCloseAsync();
        _steps.Should().Equal("disconnecting", "disconnect");
    }

    [Test]
    public async Task ServerDisconnects_ManyThreads_TellTheClientOnce()
    {
        await StartAsync();
        for (var round = 0; round < 50; round++)
        {
            var (client, socket) = await ConnectAsync();

            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => socket.DisconnectAsync())));

            await client.ExpectAsync("1");
            await client.SynchroniseAsync();
        }
    }

    [Test]
    public async Task ServerStops_IsShuttingDown()
    {
        await ServeAsync();
        var (client, _) = await ConnectAsync();

        var closing = Server.CloseAsync();

        await ExpectAsync(DisconnectReason.ServerShuttingDown, "server shutting down");
        await client.Engine.ReceiveCloseAsync();
        await closing.Soon();
    }

    [Test]
    public async Task ServerDisconnects_EventsWait_AreNotHandledAnyMore()
    {
        var busy = new TaskCompletionSource();
        await StartAsync(prepare: server => server.OnConnection(socket =>
        {
            socket.On("busy", () => busy.Task);
            socket.On("e", () => _steps.Enqueue("e"));
            socket.OnDisconnect(reason =>
            {
                _steps.Enqueue("disconnect");
                _reason.SetResult(reason);
            });
        }));
        var (client, socket) = await ConnectAsync();
        await client.SendAsync("""2["busy"]""", """2["e"]""", """2["e"]""");
        await client.SynchroniseAsync();

        await socket.DisconnectAsync();
        busy.SetResult();

        await _reason.Task.Soon();
        _steps.Should().Equal("disconnect");
    }

    [Test]
    public async Task ServerStops_HandlerNeverEndsAndTheQueueIsFull_ConnectionsEndAllTheSame([Values(WireClient.Polling, WireClient.WebSocket)] string transport)
    {
        var never = new TaskCompletionSource();
        await StartAsync(options => options.MaxQueuedEvents = 1, server => server.OnConnection(socket => socket.On("e", () => never.Task)));
        var (client, socket) = await ConnectAsync(transport: transport);
        var sending = client.SendAsync("""2["e"]""", """2["e"]""", """2["e"]""");

        if (transport == WireClient.WebSocket)
        {
            await client.DisposeAsync();
        }

        await Time.AdvanceUntilAsync(Server.CloseAsync(), TimeSpan.FromSeconds(1));

        await sending.Soon();
        socket.Connected.Should().BeFalse();
        Server.ConnectionCount.Should().Be(0);
    }

    [Test]
    public async Task Handler_DisconnectsInTheMiddleOfAnEvent_AnswerIsNotSent()
    {
        await StartAsync(prepare: server => server.OnConnection(socket =>
        {
            socket.On("leave", async () =>
            {
                await socket.DisconnectAsync();
                return "nobody hears";
            });
            socket.OnDisconnect(_reason.SetResult);
        }));
        var (client, _) = await ConnectAsync();

        await client.SendAsync("""21["leave"]""");

        await client.ExpectAsync("1");
        (await _reason.Task.Soon()).Should().Be(DisconnectReason.ServerNamespaceDisconnect);
        await client.SynchroniseAsync();
    }

    [Test]
    public async Task Aborted_OnDisconnection_IsCancelledAndFaultsOfItsCallbacksHarmNobody()
    {
        await ServeAsync();
        var (client, socket) = await ConnectAsync();
        socket.Aborted.IsCancellationRequested.Should().BeFalse();
        await using var registration = socket.Aborted.Register(() => throw new InvalidOperationException("broken"));

        await client.SendAsync("1");

        await ExpectAsync(DisconnectReason.ClientNamespaceDisconnect, "client namespace disconnect");
        socket.Aborted.IsCancellationRequested.Should().BeTrue();
    }

    [Test]
    public async Task Emit_AfterTheDisconnection_IsWithoutEffect()
    {
        await ServeAsync();
        var (client, socket) = await ConnectAsync();
        await socket.DisconnectAsync();
        await client.ExpectAsync("1");

        await socket.EmitAsync("nobody hears");
        await socket.Volatile.EmitAsync("nobody hears");

        await client.SynchroniseAsync();
    }

    [Test]
    public void Reasons_OfOneName_AreEqual()
    {
        var reason = new DisconnectReason("ping timeout", "after 20 seconds");

        (reason == DisconnectReason.PingTimeout).Should().BeTrue();
        (reason != DisconnectReason.TransportClose).Should().BeTrue();
        reason.Equals((object)DisconnectReason.PingTimeout).Should().BeTrue();
        reason.Equals("ping timeout").Should().BeFalse();
        reason.GetHashCode().Should().Be(DisconnectReason.PingTimeout.GetHashCode());
        reason.ToString().Should().Be("ping timeout");
    }

    private Task ServeAsync() => StartAsync(prepare: server =>
    {
        server.Of("/other");
        server.OnConnection(socket =>
        {
            socket.OnDisconnecting(_ => _steps.Enqueue("disconnecting"));
            socket.OnDisconnect(reason =>
            {
                _steps.Enqueue("disconnect");
                _reason.TrySetResult(reason);
            });
        });
    });

    private async Task<DisconnectReason> ExpectAsync(DisconnectReason expected, string name)
    {
        var reason = await _reason.Task.Soon();
        reason.Should().Be(expected);
        reason.Name.Should().Be(name);
        _steps.Should().Equal("disconnecting", "disconnect");
        return reason;
    }
}
