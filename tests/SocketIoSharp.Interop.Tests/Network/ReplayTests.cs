using System.Text.RegularExpressions;
using SocketIoSharp.Endurance.Proxy;
using SocketIoSharp.Tests.Shared;

namespace SocketIoSharp.Interop.Tests.Network;

/// <summary>A middlebox says everything a second time: each server does with it what the other does, and the client goes on.</summary>
[TestFixture(FixedServer.Reference)]
[TestFixture(FixedServer.Ours)]
internal sealed partial class ReplayTests(string name)
{
    // Long enough for a client that means to join a namespace, on a busy machine, short enough to wait for.
    private const int ConnectTimeout = 5000;

    private const string UnknownSession = """{"code":1,"message":"Session ID unknown"}""";

    // Its first byte is no letter.
    private const string CloseFrame = "\uFFFD";

    private FixedServer _server = null!;
    private FaultProxy _network = null!;
    private ProxiedConnection? _replayed;

    [SetUp]
    public async Task StartAsync()
    {
        Requirements.NodeWith(Repository.ConformanceFolder);
        _server = await FixedServer.StartAsync(name, new { connectTimeout = ConnectTimeout });
        _network = new FaultProxy(_server.Port, _ => new ConnectionFaults { IsReplayed = true });
        _replayed = null;
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _network.DisposeAsync();
        await _server.DisposeAsync();
    }

    private Replay Replay => (_replayed ??= _network.Connections.Single()).Replay!;

    [Test]
    public async Task Handshake_SaidTwice_IsASecondSessionThatDiesOfItself()
    {
        await using var raw = await RawConnection.OpenAsync(_network.Url);
        await raw.SendHeadAsync("GET", "/socket.io/?EIO=4&transport=polling");
        var id = SessionIdIn((await raw.ReceiveResponseAsync()).Body);
        var other = SessionIdIn(await AnswersAsync("\"maxPayload\":"));
        await using var client = PollingWire.Resume(_server.Url, id);
        await JoinAsync(client);

        other.Should().NotBe(id);
        await DiesAsync(other);
        await client.SendAsync("""42["echo",1]""");
        await client.ExpectAsync("""42["echo",1]""");
    }

    [Test]
    public async Task Post_SaidTwice_IsHeardTwice()
    {
        await using var client = await PollingWire.OpenAsync(_server.Url);
        await JoinAsync(client);
        await using var raw = await RawConnection.OpenAsync(_network.Url);
        await PostAsync(raw, client, """42["echo","twice"]""");

        (await AnswersAsync("\r\n\r\nok")).Should().StartWith("HTTP/1.1 200 ");
        await client.ExpectAsync("""42["echo","twice"]""", """42["echo","twice"]""");
        await client.SendAsync("""42["echo",1]""");
        await client.ExpectAsync("""42["echo",1]""");
    }

    // To join a namespace twice breaks the protocol, whoever has said it twice.
    [Test]
    public async Task Connect_SaidTwice_EndsTheSession()
    {
        await using var client = await PollingWire.OpenAsync(_server.Url);
        await using var raw = await RawConnection.OpenAsync(_network.Url);
        await PostAsync(raw, client, "40");

        await AnswersAsync("\r\n\r\nok");
        await DiesAsync(client.SessionId);
    }

    [Test]
    public async Task WebSocket_SaidTwice_IsASecondClientThatGoesWithTheFirst()
    {
        await using var client = await WebSocketWire.OpenAsync(_network.Url);
        await client.SendAsync("40");
        (await client.ReceiveAsync()).Should().StartWith("40{");
        await client.SendAsync("""42["echo","both"]""");
        await client.ExpectAsync("""42["echo","both"]""");

        var other = SessionIdIn(await AnswersAsync("""42["echo","both"]"""));
        other.Should().NotBe(client.SessionId);
        await client.DisposeAsync();
        await DiesAsync(other);
    }

    [Test]
    public async Task Upgrade_SaidTwice_IsRefusedTheSecondTime()
    {
        await using var polling = await PollingWire.OpenAsync(_server.Url);
        await JoinAsync(polling);
        await using var client = await WebSocketWire.UpgradeAsync(_network.Url, polling.SessionId);
        await client.SendAsync("2probe");
        await client.ExpectAsync("3probe");
        await client.SendAsync("5", """42["echo","moved"]""");
        await client.ExpectAsync("""42["echo","moved"]""");

        (await AnswersAsync(CloseFrame)).Should().StartWith("HTTP/1.1 101 ").And.NotContain("3probe");
        await client.SendAsync("""42["echo","still"]""");
        await client.ExpectAsync("""42["echo","still"]""");
        Replay.Answers.Should().NotContain("still").And.NotContain("moved");
    }

    // What the server has said to the second of two equal speakers, as soon as it has said a certain thing.
    private async Task<string> AnswersAsync(string part)
    {
        var replay = Replay;
        try
        {
            await Patience.UntilAsync(() => replay.Answers.Contains(part, StringComparison.Ordinal), part);
            return replay.Answers;
        }
        catch (TimeoutException)
        {
            throw new AssertionException($"The second answer is not \"{part}\" but \"{replay.Answers}\".");
        }
    }

    private static async Task JoinAsync(PollingWire client)
    {
        await client.SendAsync("40");
        (await client.ReceiveAsync()).Should().StartWith("40{");
    }

    private async Task PostAsync(RawConnection raw, PollingWire client, string body)
    {
        await raw.SendHeadAsync("POST", client.Target.PathAndQuery, $"Content-Length: {body.Length}", "Content-Type: text/plain;charset=UTF-8");
        await raw.SendAsync(body);
        var answer = await raw.ReceiveResponseAsync();
        (answer.Status, answer.Body).Should().Be((200, "ok"));
        _ = Replay;
    }

    // It may get what was queued for it first, and the news of its end.
    private async Task DiesAsync(string id)
    {
        await using var wire = PollingWire.Resume(_server.Url, id);
        var deadline = DateTime.UtcNow + Patience.Limit;
        var answer = string.Empty;
        while (answer != UnknownSession && DateTime.UtcNow < deadline)
        {
            using var response = await wire.GetAsync();
            answer = await response.Content.ReadAsStringAsync();
        }

        answer.Should().Be(UnknownSession);
    }

    private static string SessionIdIn(string text) => SessionId().Match(text).Groups["id"].Value;

    [GeneratedRegex("""0\{"sid":"(?<id>[^"]{20})","upgrades""", RegexOptions.ExplicitCapture)]
    private static partial Regex SessionId();
}
