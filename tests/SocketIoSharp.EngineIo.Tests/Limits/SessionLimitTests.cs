using System.Diagnostics;

namespace SocketIoSharp.EngineIo.Tests.Limits;

/// <summary>How many sessions there may be, in all and for one address.</summary>
internal sealed class SessionLimitTests : EngineFixture
{
    [Test]
    public async Task MaxSessions_OneMore_IsToldToComeLater([Values(WireClient.Polling, WireClient.WebSocket)] string transport)
    {
        await StartAsync(options => options.MaxSessions = 2);
        await OpenAsync(WireClient.Polling);
        await OpenAsync(WireClient.WebSocket);

        var refused = await HandshakeAsync(transport);

        refused.Status.Should().Be(503);
        refused.Headers["Retry-After"].Should().Be("1");
        refused.Body.Should().Contain("Too many sessions");
        (await Host.Log.WaitForAsync("EngineLimitExceeded")).Message.Should().Contain("EngineIoOptions.MaxSessions ");
        Host.Server.SessionCount.Should().Be(2);
    }

    [Test]
    public async Task MaxSessions_OneHasLeft_LetsOneIn([Values(WireClient.Polling, WireClient.WebSocket)] string transport)
    {
        await StartAsync(options => options.MaxSessions = 1);
        for (var i = 0; i < 3; i++)
        {
            var (client, _) = await OpenAsync(transport);
            (await HandshakeAsync(transport)).Status.Should().Be(503);

            await LeaveAsync(client);
        }
    }

    [Test]
    public async Task MaxSessions_OneMore_TheApplicationIsNotAsked([Values(WireClient.Polling, WireClient.WebSocket)] string transport)
    {
        var asked = 0;
        await StartAsync(options =>
        {
            options.MaxSessions = 1;
            options.AllowRequest = _ => ValueTask.FromResult(Interlocked.Increment(ref asked) > 0 ? AllowRequestResult.Allow : AllowRequestResult.Deny());
            options.GenerateId = _ => ValueTask.FromResult($"id-{Interlocked.Increment(ref asked)}");
        });
        await OpenAsync(transport);
        asked.Should().Be(2);

        (await HandshakeAsync(transport)).Status.Should().Be(503);

        asked.Should().Be(2);
    }

    [Test]
    public async Task MaxSessions_ManyWaitForTheApplication_LetsInAsManyAsMayBe()
    {
        var (asked, decision) = (0, new TaskCompletionSource());
        await StartAsync(options =>
        {
            options.MaxSessions = 3;
            options.AllowRequest = async _ =>
            {
                Interlocked.Increment(ref asked);
                await decision.Task;
                return AllowRequestResult.Allow;
            };
        });
        var handshakes = Enumerable.Range(0, 12).Select(_ => HandshakeAsync(WireClient.Polling)).ToArray();
        await Patience.UntilAsync(() => Volatile.Read(ref asked) == 12);
        decision.SetResult();

        (await Task.WhenAll(handshakes)).Count(answer => answer.Status == 200).Should().Be(3);
    }

    [Test]
    public async Task MaxSessions_RefusedHandshakes_TakeNoPlace()
    {
        await StartAsync(options =>
        {
            options.MaxSessions = 1;
            options.AllowRequest = http => ValueTask.FromResult(http.Request.Query.ContainsKey("denied") ? AllowRequestResult.Deny() : AllowRequestResult.Allow);
        });
        (await HandshakeAsync(WireClient.Polling, query: "&denied=")).Status.Should().Be(403);
        (await WebSocketWire.RequestAsync(Host.Url, string.Empty, "Sec-WebSocket-Version: 7")).Status.Should().Be(400);

        await OpenAsync(WireClient.WebSocket);
    }

    [Test]
    public async Task MaxSessions_AHandlerThatThrows_TakesNoPlace([Values(WireClient.Polling, WireClient.WebSocket)] string transport)
    {
        await StartAsync(options => options.MaxSessions = 1);
        Handler.Opening = _ => throw new InvalidOperationException("on purpose");
        Host.Log.Expect("ApplicationError");
        await HandshakeAsync(transport, mayFail: true);
        Handler.Opening = _ => { };

        // The client may see its connection end a moment before the place is free.
        await LetInAsync();
    }

    [Test]
    public async Task MaxSessions_AHandlerThatClosesAndThrows_GivesBackOnePlace()
    {
        await StartAsync(options => options.MaxSessions = 1);
        Handler.Opening = session =>
        {
            session.Abort();
            throw new InvalidOperationException("on purpose");
        };
        Host.Log.Expect("ApplicationError");
        await HandshakeAsync(WireClient.Polling, mayFail: true);
        Handler.Opening = _ => { };

        await OpenAsync(WireClient.WebSocket);

        (await HandshakeAsync(WireClient.Polling)).Status.Should().Be(503);
    }

    [Test]
    public async Task MaxSessions_ManyAtOnce_LetsInAsManyAsMayBe()
    {
        await StartAsync(options => options.MaxSessions = 5);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => HandshakeAsync(WireClient.Polling)));

        answers.Count(answer => answer.Status == 200).Should().Be(5);
        answers.Count(answer => answer.Status == 503).Should().Be(35);
    }

    [TestCase("203.0.113.7", "203.0.113.7", "203.0.113.8")]
    [TestCase("203.0.113.7", "::ffff:203.0.113.7", "::ffff:203.0.113.8")]
    [TestCase("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")]
    public async Task MaxSessionsPerAddress_OneMore_IsRefusedAndOthersAreNot(string first, string same, string other)
    {
        await StartAsync(options => options.MaxSessionsPerAddress = 1, configureServices: ClaimedAddress.AddTo);
        (await HandshakeAsync(WireClient.Polling, first)).Status.Should().Be(200);

        var refused = await HandshakeAsync(WireClient.WebSocket, same);

        refused.Status.Should().Be(503);
        refused.Body.Should().Be("Too many sessions from this address");
        (await HandshakeAsync(WireClient.Polling, other)).Status.Should().Be(200);
    }

    [Test]
    public async Task MaxSessionsPerAddress_SessionEnds_LetsOneIn()
    {
        await StartAsync(options => options.MaxSessionsPerAddress = 1, configureServices: ClaimedAddress.AddTo);
        for (var i = 0; i < 3; i++)
        {
            (await HandshakeAsync(WireClient.Polling, "203.0.113.7")).Status.Should().Be(200);
            (await HandshakeAsync(WireClient.Polling, "203.0.113.7")).Status.Should().Be(503);

            (await Handler.OpenedAsync()).Abort();
        }
    }

    [TestCase("127.0.0.1")]
    [TestCase("::1")]
    [TestCase("::ffff:127.0.0.2")]
    public async Task MaxSessionsPerAddress_ThisMachinesOwn_IsNotCounted(string address)
    {
        await StartAsync(options => options.MaxSessionsPerAddress = 1, configureServices: ClaimedAddress.AddTo);

        for (var i = 0; i < 3; i++)
        {
            (await HandshakeAsync(WireClient.Polling, address)).Status.Should().Be(200);
        }
    }

    private async Task LetInAsync()
    {
        for (var start = Stopwatch.GetTimestamp(); (await HandshakeAsync(WireClient.WebSocket)).Status != 101;)
        {
            Stopwatch.GetElapsedTime(start).Should().BeLessThan(Patience.Limit);
        }
    }

    private async Task LeaveAsync(WireClient client)
    {
        await client.DisposeAsync();
        if (client is PollingWire)
        {
            Host.Server.Sessions.ForEach(static (session, _) => session.Abort(), 0);
        }

        await Patience.UntilAsync(() => Host.Server.SessionCount == 0);
    }

    private async Task<RawResponse> HandshakeAsync(string transport, string? address = null, string query = "", bool mayFail = false)
    {
        string[] headers = address is null ? [] : [$"{ClaimedAddress.Header}: {address}"];
        await using var connection = await RawConnection.OpenAsync(Host.Url);
        try
        {
            if (transport == WireClient.WebSocket)
            {
                headers = [.. headers, "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="];
            }

            await connection.SendHeadAsync("GET", $"/socket.io/?EIO=4&transport={transport}{query}", headers);
            return await connection.ReceiveResponseAsync();
        }
        catch (EndOfStreamException) when (mayFail)
        {
            return new RawResponse(0, new Dictionary<string, string>(), string.Empty);
        }
    }
}
