using Microsoft.AspNetCore.Http;
using SocketIoSharp.EngineIo.Transports;

namespace SocketIoSharp.EngineIo.Tests.Transports;

/// <summary>Requests that were let in while the session was polling, and find it upgraded: too early for a refusal, and no overlap either.</summary>
internal sealed class LateRequestTests : EngineFixture
{
    [Test]
    public async Task Poll_WebSocketWaits_EndsAndDoesNotDisturbTheSession()
    {
        await StartAsync();
        var (webSocket, session) = await OpenUpgradedAsync();

        await PollingTransport.PollAsync(NewRequest(), session).Soon();

        await ExpectAliveAsync(webSocket, session);
    }

    [Test]
    public async Task Poll_WebSocketWrites_EndsAndDoesNotDisturbTheSession()
    {
        const int Large = 30_000_000;
        await StartAsync(options => options.MaxBufferedBytes = 2 * Large);
        var (webSocket, session) = await OpenUpgradedAsync();
        session.TrySend(EngineHost.Message(new string('x', Large)));

        await PollingTransport.PollAsync(NewRequest(), session).Soon();

        (await webSocket.ReceiveAsync()).Should().HaveLength(Large + 1);
        await ExpectAliveAsync(webSocket, session);
    }

    [Test]
    public async Task Post_WebSocketReads_EndsAndDoesNotDisturbTheSession()
    {
        await StartAsync();
        var (webSocket, session) = await OpenUpgradedAsync();

        await PollingReceiver.ReceiveAsync(NewRequest(), session).Soon();

        await ExpectAliveAsync(webSocket, session);
    }

    private static DefaultHttpContext NewRequest() => new() { Response = { Body = new MemoryStream() } };

    private async Task<(WebSocketWire WebSocket, EngineSession Session)> OpenUpgradedAsync()
    {
        var (client, session) = await OpenPollingAsync();
        var webSocket = await CompleteUpgradeAsync(client);
        await webSocket.SynchroniseAsync();
        await EngineHost.UntilParkedAsync(session);
        return (webSocket, session);
    }

    private async Task ExpectAliveAsync(WebSocketWire webSocket, EngineSession session)
    {
        session.IsOpen.Should().BeTrue();
        await webSocket.SendAsync("4alive");
        (await Handler.MessageAsync()).Should().Be("alive");
        session.TrySend(EngineHost.Message("answer"));
        await webSocket.ExpectAsync("4answer");
    }
}
