using System.Net;
using Microsoft.Extensions.Logging;

namespace SocketIoSharp.EngineIo.Tests.Requests;

internal sealed class AllowRequestTests : EngineFixture
{
    [Test]
    public async Task AllowRequest_Throws_RefusesWith403AndIsLogged([Values] bool later)
    {
        await StartAsync(options => options.AllowRequest = async _ =>
        {
            if (later)
            {
                await Task.Yield();
            }

            throw new InvalidOperationException("the database is gone");
        });
        Host.Log.Expect("AllowRequestFailed");

        var response = await GetAsync("EIO=4&transport=polling");

        response.Status.Should().Be(403);
        response.Body.Should().Be("""{"code":4,"message":"Forbidden"}""");
        (await Host.Log.WaitForAsync("AllowRequestFailed")).Exception!.Message.Should().Be("the database is gone");
        Host.Server.SessionCount.Should().Be(0);
    }

    [Test]
    public async Task AllowRequest_ThrowsAgainAndAgain_IsAnErrorOnceAMinute()
    {
        await StartAsync(options => options.AllowRequest = _ => throw new InvalidOperationException("the database is gone"));
        Host.Log.Expect("AllowRequestFailed");

        await GetAsync("EIO=4&transport=polling");
        await GetAsync("EIO=4&transport=polling");
        Host.Time.Leap(TimeSpan.FromMinutes(1));
        await GetAsync("EIO=4&transport=polling");

        var entries = Host.Log.Entries.Where(entry => entry.Id.Name == "AllowRequestFailed").ToArray();
        entries.Select(entry => entry.Level).Should().Equal(LogLevel.Error, LogLevel.Debug, LogLevel.Error);
        entries[0].Message.Should().Contain("127.0.0.1");
    }

    [Test]
    public async Task AllowRequest_ThrowsForAWebSocket_RefusesBeforeTheSwitch()
    {
        await StartAsync(options => options.AllowRequest = _ => throw new InvalidOperationException());
        Host.Log.Expect("AllowRequestFailed");

        var response = await WebSocketWire.RequestAsync(Host.Url, string.Empty);

        response.Status.Should().Be(400);
        response.Body.Should().Be("Forbidden");
    }

    [Test]
    public async Task AllowRequest_DeniesWithAMessage_SaysIt()
    {
        await StartAsync(options => options.AllowRequest = _ => ValueTask.FromResult(AllowRequestResult.Deny("not on \"Sundays\"")));

        (await GetAsync("EIO=4&transport=polling")).Body.Should().Be("""{"code":4,"message":"not on \u0022Sundays\u0022"}""");
    }

    [Test]
    public async Task AllowRequest_DecidesByTheRequest_SeesItsHeaders()
    {
        await StartAsync(options => options.AllowRequest = http =>
            ValueTask.FromResult(http.Request.Headers["X-Key"] == "open sesame" ? AllowRequestResult.Allow : AllowRequestResult.Deny()));

        (await GetAsync("EIO=4&transport=polling")).Status.Should().Be(403);
        (await GetAsync("EIO=4&transport=polling", "X-Key: open sesame")).Status.Should().Be(200);
    }

    [Test]
    public async Task AllowRequest_ExistingSessionAndBadRequests_IsNotAsked()
    {
        var asked = 0;
        await StartAsync(options => options.AllowRequest = _ =>
        {
            asked++;
            return ValueTask.FromResult(AllowRequestResult.Allow);
        });

        var (client, session) = await OpenPollingAsync();
        await client.PostAsync("4x");
        session.TrySend(EngineHost.Message("x"));
        await client.PollAsync();
        var webSocket = await UpgradeAsync(client);
        await webSocket.SendAsync("5");
        await Patience.UntilAsync(() => session.Transport == WireClient.WebSocket);
        await GetAsync("EIO=4&transport=carrier-pigeon");
        await GetAsync("EIO=4&transport=websocket");
        await GetAsync("EIO=4&transport=polling&sid=unknown");

        asked.Should().Be(1);
    }

    [Test]
    public async Task AllowRequest_TakesItsTime_OthersAreServedMeanwhile()
    {
        var decision = new TaskCompletionSource<AllowRequestResult>();
        await StartAsync(options => options.AllowRequest = http =>
            http.Request.Query.ContainsKey("slow") ? new ValueTask<AllowRequestResult>(decision.Task) : ValueTask.FromResult(AllowRequestResult.Allow));

        var slow = GetAsync("EIO=4&transport=polling&slow=1");
        (await GetAsync("EIO=4&transport=polling")).Status.Should().Be((int)HttpStatusCode.OK);
        slow.IsCompleted.Should().BeFalse();
        decision.SetResult(AllowRequestResult.Allow);

        (await slow).Status.Should().Be((int)HttpStatusCode.OK);
    }

    private async Task<RawResponse> GetAsync(string query, params string[] headers)
    {
        await using var connection = await RawConnection.OpenAsync(Host.Url);
        await connection.SendHeadAsync("GET", "/socket.io/?" + query, headers);
        return await connection.ReceiveResponseAsync();
    }
}
