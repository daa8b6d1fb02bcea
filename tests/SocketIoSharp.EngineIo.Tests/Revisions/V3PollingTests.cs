using System.Text;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Tests.Revisions;

internal sealed class V3PollingTests : V3Fixture
{
    private static readonly byte[] Attachment = [1, 2, 3, 4];

    [TestCase("transport=polling")]
    [TestCase("EIO=3&transport=polling")]
    [TestCase("EIO=44&transport=polling")]
    public async Task AllowEio3_ByDefault_RefusesWithCode5(string query)
    {
        await StartAsync();

        var response = await GetAsync(query);

        (response.Status, response.Body).Should().Be((400, """{"code":5,"message":"Unsupported protocol version"}"""));
        (await WebSocketWire.RequestAsync(Host.Url, WireClient.Revision3)).Body.Should().Be("Unsupported protocol version");
    }

    [Test]
    public async Task Handshake_Polling_IsLengthPrefixed()
    {
        await StartV3Async(options => options.Cookie = new EngineIoCookie());

        var response = await GetAsync("EIO=3&transport=polling");

        var session = await Handler.OpenedAsync();
        session.Handshake.Protocol.Should().Be(3);
        response.Body.Should().Be($$"""118:0{"sid":"{{session.Id}}","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}""");
        response.Headers["Content-Type"].Should().Be("text/plain; charset=UTF-8");
        response.Headers["Cache-Control"].Should().Be("no-store");
        response.Headers["Set-Cookie"].Should().StartWith("io=" + session.Id);
    }

    [Test]
    public async Task Handshake_NoRevisionNamed_IsRevision3()
    {
        await StartV3Async();

        (await GetAsync("transport=polling")).Body.Should().StartWith("118:0{");

        (await Handler.OpenedAsync()).Handshake.Protocol.Should().Be(3);
    }

    [Test]
    public async Task Poll_Text_CountsUtf16Units()
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async();

        session.TrySend(EngineHost.Message("hello"));
        session.TrySend(EngineHost.Message("€"));
        session.TrySend(EngineHost.Message("😀"));

        (await client.PollTextAsync()).Should().Be("6:4hello2:4€3:4😀");
    }

    [Test]
    public async Task Poll_Binary_IsInBinaryForm()
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async();

        session.TrySend(FrameGroup.FromParts("4€"u8, default, [Attachment]));

        var (body, type) = await client.PollAsync();
        type.Should().Be("application/octet-stream");
        Convert.ToHexString(body).Should().Be("0004FF34E282AC0105FF0401020304");
    }

    [Test]
    public async Task Poll_BinaryWithB64_IsBase64()
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async("&b64=1");

        session.TrySend(FrameGroup.FromParts("4€"u8, default, [Attachment]));

        (await client.PollTextAsync()).Should().Be("2:4€10:b4AQIDBA==");
    }

    [Test]
    public async Task Poll_SameGroupForBothRevisions_IsInTheFormOfEach()
    {
        await StartV3Async();
        var (older, olderSession) = await OpenV3Async();
        var (text, textSession) = await OpenV3Async("&b64=1");
        var (newer, newerSession) = await OpenPollingAsync();
        var group = FrameGroup.FromParts("4é"u8, default, [Attachment]);

        foreach (var session in (EngineSession[])[olderSession, newerSession, textSession, newerSession, olderSession])
        {
            session.TrySend(group);
        }

        await older.ExpectAsync("4é", "b4AQIDBA==", "4é", "b4AQIDBA==");
        await text.ExpectAsync("4é", "b4AQIDBA==");
        await newer.ExpectAsync("4é", "bAQIDBA==", "4é", "bAQIDBA==");
    }

    [Test]
    public async Task Post_Text_DeliversItsPackets()
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async();

        await client.PostAsync("6:4hello2:4€3:4😀10:b4AQIDBA==0:1:41:61:5");

        (await Handler.MessageAsync()).Should().Be("hello");
        (await Handler.MessageAsync()).Should().Be("€");
        (await Handler.MessageAsync()).Should().Be("😀");
        (await Handler.MessageAsync()).Should().Be("bAQIDBA==");
        (await Handler.MessageAsync()).Should().BeEmpty();
        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task Post_Octets_DeliversItsPackets()
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async("&b64=1");

        await client.PostOctetsAsync(Convert.FromHexString("0004FF34E282AC0105FF0401020304" + "0102FF0901"));
        await client.PostAsync("2:4b");

        (await Handler.MessageAsync()).Should().Be("€");
        (await Handler.MessageAsync()).Should().Be("bAQIDBA==");
        (await Handler.MessageAsync()).Should().Be("b");
        session.IsOpen.Should().BeTrue();
    }

    [TestCase("")]
    [TestCase("hello")]
    [TestCase("5:4a")]
    [TestCase("99999999999:4a")]
    [TestCase("1:9")]
    [TestCase("4a\u001e4b")]
    [TestCase("8:5invalid1:9")]
    public async Task Post_MalformedText_ClosesWithParseError(string body)
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async();

        await client.PostAsync(body);

        await ExpectClosedAsync(session, CloseReason.ParseError);
    }

    [TestCase("0105FF040102")]
    [TestCase("00")]
    [TestCase("0001FF39")]
    [TestCase("0003FF34FFFE")]
    [TestCase("01D0D0D0FF04")]
    [TestCase("363A")]
    public async Task Post_MalformedOctets_ClosesWithParseError(string body)
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async();

        await client.PostOctetsAsync(Convert.FromHexString(body));

        Handler.HasMessage.Should().BeFalse();
        await ExpectClosedAsync(session, CloseReason.ParseError);
    }

    [Test]
    public async Task Post_GarbageBehindGoodPackets_DeliversThoseAndCloses()
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async();

        await client.PostAsync("2:412:427:4");

        (await Handler.MessageAsync()).Should().Be("1");
        (await Handler.MessageAsync()).Should().Be("2");
        await ExpectClosedAsync(session, CloseReason.ParseError);
    }

    [Test]
    public async Task Post_ClosePacket_EndsThePollAndDropsTheRest()
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async();
        var poll = client.PollTextAsync();
        await EngineHost.UntilParkedAsync(session);

        await client.PostAsync("2:4a1:12:4b");

        (await poll).Should().Be("1:6");
        (await Handler.MessageAsync()).Should().Be("a");
        Handler.HasMessage.Should().BeFalse();
        await ExpectClosedAsync(session, CloseReason.TransportClose);
    }

    [Test]
    public async Task Post_TooLarge_IsRefusedInEitherForm()
    {
        await StartV3Async(options => options.MaxHttpBufferSize = 20);
        var (client, session) = await OpenV3Async();

        (await client.PostAsync(Encoding.UTF8.GetBytes("18:4" + new string('x', 17)))).Should().Be("413 ");
        (await client.PostAsync([1, 1, 8, 0xFF, 4, .. new byte[17]], "application/octet-stream")).Should().Be("413 ");
        (await client.PostAsync([1, 1, 6, 0xFF, 4, .. new byte[15]], "application/octet-stream")).Should().Be("200 ok");

        (await Handler.MessageAsync()).Should().Be("b" + Convert.ToBase64String(new byte[15]));
        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task Post_FloodOfPings_EndsTheClientThatDoesNotRead()
    {
        await StartV3Async(options => options.MaxBufferedBytes = options.HighWaterMark);
        var (client, session) = await OpenV3Async();

        await client.PostAsync(string.Concat(Enumerable.Repeat("1:2", 100_000)));

        await ExpectClosedAsync(session, CloseReason.TransportError, "slow consumer");
        await Host.Log.WaitForAsync("SlowConsumer");
    }

    [Test]
    public async Task Poll_Overlap_ClosesLikeRevision4()
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async();
        var poll = client.PollTextAsync();
        await EngineHost.UntilParkedAsync(session);

        using var second = await client.GetAsync();

        ((int)second.StatusCode).Should().Be(400);
        (await poll).Should().Be("1:1");
        await ExpectClosedAsync(session, CloseReason.TransportError, "overlap from client");
    }

    [Test]
    public async Task Close_BetweenTwoPolls_IsToldAtTheNext()
    {
        await StartV3Async();
        var (client, session) = await OpenV3Async();

        session.Close();

        (await client.PollTextAsync()).Should().Be("1:61:1");
        await ExpectClosedAsync(session, CloseReason.ForcedClose);
    }

    [TestCase("EIO=4", WireClient.Revision3)]
    [TestCase("EIO=3", "")]
    public async Task Session_RequestOfTheOtherRevision_IsRefused(string other, string own)
    {
        await StartV3Async();
        var (client, session) = own.Length > 0 ? await OpenV3Async(string.Empty) : ((WireClient, EngineSession))await OpenPollingAsync();

        (await GetAsync($"{other}&transport=polling&sid={client.SessionId}")).Body.Should().Be("""{"code":3,"message":"Bad request"}""");
        var upgrade = await WebSocketWire.RequestAsync(Host.Url, $"&{other}&sid={client.SessionId}");

        (upgrade.Status, upgrade.Body).Should().Be((400, "Bad request"));
        session.IsOpen.Should().BeTrue();
    }
}
