namespace SocketIoSharp.EngineIo.Tests.Sessions;

internal sealed class PollingClosingTests : EngineFixture
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Close_PendingGet_IsAnsweredWithClose()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var poll = client.PollAsync();
        await EngineHost.UntilParkedAsync(session);

        session.Close();

        (await poll.Soon()).Should().Be("1");
        await ExpectClosedAsync(session, CloseReason.ForcedClose);
        await client.ExpectUnknownAsync();
    }

    [Test]
    public async Task Close_NoGetAndNothingQueued_IsSaidAtTheNextPoll()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();

        session.Close();

        session.IsOpen.Should().BeFalse();
        Handler.HasClosing.Should().BeFalse();
        (await client.PollAsync()).Should().Be("6\u001e1");
        await ExpectClosedAsync(session, CloseReason.ForcedClose);
        await client.ExpectUnknownAsync();
    }

    [Test]
    public async Task Close_SomethingQueued_IsDeliveredFirst()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        session.TrySend(EngineHost.Message("1"));
        session.TrySend(EngineHost.Message("2"));

        session.Close();

        session.TrySend(EngineHost.Message("3")).Should().BeFalse();
        (await client.PollAsync()).Should().Be("41\u001e42");
        Handler.HasClosing.Should().BeFalse();
        (await client.PollAsync()).Should().Be("6\u001e1");
        await ExpectClosedAsync(session, CloseReason.ForcedClose);
        await client.ExpectUnknownAsync();
    }

    [Test]
    public async Task Close_ClientDoesNotPoll_EndsAfterThirtySeconds()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        session.Close();

        Time.Advance(CloseTimeout - TimeSpan.FromMilliseconds(500));
        Handler.HasClosing.Should().BeFalse();
        Time.Advance(TimeSpan.FromSeconds(1));

        await ExpectClosedAsync(session, CloseReason.ForcedClose);
        await client.ExpectUnknownAsync();
    }

    [Test]
    public async Task Close_PingWasOutstanding_PingTimeoutMayWin()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        Time.Advance(TimeSpan.FromSeconds(25));
        await client.ExpectAsync("2");

        session.Close();
        Time.Advance(TimeSpan.FromSeconds(20));

        await ExpectClosedAsync(session, CloseReason.PingTimeout);
    }

    [Test]
    public async Task Close_PacketsArriveMeanwhile_AreIgnored()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        session.Close();

        await client.PostAsync("4too late");

        Handler.HasMessage.Should().BeFalse();
        (await client.PollAsync()).Should().Be("6\u001e1");
    }

    [Test]
    public async Task Close_InTheMiddleOfAPayload_DropsTheRestOfIt()
    {
        await StartAsync();
        Handler.Receiving = (session, text) =>
        {
            if (text == "last")
            {
                session.Close();
            }

            return ValueTask.CompletedTask;
        };
        var (client, _) = await OpenPollingAsync();

        await client.SendAsync("4first", "4last", "4dropped");

        (await Handler.MessageAsync()).Should().Be("first");
        (await Handler.MessageAsync()).Should().Be("last");
        Handler.HasMessage.Should().BeFalse();
    }

    [Test]
    public async Task Abort_PendingGet_IsAnsweredWithClose()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var poll = client.PollAsync();
        await EngineHost.UntilParkedAsync(session);

        session.Abort();

        (await poll.Soon()).Should().Be("1");
        await ExpectClosedAsync(session, CloseReason.ForcedClose);
    }

    [Test]
    public async Task Abort_NoGet_LosesWhatIsQueuedAndEndsAtOnce()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        session.TrySend(EngineHost.Message("lost"));

        session.Abort();

        await ExpectClosedAsync(session, CloseReason.ForcedClose);
        await client.ExpectUnknownAsync();
    }

    [Test]
    public async Task Abort_AfterClose_EndsTheWait()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        session.Close();

        session.Abort();
        session.Close();

        await ExpectClosedAsync(session, CloseReason.ForcedClose);
        await client.ExpectUnknownAsync();
    }

    [Test]
    public async Task PingTimeout_PendingGet_IsAnsweredWithClose()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        Time.Advance(TimeSpan.FromSeconds(25));
        await client.ExpectAsync("2");
        var poll = client.PollAsync();
        await EngineHost.UntilParkedAsync(session);

        Time.Advance(TimeSpan.FromSeconds(20));

        (await poll.Soon()).Should().Be("1");
        await ExpectClosedAsync(session, CloseReason.PingTimeout);
    }

    [Test]
    public async Task PingTimeout_TickIsStillToCome_ClientIsRefusedAllTheSame()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        Time.Advance(TimeSpan.FromSeconds(25));
        await client.ExpectAsync("2");
        Time.Advance(TimeSpan.FromSeconds(19));

        Time.Leap(TimeSpan.FromSeconds(1));

        await client.ExpectUnknownAsync();
        await ExpectClosedAsync(session, CloseReason.PingTimeout);
    }

    [Test]
    public async Task PingTimeout_ServerWasAsleep_PongThatWaitedIsHeardAndTheHeartbeatGoesOn()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        Time.Advance(TimeSpan.FromSeconds(25));
        await client.ExpectAsync("2");

        Time.Leap(TimeSpan.FromMinutes(1));
        await client.PostAsync("3");
        Time.Advance(TimeSpan.FromSeconds(25));

        await client.ExpectAsync("2");
        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task ClosePacket_PendingGetAndLaterPackets_AreEndedAndIgnored()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var poll = client.PollAsync();
        await EngineHost.UntilParkedAsync(session);

        await client.SendAsync("4heard", "1", "4ignored");

        (await poll.Soon()).Should().Be("6");
        await ExpectClosedAsync(session, CloseReason.TransportClose);
        (await Handler.MessageAsync()).Should().Be("heard");
        Handler.HasMessage.Should().BeFalse();
    }

    [Test]
    public async Task Close_WhileAResponseIsBeingWritten_IsSaidAtTheNextPoll()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        for (var round = 0; round < 50; round++)
        {
            var poll = client.PollAsync();
            session.TrySend(EngineHost.Message($"{round}"));
            (await poll.Soon()).Should().Be($"4{round}");
        }

        var last = client.PollAsync();
        session.TrySend(EngineHost.Message("last"));
        session.Close();

        (await last.Soon()).Should().Be("4last");
        (await client.PollAsync()).Should().Be("6\u001e1");
        await ExpectClosedAsync(session, CloseReason.ForcedClose);
    }
}
