using System.Text;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Tests.Revisions;

internal sealed class JsonpTests : V3Fixture
{
    private const string Form = "application/x-www-form-urlencoded";

    [TestCase("0", "0")]
    [TestCase("abc12);alert(3", "123")]
    [TestCase("", "")]
    public async Task Handshake_Jsonp_IsAScriptThatNamesOnlyDigits(string callback, string index)
    {
        await StartV3Async();

        var response = await GetAsync("EIO=3&transport=polling&j=" + callback);

        var session = await Handler.OpenedAsync();
        response.Body.Should().Be(
            $$"""___eio[{{index}}]("118:0{\"sid\":\"{{session.Id}}\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");""");
        response.Headers["Content-Type"].Should().Be("text/plain; charset=UTF-8");
    }

    [Test]
    public async Task Poll_OtherCallbackThanAtTheHandshake_IsThatOfTheHandshake()
    {
        await StartV3Async();
        var sid = await OpenAsync("EIO=3&transport=polling&j=7");
        var session = await Handler.OpenedAsync();

        session.TrySend(EngineHost.Message("line\u2028end\u2029\n\"€"));

        (await GetAsync($"EIO=3&transport=polling&j=8&sid={sid}")).Body.Should().Be("___eio[7](\"13:4line\\u2028end\\u2029\\n\\\"€\");");
        session.TrySend(EngineHost.Message("b"));
        (await GetAsync($"EIO=3&transport=polling&sid={sid}")).Body.Should().Be("___eio[7](\"2:4b\");");
    }

    [Test]
    public async Task Poll_CallbackNamedLater_ChangesNothing()
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async();

        session.TrySend(EngineHost.Message("a"));

        (await GetAsync($"EIO=3&transport=polling&j=0&sid={client.SessionId}")).Body.Should().Be("2:4a");
    }

    [Test]
    public async Task Poll_Binary_IsBase64()
    {
        await StartV3Async();
        var sid = await OpenAsync("EIO=3&transport=polling&j=0");
        var session = await Handler.OpenedAsync();

        session.TrySend(FrameGroup.FromBinary(new byte[] { 1, 2, 3, 4 }));

        (await GetAsync($"EIO=3&transport=polling&j=0&sid={sid}")).Body.Should().Be("___eio[0](\"10:b4AQIDBA==\");");
    }

    [Test]
    public async Task Jsonp_Revision4_HasItsSeparators()
    {
        await StartAsync();
        var sid = await OpenAsync("EIO=4&transport=polling&j=0");
        var session = await Handler.OpenedAsync();
        session.TrySend(EngineHost.Message("a"));
        session.TrySend(FrameGroup.FromBinary(new byte[] { 1, 2, 3, 4 }));

        (await GetAsync($"EIO=4&transport=polling&j=0&sid={sid}")).Body.Should().Be("___eio[0](\"4a\\u001ebAQIDBA==\");");
        (await PostAsync("EIO=4", sid, "d=4a%1E4b")).Should().Be((200, "ok"));

        (await Handler.MessageAsync()).Should().Be("a");
        (await Handler.MessageAsync()).Should().Be("b");
    }

    [Test]
    public async Task Post_Form_IsDecoded()
    {
        await StartV3Async();
        var sid = await OpenAsync("EIO=3&transport=polling&j=0");

        (await PostAsync("EIO=3", sid, "d=" + Uri.EscapeDataString("9:4a b+€\\n\\\\n") + "&x=1")).Should().Be((200, "ok"));
        (await PostAsync("EIO=3", sid, "d=2%3A4b", "text/plain")).Should().Be((200, "ok"));

        (await Handler.MessageAsync()).Should().Be("a b+€\n\\n");
        (await Handler.MessageAsync()).Should().Be("b");
    }

    [TestCase("")]
    [TestCase("2:4a")]
    [TestCase("d=2:4a&d=2:4b")]
    [TestCase("x=2:4a")]
    public async Task Post_PayloadMissingOrRepeated_IsAnsweredAndIgnored(string body)
    {
        await StartV3Async();
        var sid = await OpenAsync("EIO=3&transport=polling&j=0");
        var session = await Handler.OpenedAsync();

        (await PostAsync("EIO=3", sid, body)).Should().Be((200, "ok"));

        Handler.HasMessage.Should().BeFalse();
        session.IsOpen.Should().BeTrue();
    }

    [TestCase("EIO=3", "d=")]
    [TestCase("EIO=3", "d=4a")]
    [TestCase("EIO=3", "d=%FF")]
    [TestCase("EIO=4", "d=x")]
    public async Task Post_MalformedPayload_ClosesWithParseError(string revision, string body)
    {
        await StartV3Async();
        var sid = await OpenAsync(revision + "&transport=polling&j=0");
        var session = await Handler.OpenedAsync();

        (await PostAsync(revision, sid, body)).Should().Be((200, "ok"));

        await ExpectClosedAsync(session, CloseReason.ParseError);
    }

    [Test]
    public async Task Post_Octets_AreIgnoredOrRefusedByRevision()
    {
        await StartV3Async();
        var older = await OpenAsync("EIO=3&transport=polling&j=0");
        var newer = await OpenAsync("EIO=4&transport=polling&j=0");

        (await PostAsync("EIO=3", older, "d=2:4a", "application/octet-stream")).Should().Be((200, "ok"));
        (await PostAsync("EIO=4", newer, "d=4a", "application/octet-stream")).Should().Be((400, string.Empty));

        Handler.HasMessage.Should().BeFalse();
        Host.Server.SessionCount.Should().Be(1);
    }

    [Test]
    public async Task Post_LimitCountsTheFormsBytes_IsRefused()
    {
        await StartV3Async(options => options.MaxHttpBufferSize = 30);
        var sid = await OpenAsync("EIO=3&transport=polling&j=0");

        (await PostAsync("EIO=3", sid, "d=" + string.Concat(Enumerable.Repeat("%41", 10)))).Should().Be((413, string.Empty));
        (await PostAsync("EIO=3", sid, "d=10:4" + new string('a', 9))).Should().Be((200, "ok"));
    }

    private async Task<string> OpenAsync(string query)
    {
        var body = (await GetAsync(query)).Body;
        var start = body.IndexOf("sid", StringComparison.Ordinal) + "sid\\\":\\\"".Length;
        return body[start..(start + 20)];
    }

    private async Task<(int Status, string Body)> PostAsync(string revision, string sid, string body, string contentType = Form)
    {
        var connection = await Own(RawConnection.OpenAsync(Host.Url));
        await connection.SendHeadAsync(
            "POST", $"/engine.io/?{revision}&transport=polling&j=0&sid={sid}", $"Content-Length: {Encoding.UTF8.GetByteCount(body)}", "Content-Type: " + contentType);
        await connection.SendAsync(body);
        var response = await connection.ReceiveResponseAsync();
        return (response.Status, response.Body);
    }
}
