using System.Text;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Tests.Streams;

/// <summary>What nodes write into Redis, byte by byte, as @socket.io/redis-streams-adapter 0.3.1 writes and reads it.</summary>
internal sealed class StreamsWireTests : StreamsFixture
{
    [Test]
    public async Task Broadcast_Text_IsAnEntryWithJson()
    {
        await StartNodesAsync(1);
        await Server.To("a").Except("b").EmitAsync("hello", 1, "é");

        var entry = await LastAsync();

        entry.Keys.Should().Equal("uid", "nsp", "type", "data", "id");
        entry["uid"].Should().MatchRegex("^[0-9a-f]{16}$");
        (entry["nsp"], entry["type"], entry["id"]).Should().Be(("/", "3", "1"));
        entry["data"].Should().Be("""{"packet":{"type":2,"data":["hello",1,"é"]},"opts":{"rooms":["a"],"except":["b"],"flags":{}}}""");
    }

    [Test]
    public async Task Broadcast_Binary_IsAnEntryWithMessagePackInBase64()
    {
        await StartNodesAsync(1);
        await Server.EmitAsync("hello", new byte[] { 7 });

        var data = Convert.FromBase64String((await LastAsync())["data"]);

        // {packet: {type: 2, data: ["hello", <07>]}, opts: {rooms: [], except: [], flags: {}}}
        Convert.ToHexStringLower(data).Should().Be("82a67061636b657482a47479706502a46461746192a568656c6c6fc40107a46f70747383a5726f6f6d7390a665786365707490a5666c61677380");
    }

    [TestCase("/")]
    [TestCase("/a")]
    [TestCase("/ab")]
    [TestCase("/name-that-overflows")]
    public async Task Streams_Several_NamespaceGoesToTheOneThatTheReferenceUses(string name)
    {
        // The reference's: hash = hash * 31 + unit, cut to 32 bits; the remainder keeps the sign.
        var hash = name.Aggregate(0, (hash, sign) => unchecked((hash * 31) + sign));
        Adjust = options => options.StreamCount = 3;
        await StartNodesAsync(1);
        await Server.Of(name).EmitAsync("hello").Soon();

        (await LastAsync($"{Key}-{hash % 3}"))["nsp"].Should().Be(name);
    }

    [Test]
    public async Task Session_Lost_IsKeptAsTheReferenceKeepsIt()
    {
        Adjust = options => options.SessionSaveInterval = Timeout.InfiniteTimeSpan;
        await StartRecoveringAsync(1);
        var client = await ComeAsync(Hosts[0]);
        var socket = await FindAsync(Hosts[0], client);
        await socket.JoinAsync("a");
        socket.Data["n"] = 7;
        var database = await OpenRedisAsync();
        (await database.KeyExistsAsync(SessionPrefix + client.Pid)).Should().BeFalse();
        await LoseAsync(client, socket);

        var content = Convert.FromBase64String((await database.StringGetAsync(SessionPrefix + client.Pid))!);

        Encoding.Latin1.GetString(content).Should().Be($"\u0084\u00a3sid\u00b4{client.Id}\u00a3pid\u00b4{client.Pid}\u00a5rooms\u0092\u00b4{client.Id}\u00a1a\u00a4data\u0081\u00a1n\u0007");
        (await database.KeyTimeToLiveAsync(SessionPrefix + client.Pid))!.Value.Should().BeCloseTo(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(10));
    }

    [Test]
    public async Task Session_OfTheReference_IsRestoredWithWhatIsMissed()
    {
        await StartRecoveringAsync(1);
        var database = await OpenRedisAsync();
        await Server.EmitAsync("seen").Soon();
        var offset = (await database.StreamRangeAsync(Key))[^1].Id;
        await Server.To("a").EmitAsync("missed").Soon();

        // {sid, pid, rooms, data: {user: {name: "x"}, file: <07>}}, as @msgpack/msgpack writes it.
        var session = Convert.FromHexString("84a3736964a3414243a3706964a358595aa5726f6f6d7392a3414243a161a46461746182a47573657281a46e616d65a178a466696c65c40107");
        await database.StringSetAsync(SessionPrefix + "XYZ", Convert.ToBase64String(session), TimeSpan.FromMinutes(1));
        var client = await Own(SocketWire.OpenAsync(Hosts[0].Url));

        await client.RequestAsync(auth: $$"""{"pid":"XYZ","offset":"{{offset}}"}""");

        (await client.ReceiveAsync()).Should().StartWith("""2["missed",""");
        (await client.ReceiveAsync()).Should().Be("""0{"sid":"ABC","pid":"XYZ"}""");
        Socket? socket = null;
        await Patience.UntilAsync(() => Server.Sockets.TryGetSocket("ABC", out socket));
        socket!.Rooms.Should().BeEquivalentTo("ABC", "a");
        (socket.Data["user"]!.ToString(), socket.Data["file"]!.ToString()).Should().Be(("""{"name":"x"}""", "Bw=="));
    }

    [Test]
    public async Task Publisher_Sends_AsTheEmitterOfTheReference()
    {
        await StartRecoveringAsync(2);
        var (here, there) = (await ComeAsync(Hosts[0]), await ComeAsync(Hosts[1]));
        await using var publisher = new RedisStreamsPublisher(Redis.Configuration, Configure);
        var emitter = new SocketIoEmitter(publisher);

        await emitter.SocketsJoinAsync("a");
        await emitter.To("a").EmitAsync("hello", 1);

        (await LastAsync())["uid"].Should().Be("emitter");
        await here.ExpectAsync("""["hello",1]""");
        await there.ExpectAsync("""["hello",1]""");
        here.Offset.Should().Be(there.Offset);
    }

    /// <summary>The last entry. What is sent before a node has found its place in the stream comes there a moment later.</summary>
    private async Task<Dictionary<string, string>> LastAsync(string? stream = null)
    {
        var database = await OpenRedisAsync();
        var entries = await database.StreamRangeAsync(stream ?? Key);
        for (var start = System.Diagnostics.Stopwatch.StartNew(); entries.Length == 0 && start.Elapsed < Patience.Limit; entries = await database.StreamRangeAsync(stream ?? Key))
        {
            await Task.Delay(5);
        }

        return entries[^1].Values.ToDictionary(field => field.Name.ToString(), field => field.Value.ToString());
    }
}
