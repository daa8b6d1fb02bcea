namespace SocketIoSharp.EngineIo.Tests;

internal sealed class EngineServerTests : EngineFixture
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    [Test]
    public async Task Close_NoSessions_IsOverAtOnce()
    {
        await StartAsync();

        await Host.Server.CloseAsync(Timeout, CancellationToken.None).Soon();
    }

    [Test]
    public async Task Close_OpenSessions_AreToldAndItIsOverWhenTheyKnow()
    {
        await StartAsync();
        var (polling, _) = await OpenPollingAsync();
        var (webSocket, webSocketSession) = await OpenWebSocketAsync();
        webSocketSession.TrySend(EngineHost.Message("last"));

        var closing = Host.Server.CloseAsync(Timeout, CancellationToken.None);

        await webSocket.ExpectAsync("4last");
        (await webSocket.CloseCodeAsync()).Should().Be(1005);
        closing.IsCompleted.Should().BeFalse("the polling client does not know yet");
        (await polling.PollAsync()).Should().Be("6\u001e1");
        await closing.Soon();
        Host.Server.SessionCount.Should().Be(0);
    }

    [Test]
    public async Task Close_WebSocketClients_AreAllToldInOrder()
    {
        await StartAsync();
        var clients = new List<WebSocketWire>();
        for (var i = 0; i < 20; i++)
        {
            clients.Add((await OpenWebSocketAsync()).Client);
        }

        var closing = Host.Server.CloseAsync(Timeout, CancellationToken.None);

        foreach (var client in clients)
        {
            (await client.CloseCodeAsync()).Should().Be(1005);
        }

        await closing.Soon();
    }

    [Test]
    public async Task Close_WebSocketClientDoesNotAnswer_IsCutOffAfterTheTimeGiven()
    {
        await StartAsync();
        var (client, _) = await OpenWebSocketAsync();
        await client.SynchroniseAsync();

        var closing = Host.Server.CloseAsync(Timeout, CancellationToken.None);
        await client.ReceiveCloseFrameAsync();
        var end = client.ReceiveUntilEndAsync();
        Time.Advance(Timeout);

        (await end.Soon()).Should().BeEmpty();
        await closing.Soon();
    }

    [Test]
    public async Task Close_ClientDoesNotPoll_IsOverAfterTheTimeGiven()
    {
        await StartAsync();
        var (_, session) = await OpenPollingAsync();

        var closing = Host.Server.CloseAsync(Timeout, CancellationToken.None);
        Time.Advance(Timeout - Millisecond);
        Handler.HasClosing.Should().BeFalse();
        Time.Advance(Millisecond);

        await closing.Soon();
        await ExpectClosedAsync(session, CloseReason.ForcedClose);
    }

    [Test]
    public async Task Close_Cancelled_AbortsWhatIsLeft()
    {
        await StartAsync();
        var (_, session) = await OpenPollingAsync();
        using var cancellation = new CancellationTokenSource();

        var closing = Host.Server.CloseAsync(Timeout, cancellation.Token);
        await cancellation.CancelAsync();

        await closing.Soon();
        await ExpectClosedAsync(session, CloseReason.ForcedClose);
    }

    [Test]
    public async Task Close_ASessionIsOpeningAtThatMoment_IsNotLeftBehind()
    {
        await StartAsync();
        var closing = Task.CompletedTask;
        Handler.Opening = _ => closing = Host.Server.CloseAsync(Timeout, CancellationToken.None);

        await using var connection = await RawConnection.OpenAsync(Host.Url);
        await connection.SendHeadAsync("GET", "/socket.io/?EIO=4&transport=polling");
        await connection.ReceiveResponseAsync();
        await Handler.OpenedAsync();
        await Time.AdvanceUntilAsync(closing, Timeout);

        await Patience.UntilAsync(() => Host.Server.SessionCount == 0);
    }

    [Test]
    public async Task Close_Over_NewSessionsAreRefusedWith503()
    {
        await StartAsync();
        await Host.Server.CloseAsync(Timeout, CancellationToken.None);

        await using var connection = await RawConnection.OpenAsync(Host.Url);
        await connection.SendHeadAsync("GET", "/socket.io/?EIO=4&transport=polling");
        (await connection.ReceiveResponseAsync()).Status.Should().Be(503);
        var webSocket = await WebSocketWire.RequestAsync(Host.Url, string.Empty);
        webSocket.Status.Should().Be(503);
        webSocket.Body.Should().Be("Service Unavailable");
        Host.Server.SessionCount.Should().Be(0);
    }

    [Test]
    public async Task StopAccepting_NewClients_AreToldToComeLater()
    {
        await StartAsync();
        Host.Server.StopAccepting();
        await using var polling = await RawConnection.OpenAsync(Host.Url);
        await polling.SendHeadAsync("GET", "/socket.io/?EIO=4&transport=polling");

        RawResponse[] refused = [await polling.ReceiveResponseAsync(), await WebSocketWire.RequestAsync(Host.Url, string.Empty)];

        refused.Select(response => (response.Status, response.Headers.GetValueOrDefault("Retry-After"))).Should().AllBeEquivalentTo((503, "1"));
        refused.Select(response => response.Body).Should().Equal("""{"code":3,"message":"Service Unavailable"}""", "Service Unavailable");
    }

    [Test]
    public async Task StopAccepting_SessionThatWasLetInJustBefore_GoesOn()
    {
        await StartAsync();
        Handler.Opening = _ => Host.Server.StopAccepting();

        var (client, session) = await OpenPollingAsync();

        await client.PostAsync("4let in");
        (await Handler.MessageAsync()).Should().Be("let in");
        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task StopAccepting_OpenSessions_GoOn()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();

        Host.Server.StopAccepting();

        await client.PostAsync("4still here");
        (await Handler.MessageAsync()).Should().Be("still here");
        var webSocket = await UpgradeAsync(client);
        await webSocket.SendAsync("5", "4moved");
        (await Handler.MessageAsync()).Should().Be("moved");
        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task Dispose_OpenSessions_AreEnded()
    {
        await StartAsync();
        var (polling, first) = await OpenPollingAsync();
        var poll = polling.PollAsync();
        await EngineHost.UntilParkedAsync(first);
        var (webSocket, _) = await OpenWebSocketAsync();

        Host.Server.Dispose();

        (await poll.Soon()).Should().Be("1");
        (await webSocket.CloseCodeAsync()).Should().Be(1005);
        Host.Server.SessionCount.Should().Be(0);
    }

    [Test]
    public async Task Close_AfterDispose_HasNothingToDo()
    {
        await StartAsync();
        await OpenPollingAsync();

        Host.Server.Dispose();
        Host.Server.Dispose();

        await Host.Server.CloseAsync(Timeout, CancellationToken.None).Soon();
    }

    [Test]
    public async Task SessionCount_SessionsComeAndGo_FollowsThem()
    {
        await StartAsync();
        var (polling, _) = await OpenPollingAsync();
        var (webSocket, _) = await OpenWebSocketAsync();
        Host.Server.SessionCount.Should().Be(2);

        await polling.PostAsync("1");
        Host.Server.SessionCount.Should().Be(1);
        await webSocket.DisposeAsync();
        await Patience.UntilAsync(() => Host.Server.SessionCount == 0);
    }

    [Test]
    public async Task ClosingHandler_Throws_OtherSessionsKeepTheirHeartbeat()
    {
        await StartAsync();
        Host.Log.Expect("HandlerFailed");
        Handler.ClosingNow = _ => throw new InvalidOperationException("the layer above is broken");
        for (var i = 0; i < 3; i++)
        {
            await OpenPollingAsync();
        }

        var advancing = () => Time.Advance(TimeSpan.FromSeconds(50));

        advancing.Should().NotThrow("an exception on the clock's thread would end the process");
        Host.Server.SessionCount.Should().Be(0);
    }

    [Test]
    public async Task Request_QueryKeyTwiceOrInOtherCase_LastOneAndExactCaseCount()
    {
        await StartAsync();
        await using var connection = await RawConnection.OpenAsync(Host.Url);

        await connection.SendHeadAsync("GET", "/socket.io/?EIO=3&EIO=4&transport=websocket&transport=polling&Transport=x&SID=y&eio=3");

        (await connection.ReceiveResponseAsync()).Status.Should().Be(200);
        var session = await Handler.OpenedAsync();
        session.Handshake.Query.Should().Contain("Transport", "x").And.Contain("transport", "polling").And.Contain("SID", "y");
    }

    [Test]
    public async Task Request_MsieUserAgent_GetsItsHeader()
    {
        await StartAsync();
        await using var connection = await RawConnection.OpenAsync(Host.Url);

        await connection.SendHeadAsync("GET", "/socket.io/?EIO=4&transport=polling", "User-Agent: Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko");

        var response = await connection.ReceiveResponseAsync();
        response.Headers["X-XSS-Protection"].Should().Be("0");
        response.Headers["Cache-Control"].Should().Be("no-store");
    }
}
