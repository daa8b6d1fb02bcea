using Microsoft.Extensions.Logging;

namespace SocketIoSharp.EngineIo.Tests.Sessions;

internal sealed class GenerateIdTests : EngineFixture
{
    private readonly List<EngineConnectionError> _errors = [];

    [Test]
    public async Task GenerateId_LaterAndByTheRequest_IsTheIdOfTheSession([Values(WireClient.Polling, WireClient.WebSocket)] string transport)
    {
        await StartAsync(options => options.GenerateId = async http =>
        {
            await Task.Yield();
            return "id-of-" + http.Request.Query["user"];
        });

        var (client, session) = await OpenAsync(transport, "&user=anna");

        (client.SessionId, session.Id).Should().Be(("id-of-anna", "id-of-anna"));
        await client.SendAsync("4found");
        (await Handler.MessageAsync()).Should().Be("found");
    }

    [Test]
    public async Task GenerateId_IdInUse_RefusesAndLeavesTheOtherSession()
    {
        await StartFailingAsync(_ => ValueTask.FromResult("same"));
        var (first, _) = await OpenPollingAsync();

        (await RequestAsync()).Body.Should().Be("""{"code":3,"message":"Bad request"}""");
        (await WebSocketWire.RequestAsync(Host.Url, string.Empty)).Body.Should().Be("Bad request");

        await first.SendAsync("4still mine");
        (await Handler.MessageAsync()).Should().Be("still mine");
        Host.Server.SessionCount.Should().Be(1);
    }

    [Test]
    public async Task GenerateId_SameIdForTwoAtATime_GivesItToOne()
    {
        var both = new TaskCompletionSource();
        var waiting = 0;
        await StartFailingAsync(async _ =>
        {
            if (Interlocked.Increment(ref waiting) == 2)
            {
                both.SetResult();
            }

            await both.Task;
            return "same";
        });

        var responses = await Task.WhenAll(RequestAsync(), RequestAsync());

        responses.Select(response => response.Status).Should().BeEquivalentTo([200, 400]);
        Host.Server.SessionCount.Should().Be(1);
    }

    [Test]
    public async Task GenerateId_IdOfAClosedSession_IsFreeAgain()
    {
        await StartAsync(options => options.GenerateId = _ => ValueTask.FromResult("same"));
        var (first, session) = await OpenPollingAsync();
        session.Abort();
        await first.ExpectUnknownAsync();

        var (second, _) = await OpenPollingAsync();

        second.SessionId.Should().Be("same");
    }

    [TestCase("throws")]
    [TestCase("")]
    [TestCase(null)]
    public async Task GenerateId_Fails_RefusesWithCode3AndSaysWhy(string? id)
    {
        await StartFailingAsync(_ => id == "throws" ? throw new InvalidOperationException("no more ids") : ValueTask.FromResult(id!));

        var response = await RequestAsync();

        (response.Status, response.Body).Should().Be((400, """{"code":3,"message":"Bad request"}"""));
        var error = _errors.Should().ContainSingle().Subject;
        (error.Code, error.Message, error.Context["name"]).Should().Be((3, "Bad request", "ID_GENERATION_ERROR"));
        error.Context["error"].Should().BeOfType<InvalidOperationException>();
        Host.Server.SessionCount.Should().Be(0);
    }

    [Test]
    public async Task GenerateId_FailsAgainAndAgain_IsAnErrorOnceAMinute()
    {
        await StartFailingAsync(_ => throw new InvalidOperationException("no more ids"));

        await RequestAsync();
        await RequestAsync();

        Host.Log.Entries.Where(entry => entry.Id.Name == "IdGenerationFailed").Select(entry => entry.Level).Should().Equal(LogLevel.Error, LogLevel.Debug);
    }

    private async Task StartFailingAsync(Func<Microsoft.AspNetCore.Http.HttpContext, ValueTask<string>> generate)
    {
        _errors.Clear();
        await StartAsync(options => options.GenerateId = generate);
        Host.Server.ConnectionError += _errors.Add;
        Host.Log.Expect("IdGenerationFailed");
    }

    private async Task<RawResponse> RequestAsync()
    {
        await using var connection = await RawConnection.OpenAsync(Host.Url);
        await connection.SendHeadAsync("GET", "/socket.io/?EIO=4&transport=polling");
        return await connection.ReceiveResponseAsync();
    }
}
