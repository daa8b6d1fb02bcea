using SocketIoSharp.Server.Tests.Recovery;

namespace SocketIoSharp.Server.Tests.Faults;

/// <summary>
/// Clocks that jump and servers that sleep. Deadlines follow what passes, never the time of day; and what a client has sent while the server slept is heard before the
/// client is judged. That holds where threads, memory or the whole process give out, which the run <c>pressure</c> of the endurance program shows.
/// </summary>
[TestFixture(WireClient.Polling)]
[TestFixture(WireClient.WebSocket)]
internal sealed class HeartbeatFaultTests(string transport) : RecoveryFixture
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    [Test]
    public async Task WallClock_Jumps_HeartbeatsGoOnAsBefore([Values(1, -1)] int direction)
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync(transport: transport);

        Time.JumpWallClock(direction * Hour);
        Time.Advance(Interval);
        await client.Engine.ExpectAsync("2");
        Time.JumpWallClock(direction * Hour);
        Time.Advance(Timeout - TimeSpan.FromSeconds(1));

        socket.Connected.Should().BeTrue();
        Time.Advance(TimeSpan.FromSeconds(2));
        await Patience.UntilAsync(() => !socket.Connected);
    }

    [Test]
    public async Task WallClock_Jumps_DeadlinesOfAnswersAndConnectsStayWhatTheyWere([Values(1, -1)] int direction)
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync(transport: transport);
        var silent = await OpenAsync(transport);
        var answer = socket.Timeout(TimeSpan.FromSeconds(10)).EmitWithAck("question").As<string>();
        await client.ExpectRequestAsync("""["question"]""");

        Time.JumpWallClock(direction * Hour);
        Time.Advance(TimeSpan.FromSeconds(9));
        answer.IsCompleted.Should().BeFalse();
        Server.Engine.SessionCount.Should().Be(2);
        Time.Advance(TimeSpan.FromSeconds(2));
        await FluentActions.Awaiting(() => answer).Should().ThrowAsync<AckTimeoutException>();

        // The one that has never asked for a namespace.
        Time.Advance(TimeSpan.FromSeconds(14));
        await client.Engine.ExpectAsync("2");
        await client.Engine.SendAsync("3");
        await SettleAsync(client);
        await silent.Engine.ExpectAsync("2");
        await silent.Engine.SendAsync("3");
        await SettleAsync(silent);
        Time.Advance(TimeSpan.FromSeconds(21));
        await silent.Engine.ReceiveCloseAsync();
        socket.Connected.Should().BeTrue();
    }

    [Test]
    public async Task WallClock_Jumps_LostClientIsRecoveredForAsLongAsBefore([Values(1, -1)] int direction, [Values] bool inTime)
    {
        await StartRecoveringAsync(options => options.MaxDisconnectionDuration = TimeSpan.FromMinutes(2));
        var client = await ComeAndGoAsync(transport);
        await Patience.UntilAsync(() => Adapter.Kept.Sessions == 1);

        Time.JumpWallClock(direction * Hour);
        await Server.EmitAsync("missed");
        Time.Advance(TimeSpan.FromSeconds(inTime ? 119 : 121));
        var next = await ComeAsync(client, transport);

        (next.Id == client.Id).Should().Be(inTime);
        next.Missed.Should().Equal(inTime ? ["""["missed"]"""] : []);
    }

    [Test]
    public async Task Server_WasAsleep_ClientsThatAnswerStay()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync(transport: transport);
        var (_, silent) = await ConnectAsync(transport: transport);
        for (var i = 0; i < 3; i++)
        {
            Time.Advance(Interval + TimeSpan.FromSeconds(1));
            await client.Engine.ExpectAsync("2");
            Time.Leap(Hour);
            Time.Advance(TimeSpan.Zero);
            socket.Connected.Should().BeTrue("its pong may be there and unread");
            await client.Engine.SendAsync("3");
            await SettleAsync(client);
        }

        await Patience.UntilAsync(() => !silent.Connected, "the end of the one that never answers");
        socket.Connected.Should().BeTrue();
    }

    private static Task SettleAsync(SocketWire client) => client.Engine is WebSocketWire ? client.SynchroniseAsync() : Task.CompletedTask;
}
