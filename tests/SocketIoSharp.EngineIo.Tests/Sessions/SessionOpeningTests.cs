using System.Text.RegularExpressions;

namespace SocketIoSharp.EngineIo.Tests.Sessions;

internal sealed partial class SessionOpeningTests : EngineFixture
{
    [Test]
    public void SessionId_ManyMade_AreUniqueAndOfTwentyCharacters()
    {
        var ids = ParallelEnumerable.Range(0, 100_000).Select(_ => SessionId.Create()).ToArray();

        ids.Should().OnlyHaveUniqueItems();
        ids.Should().OnlyContain(id => IdPattern().IsMatch(id));
    }

    [Test]
    public async Task Handshake_OverEveryTransport_GivesIdsOfThatKind([Values(WireClient.Polling, WireClient.WebSocket)] string transport)
    {
        await StartAsync();

        var (client, session) = await OpenAsync(transport);

        client.SessionId.Should().MatchRegex(IdPattern()).And.Be(session.Id);
        session.Transport.Should().Be(transport);
        session.IsOpen.Should().BeTrue();
        Host.Server.SessionCount.Should().Be(1);
    }

    [Test]
    public async Task Handshake_HandlerSendsAtOnce_PollingClientGetsItWithTheNextPoll()
    {
        await StartAsync();
        Handler.Opening = session => session.TrySend(EngineHost.Message("hello"));

        var (client, _) = await OpenPollingAsync();

        client.OpenPacket.Should().StartWith("0{").And.EndWith("}");
        (await client.PollAsync()).Should().Be("4hello");
    }

    [Test]
    public async Task Handshake_HandlerSendsAtOnce_WebSocketClientGetsItBehindTheOpenPacket()
    {
        await StartAsync();
        Handler.Opening = session => session.TrySend(EngineHost.Message("hello"));

        var (client, _) = await OpenWebSocketAsync();

        client.OpenPacket.Should().StartWith("0{");
        await client.ExpectAsync("4hello");
    }

    [Test]
    public async Task Handshake_Options_AreToldToTheClient()
    {
        await StartAsync(options =>
        {
            options.PingInterval = TimeSpan.FromMilliseconds(1111);
            options.PingTimeout = TimeSpan.FromMilliseconds(2222);
            options.MaxHttpBufferSize = 3333;
        });

        var (client, _) = await OpenPollingAsync();

        client.OpenPacket.Should().EndWith(""","upgrades":["websocket"],"pingInterval":1111,"pingTimeout":2222,"maxPayload":3333}""");
    }

    [Test]
    public async Task Handshake_NoUpgradesAllowed_AreNotOffered()
    {
        await StartAsync(options => options.AllowUpgrades = false);

        var (client, _) = await OpenPollingAsync();

        client.OpenPacket.Should().Contain("\"upgrades\":[]");
    }

    [TestCase(WireClient.Polling)]
    [TestCase(WireClient.WebSocket)]
    public async Task Abort_WhenTheSessionOpens_LeavesNoSessionBehind(string transport)
    {
        await StartAsync();
        Handler.Opening = session => session.Abort();

        if (transport == WireClient.Polling)
        {
            await Own(PollingWire.OpenAsync(Host.Url));
        }
        else
        {
            (await WebSocketWire.RequestAsync(Host.Url, string.Empty)).Status.Should().Be(101);
        }

        (await Handler.ClosedAsync()).Reason.Should().Be(CloseReason.ForcedClose);
        await Patience.UntilAsync(() => Host.Server.SessionCount == 0);
    }

    [TestCase(WireClient.Polling)]
    [TestCase(WireClient.WebSocket)]
    public async Task OpeningHandler_Throws_LeavesNoSessionBehind(string transport)
    {
        await StartAsync();
        Host.Log.Expect("ApplicationError");
        Handler.Opening = _ => throw new InvalidOperationException("refused by the layer above");

        var connection = await Own(RawConnection.OpenAsync(Host.Url));
        await connection.SendHeadAsync(
            "GET",
            $"/socket.io/?EIO=4&transport={transport}",
            transport == WireClient.Polling
                ? []
                : ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="]);

        (await connection.ReceiveResponseAsync()).Status.Should().Be(transport == WireClient.Polling ? 500 : 101);
        await Host.Log.WaitForAsync("ApplicationError");
        Host.Server.SessionCount.Should().Be(0);
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{20}$")]
    private static partial Regex IdPattern();
}
