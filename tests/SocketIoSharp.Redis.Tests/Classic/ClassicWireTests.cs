using System.Text;
using System.Text.RegularExpressions;

namespace SocketIoSharp.Redis.Tests.Classic;

/// <summary>What a node publishes, and what it makes of what <c>@socket.io/redis-adapter</c> 8.3.0 and <c>@socket.io/redis-emitter</c> 5.1.0 have published: their messages were recorded.</summary>
internal sealed partial class ClassicWireTests : ClassicFixture
{
    private const string RecordedId = "1kN7tH";
    private const string Text = "k6Yxa043dEiDpHR5cGUCpGRhdGGUpWhlbGxvAaLDqYGhYZLDwKNuc3ChL4Olcm9vbXOQpmV4Y2VwdJClZmxhZ3OA";
    private const string BinaryToRoom = "k6Yxa043dEiDpHR5cGUCpGRhdGGSo2JpbsQDAQIDo25zcKEvg6Vyb29tc5GhcqZleGNlcHSRoXilZmxhZ3OBqHZvbGF0aWxlww==";
    private const string ToTwoRooms = "k6Yxa043dEiDpHR5cGUCpGRhdGGRo3R3b6Nuc3ChL4Olcm9vbXOSoWGhYqZleGNlcHSQpWZsYWdzgA==";
    private const string WithAck = "haN1aWSmMWtON3RIqXJlcXVlc3RJZKZvQnNjVkakdHlwZQemcGFja2V0g6R0eXBlAqRkYXRhkqR2b3RlxAEJo25zcKEvpG9wdHODpXJvb21zkaFhpmV4Y2VwdJClZmxhZ3OBp3RpbWVvdXTNC7g=";

    [Test]
    public async Task Broadcasts_AreTheSameBytesAsFromNodeJs()
    {
        await StartNodesAsync(1);
        var peer = await PeerAsync();

        await Server.EmitAsync("hello", 1, "é", new { a = new object?[] { true, null } });
        (await peer.HearAsync("#/#")).Should().Equal(Signed(Text));
        await Server.To("r").Except("x").Volatile.EmitAsync("bin", new byte[] { 1, 2, 3 });
        (await peer.HearAsync("#/#r#")).Should().Equal(Signed(BinaryToRoom));
        await Server.To("a", "b").EmitAsync("two");
        (await peer.HearAsync("#/#")).Should().Equal(Signed(ToTwoRooms));
    }

    [Test]
    public async Task Requests_AreTheSameTextAsFromNodeJs()
    {
        await StartNodesAsync(1);
        var peer = await PeerAsync();
        await peer.JoinAsync("OTHER1");

        await Server.In("a").SocketsJoinAsync("b");
        (await peer.HearTextAsync("-request#/#")).Should().Be($$"""{"uid":"{{Adapter.NodeId}}","type":2,"opts":{"rooms":["a"],"except":[]},"rooms":["b"]}""");
        await Server.SocketsLeaveAsync("b", "c");
        (await peer.HearTextAsync("-request#/#")).Should().Be($$"""{"uid":"{{Adapter.NodeId}}","type":3,"opts":{"rooms":[],"except":[]},"rooms":["b","c"]}""");
        await Server.Except("a").DisconnectSocketsAsync(close: true);
        (await peer.HearTextAsync("-request#/#")).Should().Be($$"""{"uid":"{{Adapter.NodeId}}","type":4,"opts":{"rooms":[],"except":["a"]},"close":true}""");
        await Server.ServerSideEmitAsync("sse", 1);
        (await peer.HearTextAsync("-request#/#")).Should().Be($$"""{"uid":"{{Adapter.NodeId}}","type":6,"data":["sse",1]}""");
        var fetching = Server.In("a").FetchSocketsAsync();
        var request = await peer.HearTextAsync("-request#/#");
        Anonymous(request).Should().Be($$$"""{"uid":"{{{Adapter.NodeId}}}","requestId":"*","type":5,"opts":{"rooms":["a"],"except":[]}}""");

        await peer.PublishAsync("-response#/#", $$$"""{"requestId":"{{{RequestId(request)}}}","sockets":[{"id":"x","handshake":{},"rooms":["x"],"data":{"n":1}}]}""");
        (await fetching.Soon()).Should().ContainSingle().Which.GetData<int>("n").Should().Be(1);
    }

    [Test]
    public async Task RequestWithAck_OfNodeJs_IsAnsweredInItsForm()
    {
        await StartNodesAsync(1);
        var peer = await PeerAsync();
        var (client, socket) = await ConnectAsync(0);
        await socket.JoinAsync("a");

        await peer.PublishAsync("-request#/#", Convert.FromBase64String(WithAck));

        (await client.ReceiveAsync()).Should().MatchRegex("""^51-\d+\["vote",\{"_placeholder":true,"num":0\}\]$""");
        (await client.ReceiveAsync()).Should().Be("bCQ==");
        (await peer.HearTextAsync("-response#/#")).Should().Be($$"""{"uid":"{{Adapter.NodeId}}","requestId":"oBscVF","type":8,"clientCount":1}""");
    }

    [Test]
    public async Task Broadcasts_OfNodeJs_ReachClients()
    {
        await StartNodesAsync(1);
        var peer = await PeerAsync();
        var (client, socket) = await ConnectAsync(0);
        await socket.JoinAsync("r", "b");

        await peer.PublishAsync("#/#", Convert.FromBase64String(Text));
        await peer.PublishAsync("#/#r#", Convert.FromBase64String(BinaryToRoom));
        await peer.PublishAsync("#/#", Convert.FromBase64String(ToTwoRooms));

        await client.ExpectAsync("""2["hello",1,"é",{"a":[true,null]}]""", """51-["bin",{"_placeholder":true,"num":0}]""", "bAQID", """2["two"]""");
    }

    [Test]
    public async Task Emitter_OfNodeJs_IsObeyed()
    {
        await StartNodesAsync(1);
        var peer = await PeerAsync();
        var (client, socket) = await ConnectAsync(0);
        await socket.JoinAsync("r");
        var asked = new TaskCompletionSource<int>();
        Server.OnServerSideEvent("sse", (arguments, _) => asked.SetResult(arguments.Get<int>(0)));

        await peer.PublishAsync("#/#", Convert.FromBase64String("k6dlbWl0dGVyg6R0eXBlAqRkYXRhkqFlxAEHo25zcKEvg6Vyb29tc5ClZmxhZ3OApmV4Y2VwdJA="));
        await peer.PublishAsync("#/#r#", Convert.FromBase64String("k6dlbWl0dGVyg6R0eXBlAqRkYXRhkqFlAaNuc3ChL4Olcm9vbXORoXKlZmxhZ3OCqHZvbGF0aWxlw6hjb21wcmVzc8KmZXhjZXB0kaF4"));
        await peer.PublishAsync("-request#/#", """{"type":2,"opts":{"rooms":["r"],"except":[]},"rooms":["s"]}""");
        await peer.PublishAsync("-request#/#", """{"uid":"emitter","type":6,"data":["sse",1]}""");
        (await asked.Task.Soon()).Should().Be(1);
        socket.Rooms.Should().Contain("s");
        await peer.PublishAsync("-request#/#", """{"type":3,"opts":{"rooms":[],"except":[]},"rooms":["s"]}""");
        await Patience.UntilAsync(() => !socket.Rooms.Contains("s"));
        await peer.PublishAsync("-request#/#", """{"type":4,"opts":{"rooms":[],"except":[]},"close":true}""");

        await client.ExpectAsync("""51-["e",{"_placeholder":true,"num":0}]""", "bBw==", """2["e",1]""", "1");
    }

    [Test]
    public async Task Requests_OfOldVersions_AreAnswered()
    {
        await StartNodesAsync(1);
        var peer = await PeerAsync();
        var (_, socket) = await ConnectAsync(0);
        await socket.JoinAsync("r");

        await peer.PublishAsync("-request#/#", """{"uid":"OTHER1","requestId":"1","type":0,"rooms":["r"]}""");
        (await peer.HearTextAsync("-response#/#")).Should().Be($$"""{"requestId":"1","sockets":["{{socket.Id}}"]}""");
        await peer.PublishAsync("-request#/#", """{"uid":"OTHER1","requestId":"2","type":0,"rooms":["nobody"]}""");
        (await peer.HearTextAsync("-response#/#")).Should().Be("""{"requestId":"2","sockets":[]}""");
        await peer.PublishAsync("-request#/#", """{"uid":"OTHER1","requestId":"3","type":1}""");
        (await peer.HearTextAsync("-response#/#")).Should().Be($$"""{"requestId":"3","rooms":["r","{{socket.Id}}"]}""");
        await peer.PublishAsync("-request#/#", $$"""{"requestId":"4","type":2,"sid":"{{socket.Id}}","room":"s"}""");
        (await peer.HearTextAsync("-response#/#")).Should().Be("""{"requestId":"4"}""");
        socket.Rooms.Should().Contain("s");
        await peer.PublishAsync("-request#/#", $$"""{"requestId":"5","type":3,"sid":"{{socket.Id}}","room":"s"}""");
        (await peer.HearTextAsync("-response#/#")).Should().Be("""{"requestId":"5"}""");
        socket.Rooms.Should().NotContain("s");
        await peer.PublishAsync("-request#/#", $$"""{"requestId":"6","type":4,"sid":"{{socket.Id}}","close":true}""");
        (await peer.HearTextAsync("-response#/#")).Should().Be("""{"requestId":"6"}""");
        await Patience.UntilAsync(() => Server.Sockets.SocketCount == 0);
    }

    [Test]
    public async Task Responses_ChannelOfTheRequester_IsUsedWhenItIsSet()
    {
        Configure = options => options.PublishOnSpecificResponseChannel = true;
        await StartNodesAsync(1);
        var peer = await PeerAsync();

        await peer.PublishAsync("-request#/#", """{"uid":"OTHER1","requestId":"1","type":5,"opts":{"rooms":[],"except":[]}}""");
        (await peer.HearTextAsync("-response#/#OTHER1#")).Should().Be($$"""{"uid":"{{Adapter.NodeId}}","requestId":"1","sockets":[]}""");
        await peer.PublishAsync("-request#/#", """{"requestId":"2","type":1}""");
        (await peer.HearTextAsync("-response#/#")).Should().Contain("\"requestId\":\"2\"");
    }

    [Test]
    public async Task NodeId_HasTheFormOfNodeJsAndNamesAResponseChannel()
    {
        await StartNodesAsync(2);
        Adapter.NodeId.Should().MatchRegex("^[A-Za-z0-9]{6}$").And.NotBe(((SocketIoSharp.Redis.Classic.RedisAdapter)Other.Sockets.Adapter).NodeId);
    }

    [GeneratedRegex("\"requestId\":\"([^\"]+)\"")]
    private static partial Regex RequestIdPattern();

    private static string RequestId(string request) => RequestIdPattern().Match(request).Groups[1].Value;

    private static string Anonymous(string request) => RequestIdPattern().Replace(request, "\"requestId\":\"*\"");

    // The recorded bytes with this node's id.
    private byte[] Signed(string recorded)
    {
        var bytes = Convert.FromBase64String(recorded);
        Encoding.UTF8.GetBytes(Adapter.NodeId).CopyTo(bytes, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(RecordedId)));
        return bytes;
    }
}
