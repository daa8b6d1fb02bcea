namespace SocketIoSharp.Server.Tests.Events;

/// <summary>Answers that a handler sends itself.</summary>
internal sealed class AckTests : EventFixture
{
    [Test]
    public async Task Ack_NoneToThreeArguments_AreSent()
    {
        var client = await ServeAsync(socket =>
        {
            socket.On("0", (Ack ack) => ack.SendAsync());
            socket.On("1", (Ack ack) => ack.SendAsync("a"));
            socket.On("2", (Ack ack) => ack.SendAsync("a", 2));
            socket.On("3", (Ack ack) => ack.SendAsync("a", 2, new[] { true }));
            socket.On("many", (Ack ack) => ack.SendManyAsync("a", 2, null, new { x = 1 }, "e"));
            socket.On("list", (Ack ack) => ack.SendManyAsync(new List<object?> { 1, 2 }));
        });

        (await client.AskAsync("""["0"]""")).Should().Be("[]");
        (await client.AskAsync("""["1"]""")).Should().Be("""["a"]""");
        (await client.AskAsync("""["2"]""")).Should().Be("""["a",2]""");
        (await client.AskAsync("""["3"]""")).Should().Be("""["a",2,[true]]""");
        (await client.AskAsync("""["many"]""")).Should().Be("""["a",2,null,{"x":1},"e"]""");
        (await client.AskAsync("""["list"]""")).Should().Be("[1,2]");
    }

    [Test]
    public async Task Ack_SentTwice_IsSentOnce()
    {
        var client = await ServeAsync(socket => socket.On("e", async (Ack ack) =>
        {
            await ack.SendAsync(1);
            await ack.SendAsync(2);
            await ack.SendManyAsync(3);
            return 4;
        }));

        (await client.AskAsync("""["e"]""")).Should().Be("[1]");
        (await client.AskAsync("""["e"]""")).Should().Be("[1]");
    }

    [Test]
    public async Task Ack_SentByManyThreads_IsSentOnce()
    {
        var client = await ServeAsync(socket => socket.On("e", (Ack ack) =>
            Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ack.SendAsync("once"))))));

        for (var i = 0; i < 100; i++)
        {
            (await client.AskAsync("""["e"]""")).Should().Be("""["once"]""");
        }
    }

    [Test]
    public async Task Ack_HandlerEndsWithoutIt_IsSentWhenItIsSent()
    {
        Ack? kept = null;
        await ListenAsync(socket => socket.On("e", (Ack ack) => { kept = ack; }));
        var (client, socket) = await ConnectAsync();

        await client.SendAsync("""25["e"]""");
        await client.SynchroniseAsync();
        await ExpectNothingAsync(client, socket);
        await kept!.SendAsync("later");

        await client.ExpectAsync("""35["later"]""");
    }

    [Test]
    public async Task Ack_ResultBesidesIt_TheFirstCounts()
    {
        var client = await ServeAsync(socket => socket.On("e", (Ack _) => "result"));

        (await client.AskAsync("""["e"]""")).Should().Be("""["result"]""");
    }

    [Test]
    public async Task Ack_SocketIsDisconnected_IsWithoutEffect()
    {
        var kept = new TaskCompletionSource<Ack>();
        var client = await ServeAsync(socket => socket.On("e", (Ack ack) => { kept.SetResult(ack); }));
        await client.SendAsync("""25["e"]""");
        var ack = await kept.Task.Soon();
        await client.SendAsync("1");
        await client.SynchroniseAsync();

        await ack.SendAsync("nobody hears");

        await client.ConnectAsync();
        await client.SynchroniseAsync();
    }

    [Test]
    public async Task Ack_ArgumentCannotBeSerialised_ThrowsAndLeavesRoomForAnother()
    {
        var client = await ServeAsync(socket => socket.On("e", async (Ack ack) =>
        {
            await ((Func<Task>)(() => ack.SendAsync(new Func<int>[] { () => 1 }))).Should().ThrowAsync<NotSupportedException>();
            await ack.SendAsync("second try");
        }));

        (await client.AskAsync("""["e"]""")).Should().Be("""["second try"]""");
    }

    [Test]
    public async Task Ack_Binary_IsSentAsAttachments()
    {
        var client = await ServeAsync(socket => socket.On("e", (Ack ack) => ack.SendAsync(new byte[] { 1, 2, 3 }, new { Inner = new byte[] { 4 } })));

        await client.SendAsync("""27["e"]""");

        await client.ExpectAsync("""62-7[{"_placeholder":true,"num":0},{"inner":{"_placeholder":true,"num":1}}]""", "bAQID", "bBA==");
    }

    [Test]
    public async Task Ack_ArgumentsOfTheEvent_GoBackAsTheyCame()
    {
        var client = await ServeAsync(socket => socket.On("e", (EventArguments args, Ack ack) => ack.SendAsync(args)));

        (await client.AskAsync("""["e",1.50,"\u00e9",null,{"a":[1e3]}]""")).Should().Be("""[1.50,"é",null,{"a":[1e3]}]""");
        await client.SendBinaryAsync("""52-9["e",{"_placeholder":true,"num":1},{"b":{"_placeholder":true,"num":0}}]""", [1], [2]);
        await client.ExpectAsync("""62-9[{"_placeholder":true,"num":0},{"b":{"_placeholder":true,"num":1}}]""", "bAg==", "bAQ==");
    }

    [Test]
    public async Task Ack_LargeIdOfTheClient_IsEchoed()
    {
        var client = await ServeAsync(socket => socket.On("e", () => 1));

        await client.SendAsync("""29007199254740991["e"]""");

        await client.ExpectAsync("39007199254740991[1]");
    }
}
