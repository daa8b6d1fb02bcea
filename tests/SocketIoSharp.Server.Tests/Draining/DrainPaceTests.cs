namespace SocketIoSharp.Server.Tests.Draining;

/// <summary>When clients are closed, by a clock that the test turns.</summary>
internal sealed class DrainPaceTests : ServerFixture
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private int _closed;

    [Test]
    public async Task Drain_OneClientInASecond_ClosesThemEvenly()
    {
        await StartWithClientsAsync(5, options =>
        {
            options.DrainTimeout = TimeSpan.FromMinutes(1);
            options.DrainClientsPerSecond = 1;
        });
        var start = Time.GetTimestamp();

        var draining = Server.DrainAsync();
        for (var turn = 0; turn < 5; turn++)
        {
            await Time.AdvanceUntilAsync(UntilClosedAsync(turn + 1), Step);

            // One second for each that has left before, be the machine as slow as it likes.
            Time.GetElapsedTime(start).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(turn));
        }

        await draining.Soon();
        (await StartedAsync()).Should().Contain(" 5 connections are closed over 00:00:04;");
    }

    [Test]
    public async Task Drain_TimeTooShortForThePace_TakesFourFifthsOfIt()
    {
        await StartWithClientsAsync(17, options =>
        {
            options.DrainTimeout = TimeSpan.FromSeconds(10);
            options.DrainClientsPerSecond = 1;
        });
        var start = Time.GetTimestamp();

        await Time.AdvanceUntilAsync(Server.DrainAsync(), Step);

        _closed.Should().Be(17);
        Time.GetElapsedTime(start).Should().BeGreaterThan(TimeSpan.FromSeconds(7));
        (await StartedAsync()).Should().MatchRegex(" 17 connections are closed over 00:00:07[.]5.*; those that are busy have 00:00:10[.]$");
        (await Host.Log.WaitForAsync("DrainEnded")).Message.Should().Contain(" 17 connections were closed in order, 0 were still busy;");
    }

    [Test]
    public async Task Drain_FewClients_LeaveAtOnce()
    {
        await StartWithClientsAsync(10, _ => { });

        // The clock stands still.
        await Server.DrainAsync().Soon();

        _closed.Should().Be(10);
    }

    [Test]
    public async Task Drain_BusyClient_HoldsNobodyUp()
    {
        var mayEnd = new TaskCompletionSource();
        var sockets = await StartWithClientsAsync(3, options =>
        {
            options.DrainTimeout = TimeSpan.FromMinutes(1);
            options.DrainClientsPerSecond = 1;
        });
        var busy = sockets[1];
        var answer = busy.EmitWithAck("ask").As<int>();

        var draining = Server.DrainAsync();
        await Time.AdvanceUntilAsync(UntilClosedAsync(2), Step);

        busy.Connected.Should().BeTrue();
        await FluentActions.Awaiting(() => Time.AdvanceUntilAsync(answer, TimeSpan.FromSeconds(1))).Should().ThrowAsync<AckTimeoutException>();
        await Time.AdvanceUntilAsync(draining, Step);
        _closed.Should().Be(3);
    }

    [Test]
    public async Task Drain_ClientWhoLeavesByItself_TakesNobodysTurn()
    {
        var sockets = await StartWithClientsAsync(3, options =>
        {
            options.DrainTimeout = TimeSpan.FromMinutes(1);
            options.DrainClientsPerSecond = 1;
        });
        var draining = Server.DrainAsync();
        await Time.AdvanceUntilAsync(UntilClosedAsync(1), Step);

        sockets.First(socket => socket.Connected).Session.Abort();
        await Time.AdvanceUntilAsync(draining, Step);

        (await Host.Log.WaitForAsync("DrainEnded")).Message.Should().Contain(" 2 connections were closed in order, 0 were still busy;");
    }

    private async Task<IReadOnlyList<Socket>> StartWithClientsAsync(int count, Action<SocketIoOptions> configure)
    {
        await StartAsync(configure);
        var sockets = new List<Socket>();
        for (var i = 0; i < count; i++)
        {
            var (_, socket) = await ConnectAsync();
            socket.OnDisconnect(_ => { Interlocked.Increment(ref _closed); });
            sockets.Add(socket);
        }

        return sockets;
    }

    private Task UntilClosedAsync(int count) => Patience.UntilAsync(() => Volatile.Read(ref _closed) >= count);

    private async Task<string> StartedAsync() => (await Host.Log.WaitForAsync("DrainStarted")).Message;
}
