using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace SocketIoSharp.PostgreSql.Tests;

/// <summary>What one node sends to the sockets of another.</summary>
internal sealed class DeliveryTests : ClusterFixture
{
    [Test]
    public async Task Broadcast_TextAndBinary_ReachesBothNodes()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        var (there, _) = await ConnectToOtherAsync();

        await Server.EmitAsync("text", 1, "é\u0000😀\"");
        await Server.EmitAsync("binary", new byte[] { 7 }, new { Deep = new byte[] { 0, 255 } });

        foreach (var client in new[] { here, there })
        {
            await client.ExpectAsync(
                """2["text",1,"é\u0000\uD83D\uDE00\""]""",
                """52-["binary",{"_placeholder":true,"num":0},{"deep":{"_placeholder":true,"num":1}}]""", "bBw==", "bAP8=");
        }
    }

    // At 8,000 bytes of JSON the reference's threshold lets pass what PostgreSQL refuses.
    [TestCase(7_000)]
    [TestCase(7_890)]
    [TestCase(8_000)]
    [TestCase(20_000)]
    [TestCase(1_000_000)]
    public async Task Broadcast_TextOfAnyLength_ReachesTheOtherNode(int length)
    {
        await StartBothAsync();
        var (there, _) = await ConnectToOtherAsync();
        var text = new string('x', length);

        await Server.EmitAsync("text", text);

        await there.ExpectAsync($"2[\"text\",\"{text}\"]");
    }

    [Test]
    public async Task Broadcast_EachLengthAroundTheThreshold_ReachesTheOtherNode()
    {
        await StartBothAsync();
        var (there, _) = await ConnectToOtherAsync();
        string[] texts = [.. Enumerable.Range(7_800, 250).Select(length => new string('x', length))];

        await Task.WhenAll(texts.Select(text => Server.EmitAsync("text", text)));

        await there.ExpectAsync([.. texts.Select(text => $"2[\"text\",\"{text}\"]")]);
        Host.Log.Entries.Should().NotContain(entry => entry.Id.Name == "ClusterMessageLost");
    }

    [Test]
    public async Task Broadcast_BinaryOfAMegabyte_ReachesTheOtherNode()
    {
        await StartBothAsync();
        var (there, _) = await ConnectToOtherAsync();
        var bytes = new byte[1_000_000];
        Random.Shared.NextBytes(bytes);

        await Server.EmitAsync("binary", bytes);

        await there.ExpectAsync("""51-["binary",{"_placeholder":true,"num":0}]""", "b" + Convert.ToBase64String(bytes));
    }

    [Test]
    public async Task Broadcast_SmallLargeAndBinaryInTurn_ArriveInOrderOnBothNodes()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        var (there, _) = await ConnectToOtherAsync();
        var large = new string('x', 9_000);

        for (var i = 0; i < 1000; i++)
        {
            _ = (i % 3) switch
            {
                0 => Server.EmitAsync("small", i),
                1 => Server.EmitAsync("large", i, large),
                _ => Server.EmitAsync("binary", i, new byte[] { (byte)i }),
            };
        }

        foreach (var client in new[] { here, there })
        {
            for (var i = 0; i < 1000; i++)
            {
                await client.ExpectAsync((i % 3) switch
                {
                    0 => [$"2[\"small\",{i}]"],
                    1 => [$"2[\"large\",{i},\"{large}\"]"],
                    _ => [$"51-[\"binary\",{i},{{\"_placeholder\":true,\"num\":0}}]", "b" + Convert.ToBase64String([(byte)i])],
                });
            }
        }
    }

    [Test]
    public async Task Broadcast_TheSameOverAndOver_ArrivesEachTime()
    {
        await StartBothAsync();
        var (there, socket) = await ConnectToOtherAsync();

        await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => Server.EmitAsync("tick")));
        await Server.EmitAsync("last");

        await there.ExpectAsync([.. Enumerable.Repeat("""2["tick"]""", 300), """2["last"]"""]);
        await ExpectNothingAsync(there, socket);
    }

    [Test]
    public async Task Broadcast_JsonWithLineBreaks_ArrivesAsItIs()
    {
        OtherHost = await StartAsync();
        Host = await StartAsync(configureServer: options => options.Json.Converters.Add(new LineBreaks()));
        await NodesAsync(2);
        var (there, socket) = await ConnectToOtherAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Server.EmitAsync("n", new Wide(i))));

        foreach (var i in Enumerable.Range(0, 3))
        {
            await there.ExpectAsync($"2[\"n\",[\n{i}\n]]");
        }

        await ExpectNothingAsync(there, socket);
    }

    // They go in one transaction, of which the database takes all or nothing.
    [Test]
    public async Task Broadcast_TextThatTheDatabaseHasNoSignsFor_IsLostAndItsNeighboursArrive()
    {
        ConnectionString = await Database.CreateDatabaseAsync("ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        await StartBothAsync();
        var (there, socket) = await ConnectToOtherAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Server.EmitAsync("n", i == 10 ? "漢" : $"é{i}")));

        await there.ExpectAsync([.. Enumerable.Range(0, 20).Where(i => i != 10).Select(i => $"2[\"n\",\"é{i}\"]")]);
        await ExpectNothingAsync(there, socket);
        Host.Log.Entries.Should().ContainSingle(entry => entry.Id.Name == "ClusterMessageLost");
    }

    [Test]
    public async Task Broadcast_RoomsAndExceptions_AreThoseOfTheOtherNode()
    {
        await StartBothAsync();
        var (first, in1) = await ConnectToOtherAsync();
        var (second, in2) = await ConnectToOtherAsync();
        await in1.JoinAsync("a", "b");
        await in2.JoinAsync("b");

        await Server.To("b").Except("a").EmitAsync("not a");
        await Server.To("a").EmitAsync("a");
        await Server.Local.EmitAsync("here");
        await Server.EmitAsync("all");

        await first.ExpectAsync("""2["a"]""", """2["all"]""");
        await second.ExpectAsync("""2["not a"]""", """2["all"]""");
    }

    [Test]
    public async Task Commands_OneAfterTheOther_HappenInOrder()
    {
        await StartBothAsync();
        var (there, _) = await ConnectToOtherAsync();

        await Server.SocketsJoinAsync("a");
        await Server.To("a").EmitAsync("in");
        await Server.SocketsLeaveAsync("a");
        await Server.To("a").EmitAsync("out");
        await Server.EmitAsync("bye");
        await Server.DisconnectSocketsAsync(close: true);

        await there.ExpectAsync("""2["in"]""", """2["bye"]""", "1");
        await there.Engine.ReceiveCloseAsync();
    }

    [TestCase("/chat")]
    [TestCase("/it's \"quoted\"; DROP TABLE socket_io_attachments; --")]
    [TestCase("/Größe 😀")]
    [TestCase("/0123456789012345678901234567890123456789012345678901234567890123456789")]
    [TestCase("/äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü")]
    public async Task Namespace_OfAnyName_ReachesTheOtherNodeAndNoOther(string name)
    {
        await StartBothAsync();
        foreach (var server in new[] { Server, Other })
        {
            server.Of(name);
            server.Of(name + "/more");
        }

        await NodesAsync(2, name);
        await NodesAsync(2, name + "/more");
        var socket = new TaskCompletionSource<string>();
        Other.Of(name).OnServerSideEvent("hello", (args, _) => socket.TrySetResult(args.Get<string>(0)!));
        Other.Of(name + "/more").OnServerSideEvent("hello", (_, _) => socket.TrySetResult("the wrong one"));

        await Server.Of(name).ServerSideEmitAsync("hello", "text", new byte[] { 1 });

        (await socket.Task.Soon()).Should().Be("text");
    }

    [Test]
    public async Task Namespace_NameIsTooLongForAChannel_IsReportedOnce()
    {
        await StartBothAsync();
        for (var i = 0; i < 3; i++)
        {
            Server.Of("/" + new string('x', 100) + i);
        }

        await Host.Log.WaitForAsync("ChannelNameCut");
        Host.Log.Entries.Count(entry => entry.Id.Name == "ChannelNameCut").Should().Be(1);
    }

    [Test]
    public async Task Namespace_NameWithANullCharacter_StaysHereAndTheOthersGoOn()
    {
        await StartBothAsync();
        foreach (var server in new[] { Server, Other })
        {
            server.Of(new Regex("^/strange"));
        }

        var (odd, socket) = await ConnectAsync("/strange\0one");
        var (there, _) = await ConnectToOtherAsync();

        await socket.Namespace.EmitAsync("here");
        await Server.EmitAsync("there");

        await odd.ExpectAsync("2/strange\0one,[\"here\"]");
        await there.ExpectAsync("""2["there"]""");
        await Host.Log.WaitForAsync("ChannelNameImpossible");
    }

    [Test]
    public async Task Namespace_MadeWhileListening_IsHeard()
    {
        await StartBothAsync();
        for (var i = 0; i < 20; i++)
        {
            var name = $"/late{i}";
            Other.Of(name);
            var (there, _) = await ConnectToOtherAsync(name);
            Server.Of(name);
            await NodesAsync(2, name);

            await Server.Of(name).EmitAsync("hello");

            await there.ExpectAsync($"2{name},[\"hello\"]");
        }

        Host.Log.Entries.Should().NotContain(entry => entry.Id.Name == "BrokerLost");
    }

    private sealed record Wide(int Number);

    // Written as an application may have it.
    private sealed class LineBreaks : JsonConverter<Wide>
    {
        public override Wide Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Wide value, JsonSerializerOptions options) => writer.WriteRawValue($"[\n{value.Number}\n]");
    }
}
