namespace SocketIoSharp.Attacks.Tests;

/// <summary>Requests of long-polling sessions.</summary>
internal sealed class PollingAttackTests : AttackFixture
{
    [Test]
    public async Task BodyOfAHundredMegabytes_IsRefusedBeforeItIsRead()
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync(WireClient.Polling);
            await using var connection = await RawConnection.OpenAsync(Host.Url);
            await connection.SendHeadAsync("POST", $"{Handshake}&sid={client.Engine.SessionId}", "Content-Length: 100000000");
            (await connection.ReceiveResponseAsync()).Status.Should().Be(413);
            await client.Engine.SendAsync("1");
        });
    }

    [Test]
    public async Task BodyThatDoesNotSayHowLongItIs_IsRefusedAtTheLimit()
    {
        await ServeAsync();
        var chunk = "10000\r\n" + new string('x', 0x10000) + "\r\n";

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync(WireClient.Polling);
            await using var connection = await RawConnection.OpenAsync(Host.Url);
            await connection.SendHeadAsync("POST", $"{Handshake}&sid={client.Engine.SessionId}", "Transfer-Encoding: chunked");
            for (var i = 0; i < 17; i++)
            {
                await connection.SendAsync(chunk);
            }

            (await connection.ReceiveResponseAsync()).Status.Should().Be(413);
            await client.Engine.SendAsync("1");
        });
    }

    [Test]
    public async Task TinyPacketsByTheHundredThousand_OfRevision3_CloseTheSession()
    {
        await ServeAsync();
        var body = string.Concat(Enumerable.Repeat("1:6", 200_000));

        await SurviveAsync(
            async () =>
            {
                var id = await OpenV3Async();
                (await RequestAsync("POST", $"/socket.io/?EIO=3&transport=polling&sid={id}", body)).Status.Should().Be(200);
            },
            repetitions: 5,
            log: ("EngineLimitExceeded", "MaxPacketsPerPayload"));
    }

    [Test]
    public async Task TinyPacketsByTheHundredThousand_CloseTheSession()
    {
        await ServeAsync();
        var body = string.Join('\u001e', Enumerable.Repeat("6", 200_000));

        await SurviveAsync(
            async () =>
            {
                await using var client = await AttackAsync(WireClient.Polling);
                (await RequestAsync("POST", $"{Handshake}&sid={client.Engine.SessionId}", body)).Status.Should().Be(200);
            },
            repetitions: 5,
            log: ("EngineLimitExceeded", "MaxPacketsPerPayload"));
    }

    [Test]
    public async Task SeparatorsAndNothingElse_CloseTheSession()
    {
        await ServeAsync();
        var body = new string('\u001e', 900_000);

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync(WireClient.Polling);
            (await RequestAsync("POST", $"{Handshake}&sid={client.Engine.SessionId}", body)).Status.Should().Be(200);
        });
    }

    [TestCase("7")]
    [TestCase("9hello")]
    [TestCase("hello")]
    [TestCase("\u0000")]
    public async Task PacketOfAnUnknownType_ClosesTheSession(string packet)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync(WireClient.Polling);
            (await RequestAsync("POST", $"{Handshake}&sid={client.Engine.SessionId}", packet)).Status.Should().Be(200);
            (await RequestAsync("GET", $"{Handshake}&sid={client.Engine.SessionId}")).Status.Should().Be(400, "the session is no more");
        });
    }

    [TestCase("GET")]
    [TestCase("POST")]
    public async Task PollingRequestForAWebSocketSession_IsRefusedAndDisturbsItNot(string method)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync();
            await client.ConnectAsync();

            var answer = await RequestAsync(method, $"{Handshake}&sid={client.Engine.SessionId}", "41");

            (answer.Status, answer.Body).Should().Be((400, """{"code":3,"message":"Bad request"}"""));
            await client.SynchroniseAsync();
        });
    }

    [Test]
    public async Task Octets_InRevision4_AreAnsweredAndCloseTheSession()
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync(WireClient.Polling);
            (await RequestAsync("POST", $"{Handshake}&sid={client.Engine.SessionId}", "\u0001\u0002\u0003", "Content-Type: application/octet-stream")).Status.Should().Be(400);
        });
    }

    private static IEnumerable<TestCaseData> BrokenPayloads()
    {
        yield return new TestCaseData(new byte[] { 1, 5, 0xFF, 4, 1, 2 }, "application/octet-stream").SetArgDisplayNames("five bytes announced, three there");
        yield return new TestCaseData(new byte[] { 0 }.Concat(Enumerable.Repeat<byte>(9, 300)).Concat(new byte[] { 0xFF, 0x34 }).ToArray(), "application/octet-stream").SetArgDisplayNames("a length of three hundred digits");
        yield return new TestCaseData(new byte[] { 0, 208, 0xFF, 0x34 }, "application/octet-stream").SetArgDisplayNames("a digit that is none");
        yield return new TestCaseData(new byte[] { 0, 9, 9, 9 }, "application/octet-stream").SetArgDisplayNames("a length without an end");
        yield return new TestCaseData("5invalid"u8.ToArray(), "text/plain").SetArgDisplayNames("a length without a colon");
        yield return new TestCaseData("99999999999999999999:4x"u8.ToArray(), "text/plain").SetArgDisplayNames("a length beyond numbers");
        yield return new TestCaseData("-1:4x"u8.ToArray(), "text/plain").SetArgDisplayNames("a length below none");
        yield return new TestCaseData("9:4x"u8.ToArray(), "text/plain").SetArgDisplayNames("a length beyond the end");
    }

    [TestCaseSource(nameof(BrokenPayloads))]
    public async Task PayloadOfRevision3ThatIsBroken_ClosesTheSession(byte[] body, string contentType)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            var id = await OpenV3Async();
            await using var connection = await RawConnection.OpenAsync(Host.Url);
            await connection.SendHeadAsync("POST", $"/socket.io/?EIO=3&transport=polling&sid={id}", $"Content-Length: {body.Length}", $"Content-Type: {contentType}");
            await connection.SendAsync(body);
            (await connection.ReceiveResponseAsync()).Status.Should().Be(200);
        });
    }

    [Test]
    public async Task PollsAtOnce_CloseTheSession()
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync(WireClient.Polling);
            await client.ConnectAsync();
            await using var first = await RawConnection.OpenAsync(Host.Url);
            await using var second = await RawConnection.OpenAsync(Host.Url);
            await first.SendHeadAsync("GET", $"{Handshake}&sid={client.Engine.SessionId}");
            await second.SendHeadAsync("GET", $"{Handshake}&sid={client.Engine.SessionId}");

            int[] statuses = [(await first.ReceiveResponseAsync()).Status, (await second.ReceiveResponseAsync()).Status];
            statuses.Should().BeEquivalentTo([200, 400]);
        });
    }

    [Test]
    public async Task HalfAPost_ThenNothing_EndsWithItsConnection()
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync(WireClient.Polling);
            await client.ConnectAsync();
            await using var connection = await RawConnection.OpenAsync(Host.Url);
            await connection.SendHeadAsync("POST", $"{Handshake}&sid={client.Engine.SessionId}", "Content-Length: 900000");
            await connection.SendAsync(new string('4', 400_000));
            connection.EndSending();
            await connection.ReceiveUntilEndAsync();
        });
    }

    [Test]
    public async Task HalfAPostHeldOpen_EndsWithItsSession()
    {
        await ServeAsync();

        await SurviveAsync(
            async () =>
            {
                await using var client = await AttackAsync(WireClient.Polling);
                await using var connection = await RawConnection.OpenAsync(Host.Url);
                await connection.SendHeadAsync("POST", $"{Handshake}&sid={client.Engine.SessionId}", "Content-Length: 900000");
                await connection.SendAsync(new string('4', 400_000));
                await PassAsync(TimeSpan.FromSeconds(60));
                await connection.ReceiveUntilEndAsync();
            },
            repetitions: 3);
    }

    [Test]
    public async Task SessionsThatAreNeverPolledAgain_AreGoneAfterTheHeartbeat()
    {
        await ServeAsync();

        await SurviveAsync(
            async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    (await RequestAsync("GET", Handshake)).Status.Should().Be(200);
                }

                await PassAsync(TimeSpan.FromSeconds(60));
            },
            repetitions: 3);
    }

    [Test]
    public async Task MethodThatIsNone_IsAnswered([Values("PUT", "DELETE", "TRACE", "PROPFIND", "constructor")] string method)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync(WireClient.Polling);
            (await RequestAsync(method, $"{Handshake}&sid={client.Engine.SessionId}")).Status.Should().BeInRange(400, 500);
            await client.Engine.SendAsync("1");
        });
    }

    private async Task<string> OpenV3Async()
    {
        await using var client = await V3PollingWire.OpenAsync(Host.Url);
        return client.SessionId;
    }
}
