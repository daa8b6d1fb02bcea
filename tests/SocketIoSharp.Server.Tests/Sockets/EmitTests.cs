using System.Text.Json;

namespace SocketIoSharp.Server.Tests.Sockets;

/// <summary>Events to one client.</summary>
internal sealed class EmitTests : ServerFixture
{
    private static readonly string[] ReservedNames = ["connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"];

    [Test]
    public async Task Emit_EveryNumberOfArguments_Arrives([Values(WireClient.Polling, WireClient.WebSocket)] string transport)
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync(transport: transport);

        await socket.EmitAsync("0");
        await socket.EmitAsync("1", "a");
        await socket.EmitAsync("2", "a", 2);
        await socket.EmitAsync("3", "a", 2, true);
        await socket.EmitAsync("4", "a", 2, true, (string?)null);
        await socket.EmitManyAsync("many", "a", 2, null, new { x = 1.5 }, new[] { 1 });
        await socket.EmitManyAsync("none", []);
        await socket.EmitAsync("null", null);

        await client.ExpectAsync(
            """2["0"]""",
            """2["1","a"]""",
            """2["2","a",2]""",
            """2["3","a",2,true]""",
            """2["4","a",2,true,null]""",
            """2["many","a",2,null,{"x":1.5},[1]]""",
            """2["none"]""",
            """2["null",null]""");
    }

    [Test]
    public async Task Emit_OtherNamespace_NamesIt()
    {
        await StartAsync(prepare: server => server.Of("/chat"));
        var (client, socket) = await ConnectAsync("/chat");

        await socket.EmitAsync("e", 1);
        _ = socket.EmitWithAck("e");

        await client.ExpectAsync("""2/chat,["e",1]""");
        await client.ExpectRequestAsync("""["e"]""", "/chat");
    }

    [TestCaseSource(nameof(ReservedNames))]
    public async Task Emit_ReservedName_ThrowsEverywhere(string name)
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        EventEmitter[] emitters = [socket, socket.Volatile, socket.Timeout(TimeSpan.Zero), socket.Broadcast, Server, Server.Sockets, Server.To("x")];

        foreach (var emitter in emitters)
        {
            ((Action)(() => emitter.EmitAsync(name))).Should().Throw<ArgumentException>().WithMessage($"\"{name}\" is a reserved event name*");
            ((Action)(() => emitter.EmitManyAsync(name, 1))).Should().Throw<ArgumentException>();
        }

        ((Action)(() => socket.EmitWithAck(name))).Should().Throw<ArgumentException>();
        ((Action)(() => Server.EmitWithAck(name))).Should().Throw<ArgumentException>();
        await ExpectNothingAsync(client, socket);
    }

    [Test]
    public async Task Emit_NullName_Throws()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();

        ((Action)(() => socket.EmitAsync(null!))).Should().Throw<ArgumentNullException>();
        ((Action)(() => socket.EmitWithAck(null!))).Should().Throw<ArgumentNullException>();
    }

    [Test]
    public async Task Emit_ArgumentCannotBeSerialised_ThrowsAtTheCallerAndNothingIsSent()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        var delegates = new Func<int>[] { () => 1 };
        var circle = new List<object>();
        circle.Add(circle);

        ((Action)(() => socket.EmitAsync("e", "good", delegates))).Should().Throw<NotSupportedException>();
        ((Action)(() => socket.EmitAsync("e", "good", circle))).Should().Throw<JsonException>();
        ((Action)(() => socket.EmitAsync("e", double.NaN))).Should().Throw<ArgumentException>();
        ((Action)(() => socket.EmitWithAck("e", delegates))).Should().Throw<NotSupportedException>();
        ((Action)(() => Server.EmitAsync("e", delegates))).Should().Throw<NotSupportedException>();
        ((Action)(() => Server.EmitWithAck("e", delegates))).Should().Throw<NotSupportedException>();

        await socket.EmitAsync("fine", new byte[] { 1 });
        await client.ExpectAsync("""51-["fine",{"_placeholder":true,"num":0}]""", "bAQ==");
        await ExpectNothingAsync(client, socket);
    }

    [Test]
    public async Task Emit_ByManyThreads_EachArrivesOnceAndWhole()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();

        var emitting = Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await socket.EmitAsync($"t{thread}", i, new byte[] { (byte)thread, (byte)i });
            }
        })));

        var next = new int[8];
        for (var i = 0; i < 800; i++)
        {
            var text = await client.ReceiveAsync();
            var thread = text[6] - '0';
            text.Should().Be($$"""51-["t{{thread}}",{{next[thread]}},{"_placeholder":true,"num":0}]""");
            (await client.ReceiveAsync()).Should().Be("b" + Convert.ToBase64String([(byte)thread, (byte)next[thread]++]));
        }

        await emitting.Soon();
    }

    [Test]
    public async Task Emit_ClientDoesNotRead_WaitsAndABroadcastDoesNot()
    {
        await StartAsync(options => options.Engine.HighWaterMark = 10_000);
        var (client, socket) = await ConnectAsync(transport: WireClient.Polling);
        var large = new string('x', 20_000);

        var waiting = socket.EmitAsync("e", large);
        waiting.IsCompleted.Should().BeFalse();
        Server.EmitAsync("all", large).IsCompleted.Should().BeTrue();

        await client.ExpectAsync($"2[\"e\",\"{large}\"]", $"2[\"all\",\"{large}\"]");
        await waiting.Soon();
        socket.EmitAsync("small").IsCompleted.Should().BeTrue();
    }

    [Test]
    public async Task Emit_ClientNeverReads_IsDisconnectedAtTheLimit()
    {
        var reason = new TaskCompletionSource<DisconnectReason>();
        await StartAsync(
            options =>
            {
                options.Engine.HighWaterMark = 1000;
                options.Engine.MaxBufferedBytes = 50_000;
            },
            server => server.OnConnection(socket => socket.OnDisconnect(reason.SetResult)));
        var (_, socket) = await ConnectAsync(transport: WireClient.Polling);

        for (var i = 0; i < 10 && socket.Connected; i++)
        {
            _ = socket.EmitAsync("e", new string('x', 10_000));
        }

        (await reason.Task.Soon()).Should().Be(DisconnectReason.TransportError);
        reason.Task.Result.Description.Should().Be("slow consumer");
    }

    [Test]
    public async Task Volatile_ClientIsReady_IsSent()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        var kept = socket.Volatile;
        for (var i = 0; i < 10; i++)
        {
            await client.SynchroniseAsync();
            await kept.EmitAsync("e", i);
            var packet = await client.ReceiveAsync();
            packet.Should().Be($"2[\"e\",{i}]");
        }
    }

    [Test]
    public async Task Volatile_PollingClientWithoutGet_IsLostAndOthersAreNot()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync(transport: WireClient.Polling);

        await socket.Volatile.EmitAsync("lost");
        await socket.EmitAsync("kept");
        await socket.Volatile.EmitAsync("lost as well", new byte[] { 1 });

        await client.ExpectAsync("""2["kept"]""");
        await ExpectNothingAsync(client, socket);
    }
}
