using System.Text;

namespace SocketIoSharp.EngineIo.Tests.Limits;

/// <summary>Into how many parts what a client sends may be cut.</summary>
internal sealed class MessageLimitTests : EngineFixture
{
    private const int Limit = 5;

    [TestCase("", Limit - 1)]
    [TestCase("", Limit)]
    [TestCase("&EIO=3", Limit)]
    public async Task MaxPacketsPerPayload_UpToTheLimit_AreDelivered(string query, int count)
    {
        await ServeAsync();
        var (client, session) = await OpenAsync(query);

        await client.SendAsync([.. Enumerable.Repeat("4x", count)]);

        session.IsOpen.Should().BeTrue();
        for (var i = 0; i < count; i++)
        {
            (await Handler.MessageAsync()).Should().Be("x");
        }
    }

    [TestCase("")]
    [TestCase("&EIO=3")]
    public async Task MaxPacketsPerPayload_OneMore_ClosesTheSession(string query)
    {
        await ServeAsync();
        var (client, session) = await OpenAsync(query);

        await client.SendAsync([.. Enumerable.Repeat("4x", Limit + 1)]);

        await ExpectClosedAsync(session, "transport error", "too many packets in one payload");
        await ExpectReportAsync("EngineIoOptions.MaxPacketsPerPayload");
    }

    [Test]
    public async Task MaxPacketsPerPayload_BinaryFormOfRevision3_ClosesTheSession()
    {
        await ServeAsync();
        var client = await Own(V3PollingWire.OpenAsync(Host.Url));
        var session = await Handler.OpenedAsync();

        await client.PostOctetsAsync([.. Enumerable.Repeat<byte[]>([0, 2, 0xFF, (byte)'4', (byte)'x'], Limit + 1).SelectMany(packet => packet)]);

        await ExpectClosedAsync(session, "transport error", "too many packets in one payload");
    }

    [TestCase(Limit - 1)]
    [TestCase(Limit)]
    public async Task MaxFragments_UpToTheLimit_IsOneMessage(int count)
    {
        await ServeAsync();
        var (client, _) = await OpenWebSocketAsync();

        await SendFragmentsAsync(client, count, isFinal: true);

        (await Handler.MessageAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task MaxFragments_OneMore_ClosesWithItsCode()
    {
        await ServeAsync();
        var (client, session) = await OpenWebSocketAsync();

        await SendFragmentsAsync(client, Limit + 1, isFinal: false);

        (await client.CloseCodeAsync()).Should().Be(1008);
        await ExpectClosedAsync(session, "transport error", "the message has more than 5 fragments");
        await ExpectReportAsync("EngineIoOptions.MaxFragments");
    }

    [Test]
    public async Task MaxHttpBufferSize_TooLarge_IsReported([Values(WireClient.Polling, WireClient.WebSocket)] string transport)
    {
        await StartAsync(options => options.MaxHttpBufferSize = 100);
        var message = "4" + new string('x', 100);
        if (transport == WireClient.Polling)
        {
            using var content = new StringContent(message);
            var (client, _) = await OpenPollingAsync();
            using var response = await client.PostAsync(content);
            ((int)response.StatusCode).Should().Be(413);
        }
        else
        {
            var (client, _) = await OpenWebSocketAsync();
            await client.SendAsync(message);
            (await client.CloseCodeAsync()).Should().Be(1009);
        }

        await ExpectReportAsync("EngineIoOptions.MaxHttpBufferSize");
    }

    [Test]
    public async Task MaxHttpBufferSize_TooLargeWithinAProbe_ClosesTheProbeWithItsCodeAndTheSessionGoesOn()
    {
        await StartAsync(options => options.MaxHttpBufferSize = 100);
        var (client, _) = await OpenPollingAsync();
        var probe = await UpgradeAsync(client);

        await probe.SendAsync("4" + new string('x', 100));

        (await probe.CloseCodeAsync()).Should().Be(1009);
        await ExpectReportAsync("EngineIoOptions.MaxHttpBufferSize");
        await ExpectPollingGoesOnAsync(client);
    }

    [Test]
    public async Task MaxFragments_OneMoreWithinAProbe_ClosesTheProbeWithItsCodeAndTheSessionGoesOn()
    {
        await ServeAsync();
        var (client, _) = await OpenPollingAsync();
        var probe = await UpgradeAsync(client);

        await SendFragmentsAsync(probe, Limit + 1, isFinal: false);

        (await probe.CloseCodeAsync()).Should().Be(1008);
        await ExpectReportAsync("EngineIoOptions.MaxFragments");
        await ExpectPollingGoesOnAsync(client);
    }

    private async Task ExpectPollingGoesOnAsync(PollingWire client)
    {
        await client.SendAsync("4still here");
        (await Handler.MessageAsync()).Should().Be("still here");
    }

    private Task ServeAsync() => StartAsync(options => (options.MaxPacketsPerPayload, options.MaxFragments, options.AllowEio3) = (Limit, Limit, true));

    private async Task<(WireClient Client, EngineSession Session)> OpenAsync(string query) => query.Length == 0
        ? await OpenPollingAsync()
        : (await Own(V3PollingWire.OpenAsync(Host.Url)), await Handler.OpenedAsync());

    private static async Task SendFragmentsAsync(WebSocketWire client, int count, bool isFinal)
    {
        await client.SendRawAsync(ClientFrame.Of(ClientFrame.Text, Encoding.ASCII.GetBytes("4"), isFinal: false));
        for (var i = 2; i <= count; i++)
        {
            await client.SendRawAsync(ClientFrame.Of(ClientFrame.Continuation, [], isFinal && i == count));
        }
    }

    private async Task ExpectReportAsync(string option) =>
        (await Host.Log.WaitForAsync("EngineLimitExceeded")).Message.Should().StartWith("A client from 127.0.0.1 has met the limit " + option + " ");
}
