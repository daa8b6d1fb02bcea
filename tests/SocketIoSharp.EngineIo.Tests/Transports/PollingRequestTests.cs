using System.Net;

namespace SocketIoSharp.EngineIo.Tests.Transports;

/// <summary>Polls and posts that overlap, break off, or meet the end of their session.</summary>
internal sealed class PollingRequestTests : EngineFixture
{
    [Test]
    public async Task Get_ClientGoesAway_ClosesTheSession([Values] bool withReset)
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var connection = await Own(RawConnection.OpenAsync(Host.Url));
        await connection.SendHeadAsync("GET", client.Target.PathAndQuery);
        await EngineHost.UntilParkedAsync(session);

        await EndAsync(connection, withReset);

        await ExpectClosedAsync(session, CloseReason.TransportError, "poll connection closed prematurely");
        await client.ExpectUnknownAsync();
    }

    // The server cannot tell this client from one that closes right after the last byte.
    [Test]
    public async Task Get_ClientGoesAwayWhileTheAnswerIsWritten_SessionGoesOnWithTheNextPoll([Values] bool withReset)
    {
        var large = new string('x', 30_000_000);
        await StartAsync(options => options.MaxBufferedBytes = 2 * large.Length);
        var (client, session) = await OpenPollingAsync();
        var connection = await Own(RawConnection.OpenAsync(Host.Url, receiveBuffer: 4096));
        await connection.SendHeadAsync("GET", client.Target.PathAndQuery);
        await EngineHost.UntilParkedAsync(session);
        session.TrySend(EngineHost.Message(large)).Should().BeTrue();
        await connection.ReceiveAsync(100);

        await EndAsync(connection, withReset);

        session.TrySend(EngineHost.Message("next")).Should().BeTrue();
        (await client.PollAsync().Soon()).Should().Be("4next");
        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task Get_Second_EndsBothAndTheSession()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var first = client.PollAsync();
        await EngineHost.UntilParkedAsync(session);

        using var second = await client.GetAsync().Soon();

        second.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await second.Content.ReadAsStringAsync()).Should().BeEmpty();
        (await first.Soon()).Should().Be("1");
        await ExpectClosedAsync(session, CloseReason.TransportError, "overlap from client");
    }

    [Test]
    public async Task Get_TwoInOneBreath_EndTheSessionHoweverTheyMeet()
    {
        await StartAsync();
        for (var i = 0; i < 100; i++)
        {
            var (client, session) = await OpenPollingAsync();

            var answers = await Task.WhenAll(client.GetAsync(), client.GetAsync()).Soon();

            answers.Select(answer => answer.StatusCode).Should().BeEquivalentTo([HttpStatusCode.OK, HttpStatusCode.BadRequest]);
            await ExpectClosedAsync(session, CloseReason.TransportError, "overlap from client");
            Array.ForEach(answers, answer => answer.Dispose());
        }
    }

    [Test]
    public async Task Post_ClientGoesAway_ClosesTheSession([Values] bool withReset, [Values] bool chunked)
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var connection = await Own(RawConnection.OpenAsync(Host.Url));
        await connection.SendHeadAsync("POST", client.Target.PathAndQuery, chunked ? "Transfer-Encoding: chunked" : "Content-Length: 1000");
        await connection.SendAsync(chunked ? "6\r\n4hello\r\n" : "4hello");
        await EngineHost.UntilReceivingAsync(session);

        await EndAsync(connection, withReset);

        await ExpectClosedAsync(session, CloseReason.TransportError, "data request connection closed prematurely");
        Handler.HasMessage.Should().BeFalse();
        await client.ExpectUnknownAsync();
    }

    [Test]
    public async Task Post_ClientGoesAway_PendingGetIsToldThatItIsOver()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var poll = client.PollAsync();
        await EngineHost.UntilParkedAsync(session);
        var connection = await StartPostAsync(client, session);

        connection.Reset();

        (await poll.Soon()).Should().Be("1");
    }

    [Test]
    public async Task Post_Second_IsRefusedAndTheFirstCutOff()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var first = await StartPostAsync(client, session);

        using var content = new StringContent("4second");
        using var second = await client.PostAsync(content);

        second.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await second.Content.ReadAsStringAsync()).Should().BeEmpty();
        (await first.ReceiveUntilEndAsync()).Should().BeEmpty();
        await ExpectClosedAsync(session, CloseReason.TransportError, "data request overlap from client");
        Handler.HasMessage.Should().BeFalse();
    }

    [Test]
    public async Task Post_SecondWhileTheHandlerOfTheFirstIsBusy_IsRefusedAndTheFirstAnswered()
    {
        await StartAsync();
        var busy = new TaskCompletionSource();
        Handler.Receiving = (_, _) => new ValueTask(busy.Task);
        var (client, session) = await OpenPollingAsync();
        var first = client.PostAsync("4first");
        await Handler.MessageAsync();

        using var content = new StringContent("4second");
        using var second = await client.PostAsync(content);
        second.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        busy.SetResult();

        await first.Soon();
        await ExpectClosedAsync(session, CloseReason.TransportError, "data request overlap from client");
    }

    [Test]
    public async Task Post_AfterTheAnswerOfTheLast_NeverOverlaps()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        for (var i = 0; i < 300; i++)
        {
            await client.PostAsync($"4{i}");
            (await Handler.MessageAsync()).Should().Be($"{i}");
        }

        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task Get_AfterTheAnswerOfTheLast_NeverOverlaps()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        for (var i = 0; i < 300; i++)
        {
            session.TrySend(EngineHost.Message($"{i}"));
            (await client.PollAsync()).Should().Be($"4{i}");
        }

        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task Post_SessionIsAborted_IsCutOff()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var connection = await StartPostAsync(client, session);

        session.Abort();

        (await connection.ReceiveUntilEndAsync()).Should().BeEmpty();
        await ExpectClosedAsync(session, CloseReason.ForcedClose);
    }

    [Test]
    public async Task Post_PingTimeoutMeanwhile_IsCutOff()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var connection = await StartPostAsync(client, session);

        Time.Advance(TimeSpan.FromSeconds(25));
        Time.Advance(TimeSpan.FromSeconds(20));

        (await connection.ReceiveUntilEndAsync()).Should().BeEmpty();
        await ExpectClosedAsync(session, CloseReason.PingTimeout);
    }

    [Test]
    public async Task Post_HandlerIsBusy_IsAnsweredWhenItIsDone()
    {
        await StartAsync();
        var busy = new TaskCompletionSource();
        Handler.Receiving = (_, text) => text == "slow" ? new ValueTask(busy.Task) : ValueTask.CompletedTask;
        var (client, _) = await OpenPollingAsync();

        var post = client.SendAsync("4slow", "4next");
        (await Handler.MessageAsync()).Should().Be("slow");
        Handler.HasMessage.Should().BeFalse("nothing more is read meanwhile");
        post.IsCompleted.Should().BeFalse();
        busy.SetResult();

        await post.Soon();
        (await Handler.MessageAsync()).Should().Be("next");
    }

    [Test]
    public async Task Post_HandlerIsBusyLongerThanThePingTimeout_PongBehindItIsHeard()
    {
        await StartAsync();
        var busy = new TaskCompletionSource();
        Handler.Receiving = (_, text) => text == "slow" ? new ValueTask(busy.Task) : ValueTask.CompletedTask;
        var (client, session) = await OpenPollingAsync();
        Time.Advance(TimeSpan.FromSeconds(25));
        await client.ExpectAsync("2");

        var post = client.SendAsync("4slow", "3");
        await Handler.MessageAsync();
        await EngineHost.UntilReadingPausedAsync(session);
        Time.Advance(TimeSpan.FromMinutes(5));
        session.IsOpen.Should().BeTrue("it is our own handler that keeps the pong waiting");
        busy.SetResult();
        await post.Soon();
        Time.Advance(TimeSpan.FromSeconds(24));

        session.IsOpen.Should().BeTrue();
        Time.Advance(TimeSpan.FromSeconds(1));
        (await client.PollAsync()).Should().Be("2");
    }

    private async Task<RawConnection> StartPostAsync(PollingWire client, EngineSession session)
    {
        var connection = await Own(RawConnection.OpenAsync(Host.Url));
        await connection.SendHeadAsync("POST", client.Target.PathAndQuery, "Content-Length: 1000");
        await connection.SendAsync("4first");
        await EngineHost.UntilReceivingAsync(session);
        return connection;
    }

    private static async Task EndAsync(RawConnection connection, bool withReset)
    {
        if (withReset)
        {
            connection.Reset();
        }
        else
        {
            await connection.DisposeAsync();
        }
    }
}
