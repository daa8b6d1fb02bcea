namespace SocketIoSharp.EngineIo.Tests.Revisions;

[TestFixture(WireClient.Polling)]
[TestFixture(WireClient.WebSocket)]
internal sealed class V3HeartbeatTests(string transport) : V3Fixture
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(500);

    [Test]
    public async Task Ping_FromClient_IsAnsweredAndMovesTheDeadline()
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async(transport, string.Empty);

        foreach (var _ in Enumerable.Range(0, 4))
        {
            Time.Advance(Interval);
            await client.SendAsync("2");
            await client.ExpectAsync("3");
        }

        Time.Advance(Deadline - Millisecond);
        session.IsOpen.Should().BeTrue();
        Time.Advance(Tolerance + Millisecond);
        await ExpectClosedAsync(session, CloseReason.PingTimeout);
    }

    [Test]
    public async Task Ping_WithData_IsAnsweredWithoutIt()
    {
        await StartV3Async();
        var (client, _) = await OpenV3Async(transport, string.Empty);

        await client.SendAsync("2probe");

        await client.ExpectAsync("3");
    }

    [Test]
    public async Task Server_IdleSession_NeverPings()
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async(transport, string.Empty);

        Time.Advance(Deadline - Millisecond);
        session.TrySend(EngineHost.Message("first"));

        await client.ExpectAsync("4first");
    }

    [Test]
    public async Task Client_NeverPings_IsGivenUpAtTheDeadlineWhateverItSends()
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async(transport, string.Empty);

        Time.Advance(Deadline - Millisecond);
        await client.SendAsync("4a");
        await Handler.MessageAsync();
        session.IsOpen.Should().BeTrue();
        Time.Advance(Tolerance + Millisecond);

        await ExpectClosedAsync(session, CloseReason.PingTimeout);
    }

    [Test]
    public async Task Pong_FromClient_ClosesAsTransportError()
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async(transport, string.Empty);

        await client.SendAsync("3");

        await ExpectClosedAsync(session, CloseReason.TransportError, "invalid heartbeat direction");
    }

    [Test]
    public async Task Handler_KeepsReadingWaiting_ClientIsNotGivenUp()
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async(transport, string.Empty);
        var release = new TaskCompletionSource();
        Handler.Receiving = (_, _) => new ValueTask(release.Task);
        var sending = client.SendAsync("4slow", "2");
        await EngineHost.UntilReadingPausedAsync(session);

        Time.Advance(Deadline + Tolerance);
        session.IsOpen.Should().BeTrue("the ping waits behind the message");
        release.SetResult();
        await sending;

        await client.ExpectAsync("3");
        session.IsOpen.Should().BeTrue();
    }
}
