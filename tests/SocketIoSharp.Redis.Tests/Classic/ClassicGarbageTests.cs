using System.Text;

namespace SocketIoSharp.Redis.Tests.Classic;

/// <summary>What comes from Redis and is no message: it is ignored and told, and everything goes on.</summary>
internal sealed class ClassicGarbageTests : ClassicFixture
{
    private static readonly byte[][] Broadcasts =
    [
        [],
        [0xC1],
        [0x93],
        [0x93, 0xA1, (byte)'x'],
        "{}"u8.ToArray(),
        "hello"u8.ToArray(),
        [0x90],
        [0x91, 0xA1, (byte)'x'],
        [0x93, 0x01, 0x80, 0x80],
        [0x93, 0xA1, (byte)'x', 0xC0, 0x80],
        [0x93, 0xA1, (byte)'x', 0x80, 0x80],
        [0x93, 0xA1, (byte)'x', 0x80, 0xC0],
        [.. Deep(5000)],
        [0xDD, 0xFF, 0xFF, 0xFF, 0xFF],
        [0xC6, 0xFF, 0xFF, 0xFF, 0xFF],
        new byte[2048],
    ];

    private static readonly string[] Requests =
    [
        "", "{", "{}", "[]", "null", "{\"type\":5}", "{\"type\":\"5\"}", "{\"type\":99,\"opts\":{}}", "{\"type\":-1,\"opts\":{}}", "{\"type\":1e99}",
        "{\"type\":2,\"rooms\":[\"a\"]}", "{\"type\":2,\"opts\":null,\"rooms\":[\"a\"]}", "{\"type\":2,\"opts\":{\"rooms\":{}},\"rooms\":[\"a\"]}", "{\"type\":2,\"opts\":{\"rooms\":[]},\"rooms\":[{}]}",
        "{\"type\":4}", "{\"type\":5,\"opts\":{\"rooms\":[]}}", "{\"type\":5,\"requestId\":5,\"opts\":{}}", "{\"type\":6}", "{\"type\":6,\"data\":{}}", "{\"type\":6,\"data\":[]}", "{\"type\":6,\"data\":[{}]}",
        "{\"type\":7,\"requestId\":\"1\",\"opts\":{\"rooms\":[]}}", "{\"type\":7,\"requestId\":\"1\",\"opts\":{\"rooms\":[]},\"packet\":{\"type\":0,\"data\":{}}}", "{\"type\":0,\"rooms\":5}",
        "{\"uid\":{},\"type\":1}", "{\"type\":2,\"sid\":[]}", "{} trailing", "{\"a\":" + new string('[', 600) + new string(']', 600) + "}",
    ];

    private static readonly string[] Responses =
    [
        "", "{", "{}", "{\"requestId\":5,\"sockets\":[]}", "{\"requestId\":\"1\",\"sockets\":5}", "{\"requestId\":\"1\",\"type\":6}", "{\"type\":8,\"clientCount\":1}",
        "{\"requestId\":\"1\",\"type\":8,\"clientCount\":\"many\"}", "{\"requestId\":\"1\",\"type\":99}", "\u0000",
    ];

    [Test]
    public async Task Garbage_OnEveryChannel_IsIgnoredAndToldAndTheNodeGoesOn()
    {
        Configure = options => options.MaxMessageBytes = 1024 * 1024;
        await StartNodesAsync(2);
        var peer = await PeerAsync();
        var (client, socket) = await ConnectAsync(0);
        await socket.JoinAsync("r");

        foreach (var garbage in Broadcasts)
        {
            await peer.PublishAsync("#/#", garbage);
            await peer.PublishAsync("#/#r#", garbage);
            await peer.PublishAsync("-request#/#", garbage);
            await peer.PublishAsync("-response#/#", garbage);
        }

        await peer.PublishAsync("#/#", new byte[1024 * 1024 + 1]);
        foreach (var garbage in Requests)
        {
            await peer.PublishAsync("-request#/#", garbage);
        }

        foreach (var garbage in Responses)
        {
            await peer.PublishAsync("-response#/#", garbage);
            await peer.PublishAsync($"-response#/#{Adapter.NodeId}#", garbage);
        }

        await Other.EmitAsync("still there");

        await client.ExpectAsync("""2["still there"]""");
        await ExpectNothingAsync(client, socket);
        socket.Rooms.Should().BeEquivalentTo("r", socket.Id);
        Hosts[0].Log.Entries.Count(entry => entry.Id.Name == "ClusterMessageRefused").Should().Be(1, "more of the next ten seconds are only counted");
        (await Server.FetchSocketsAsync().Soon()).Should().ContainSingle();
    }

    [TestCaseSource(nameof(Requests))]
    public async Task Request_ThatIsNone_IsRefused(string request)
    {
        await StartNodesAsync(1);
        var peer = await PeerAsync();
        var (client, socket) = await ConnectAsync(0);

        await peer.PublishAsync("-request#/#", request);

        await Hosts[0].Log.WaitForAsync("ClusterMessageRefused");
        await ExpectNothingAsync(client, socket);
        socket.Rooms.Should().Equal(socket.Id);
    }

    [TestCase("""{"requestId":"1","rooms":["a"]}""")]
    [TestCase("""{"requestId":"1"}""")]
    [TestCase("""{"requestId":"1","sockets":["id"]}""")]
    [TestCase("""{"requestId":"1","type":8,"clientCount":1}""")]
    public async Task Response_ToAnotherNode_IsNoReasonToComplain(string response)
    {
        await StartNodesAsync(1);
        var peer = await PeerAsync();
        var (client, socket) = await ConnectAsync(0);

        await peer.PublishAsync("-response#/#", response);

        (await Server.FetchSocketsAsync().Soon()).Should().ContainSingle();
        await peer.PublishAsync("-response#/#", "{");
        await Hosts[0].Log.WaitForAsync("ClusterMessageRefused");
        Hosts[0].Log.Entries.Where(entry => entry.Id.Name == "ClusterMessageRefused").Should().ContainSingle().Which.Message.Should().NotContain("form");
        await ExpectNothingAsync(client, socket);
    }

    [TestCaseSource(nameof(Broadcasts))]
    public async Task Broadcast_ThatIsNone_IsRefused(byte[] broadcast)
    {
        await StartNodesAsync(1);
        var peer = await PeerAsync();
        var (client, socket) = await ConnectAsync(0);

        await peer.PublishAsync("#/#", broadcast);

        await Hosts[0].Log.WaitForAsync("ClusterMessageRefused");
        await ExpectNothingAsync(client, socket);
    }

    [Test]
    public async Task Messages_OfAnotherKeyOrNamespace_AreNotTaken()
    {
        Configure = options => options.Key += "#a";
        await StartNodesAsync(1);
        await using var peer = await Peer.ConnectAsync(Redis, Key);
        await peer.ListenedToAsync(1, "/", "#a");
        var (client, socket) = await ConnectAsync(0);

        // A namespace with a # in its name looks like a room, and a longer key like this one.
        await peer.PublishAsync("#a#/#b#", Message("/#b"));
        await peer.PublishAsync("#a#/#", Message("/n"));
        await peer.PublishAsync("#a-a#/#", Message("/"));
        await peer.PublishAsync("#a#/n#", Message("/"));
        await peer.PublishAsync("#a#/#", Message("/"));

        await client.ExpectAsync("""2["x"]""");
        await ExpectNothingAsync(client, socket);
    }

    [TestCase("/a*")]
    [TestCase("/[ab]?")]
    [TestCase("/a\\b")]
    [TestCase("/a-b^c")]
    [TestCase("/ünï#x")]
    public async Task Namespace_WithSpecialCharacters_HearsItsOwnOnly(string name)
    {
        await StartNodesAsync(2);
        foreach (var other in new[] { name, "/ab", "/a", "/aXb", "/ax" })
        {
            _ = (Server.Of(other), Other.Of(other));
            await NodesAsync(Server.Of(other), 2);
            await NodesAsync(Other.Of(other), 2);
        }

        var (client, socket) = await ConnectAsync(0, name);

        await Other.Of("/ab").EmitAsync("no");
        await Other.Of("/ax").EmitAsync("no");
        await Other.Of("/a").EmitAsync("no");
        await Other.Of(name).EmitAsync("yes");

        await client.ExpectAsync($"2{name},[\"yes\"]");
        await ExpectNothingAsync(client, socket);
    }

    [TestCase("e")]
    [TestCase("game")]
    [TestCase("a*")]
    [TestCase("[x]")]
    [TestCase("a^")]
    [TestCase("ü")]
    [TestCase("a-request")]
    public async Task Key_OfAnyKind_CarriesBroadcastsRequestsAndAnswers(string key)
    {
        Configure = options => options.Key += key;
        await StartNodesAsync(2);
        var (client, _) = await ConnectAsync(1);

        await Server.EmitAsync("hello");
        await Server.SocketsJoinAsync("a");
        await Server.To("a").EmitAsync("in a");

        await client.ExpectAsync("""2["hello"]""", """2["in a"]""");
        (await Server.FetchSocketsAsync().Soon()).Should().ContainSingle();
    }

    private static byte[] Message(string name) =>
        [0x93, 0xA1, (byte)'x', 0x83, 0xA4, .. "type"u8, 2, 0xA4, .. "data"u8, 0x91, 0xA1, (byte)'x', 0xA3, .. "nsp"u8, (byte)(0xA0 + Encoding.UTF8.GetByteCount(name)), .. Encoding.UTF8.GetBytes(name), 0x80];

    private static IEnumerable<byte> Deep(int depth) => Enumerable.Repeat((byte)0x91, depth);
}
