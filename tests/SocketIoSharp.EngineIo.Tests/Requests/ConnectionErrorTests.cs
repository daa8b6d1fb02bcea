namespace SocketIoSharp.EngineIo.Tests.Requests;

internal sealed class ConnectionErrorTests : EngineFixture
{
    private readonly List<(int Code, string Message, string Context)> _errors = [];

    [TestCase("GET", "EIO=4&transport=pigeon", 0, "Transport unknown", "transport=pigeon")]
    [TestCase("GET", "EIO=4", 0, "Transport unknown", "transport=")]
    [TestCase("GET", "EIO=4&transport=polling&sid=nobody", 1, "Session ID unknown", "sid=nobody")]
    [TestCase("POST", "EIO=4&transport=polling", 2, "Bad handshake method", "method=POST")]
    [TestCase("GET", "EIO=4&transport=websocket", 3, "Bad request", "name=TRANSPORT_HANDSHAKE_ERROR")]
    [TestCase("GET", "EIO=3&transport=polling", 5, "Unsupported protocol version", "protocol=3")]
    public async Task ConnectionError_HandshakeRefused_HasCodeAndContext(string method, string query, int code, string message, string context)
    {
        await StartObservedAsync();

        await RequestAsync(method, query);

        _errors.Should().Equal((code, message, context));
    }

    [TestCase("EIO=4&transport=websocket", "name=TRANSPORT_MISMATCH&transport=websocket&previousTransport=polling")]
    [TestCase("EIO=3&transport=polling", "name=PROTOCOL_MISMATCH&protocol=3&previousProtocol=4")]
    public async Task ConnectionError_OtherTransportOrProtocol_NamesBoth(string query, string context)
    {
        await StartObservedAsync();
        var (client, _) = await OpenPollingAsync();

        await RequestAsync("GET", query + "&sid=" + client.SessionId);

        _errors.Should().Equal((3, "Bad request", context));
    }

    [TestCase("no", "message=no")]
    [TestCase(null, "message=")]
    public async Task ConnectionError_Forbidden_HasTheDefaultMessageAndTheOwnOneInItsContext(string? text, string context)
    {
        await StartObservedAsync(options => options.AllowRequest = _ => ValueTask.FromResult(AllowRequestResult.Deny(text)));

        await RequestAsync("GET", "EIO=4&transport=polling");

        _errors.Should().Equal((4, "Forbidden", context));
    }

    [Test]
    public async Task ConnectionError_IllegalOrigin_NamesIt()
    {
        await StartObservedAsync();

        await RequestAsync("GET", "EIO=4&transport=polling", "Origin: a\u0001b");

        // Kestrel lets some control characters through and refuses others by itself.
        _errors.Should().BeSubsetOf([(3, "Bad request", "name=INVALID_ORIGIN&origin=a\u0001b")]);
    }

    [Test]
    public async Task ConnectionError_WebSocket_IsToldAsWell()
    {
        await StartObservedAsync();

        await WebSocketWire.RequestAsync(Host.Url, "&sid=nobody");

        _errors.Should().Equal((1, "Session ID unknown", "sid=nobody"));
    }

    [Test]
    public async Task ConnectionError_HandlerFails_TheOthersAreCalledAndTheClientIsAnswered()
    {
        await StartAsync();
        Host.Log.Expect("EngineEventHandlerFailed");
        Host.Server.ConnectionError += _ => throw new InvalidOperationException();
        Observe();

        (await RequestAsync("GET", "EIO=4")).Status.Should().Be(400);

        _errors.Should().ContainSingle();
    }

    private async Task StartObservedAsync(Action<EngineIoOptions>? configure = null)
    {
        await StartAsync(configure);
        Observe();
    }

    private void Observe()
    {
        _errors.Clear();
        Host.Server.ConnectionError += error =>
            _errors.Add((error.Code, error.Message, string.Join('&', error.Context.Select(detail => $"{detail.Key}={detail.Value}"))));
    }

    private async Task<RawResponse> RequestAsync(string method, string query, params string[] headers)
    {
        await using var connection = await RawConnection.OpenAsync(Host.Url);
        await connection.SendHeadAsync(method, "/socket.io/?" + query, ["Content-Length: 0", .. headers]);
        return await connection.ReceiveResponseAsync();
    }
}
