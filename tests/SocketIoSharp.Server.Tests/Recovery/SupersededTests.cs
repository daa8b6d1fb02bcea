namespace SocketIoSharp.Server.Tests.Recovery;

/// <summary>Clients that are back before the server has noticed that they were gone.</summary>
internal sealed class SupersededTests : RecoveryFixture
{
    [TestCase(WireClient.WebSocket)]
    [TestCase(WireClient.Polling)]
    public async Task Client_CutBetweenTwoPolls_GetsItsSessionAndTheOldConnectionIsOver(string transport)
    {
        await StartRecoveringAsync();
        var (lost, socket) = await ComeAndCountAsync();
        var ended = new TaskCompletionSource<DisconnectReason>();
        socket.OnDisconnect(ended.SetResult);
        socket.Session.IsListening.Should().BeFalse();
        await Server.EmitAsync("missed", 1);

        var back = await ComeAsync(lost, transport);

        (back.Id, back.Pid).Should().Be((lost.Id, lost.Pid));
        back.Missed.Should().Equal("""["missed",1]""");
        var reason = await ended.Task.Soon();
        (reason.Name, reason.Description).Should().Be(("transport close", "the client has come back"));
        Server.Sockets.SocketCount.Should().Be(1);
        Server.ConnectionCount.Should().Be(1);
        await ((PollingWire)lost.Wire.Engine).ExpectUnknownAsync();
        await Server.EmitAsync("after", 2);
        await back.ExpectAsync("""["after",2]""");
    }

    [Test]
    public async Task Client_CutInTheMiddleware_GetsItsSessionWhenThatHasEnded()
    {
        var inside = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await StartRecoveringAsync(prepare: io => io.Use(async (context, next) =>
        {
            if (context.Socket.Recovered && inside.TrySetResult())
            {
                await release.Task;
            }

            await next();
        }));
        var (first, _) = await ComeAndCountAsync();
        var cut = new Client(await OpenAsync(WireClient.Polling), first.Pid, first.Offset);
        await cut.Wire.RequestAsync(auth: $"{{\"pid\":\"{first.Pid}\",\"offset\":\"{first.Offset}\"}}");
        await inside.Task.Soon();

        var coming = ComeAsync(first);
        await Patience.UntilAsync(() => Server.ConnectionCount == 1);
        release.SetResult();

        (await coming.Soon()).Id.Should().Be(first.Id);
    }

    [Test]
    public async Task Client_WhosePollWaits_IsLeftAloneByAnotherWithItsSecret()
    {
        await StartRecoveringAsync();
        var (first, socket) = await ComeAndCountAsync();
        var poll = first.NextAsync();
        await Patience.UntilAsync(() => socket.Session.IsListening);

        var second = await ComeAsync(first);

        second.Id.Should().NotBe(first.Id);
        socket.Connected.Should().BeTrue();
        await Server.To(first.Id).EmitAsync("still here");
        (await poll.Soon()).Should().Be("""["still here"]""");
    }

    // Counts by an event, and then has no poll under way.
    private async Task<(Client Client, Socket Socket)> ComeAndCountAsync()
    {
        var client = await ComeAsync(transport: WireClient.Polling);
        var socket = await FindAsync(client);
        await socket.EmitAsync("first");
        await client.ExpectAsync("""["first"]""");
        await Patience.UntilAsync(() => !socket.Session.IsListening);
        return (client, socket);
    }
}
