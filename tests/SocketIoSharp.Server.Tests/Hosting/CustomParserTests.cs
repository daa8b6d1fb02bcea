using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SocketIoSharp.Protocol;

namespace SocketIoSharp.Server.Tests.Hosting;

/// <summary>A server with somebody's own wire format.</summary>
[TestFixture(WireClient.Polling)]
[TestFixture(WireClient.WebSocket)]
internal sealed class CustomParserTests(string transport) : ServerFixture
{
    private readonly ArrayParser _parser = new();

    [Test]
    public async Task Packets_InBothDirections_HaveTheParsersForm()
    {
        await StartAsync(options => options.Parser = _ => _parser, io => io.OnConnection(socket => socket.On("sum", (int a, int b) => a + b)));
        var (client, socket) = await ConnectAsync();

        await client.SendAsync("""4[2,"/",5,["sum",1,2]]""");
        await client.ExpectAsync("""4[3,"/",5,[3]]""");
        await socket.EmitAsync("news", "x");
        await Server.EmitAsync("all");
        await client.ExpectAsync("""4[2,"/",null,["news","x"]]""", """4[2,"/",null,["all"]]""");

        var answer = socket.EmitWithAck("question").As<string>();
        await client.ExpectAsync("""4[2,"/",0,["question"]]""");
        await client.SendAsync("""4[3,"/",0,["well"]]""");
        (await answer.Soon()).Should().Be("well");
        _parser.Decoders.Should().Be(1, "a connection has one decoder");
    }

    [Test]
    public async Task Encode_Throws_AtTheCallerAndSendsNothing()
    {
        await StartAsync(options => options.Parser = _ => _parser);
        var (client, socket) = await ConnectAsync();

        var emits = new Func<Task>[]
        {
            () => socket.EmitAsync("e", new byte[1]),
            () => Server.EmitAsync("e", new byte[1]),
            async () => await socket.EmitWithAck("e", new byte[1]),
            async () => await Server.Timeout(TimeSpan.FromSeconds(1)).EmitWithAck("e", new byte[1]),
        };
        foreach (var emit in emits)
        {
            await emit.Should().ThrowAsync<NotSupportedException>();
        }

        await socket.EmitAsync("end");
        await client.ExpectAsync("""4[2,"/",null,["end"]]""");
    }

    [Test]
    public async Task Encode_ThrowsForAnAnswer_LeavesRoomForAnother()
    {
        await StartAsync(options => options.Parser = _ => _parser, io => io.OnConnection(socket => socket.On("ask", async (Ack ack) =>
        {
            var answering = () => ack.SendAsync(new byte[1]);
            await answering.Should().ThrowAsync<NotSupportedException>();
            await ack.SendAsync("text");
        })));
        var (client, _) = await ConnectAsync();
        await client.SendAsync("""4[2,"/",1,["ask"]]""");
        await client.ExpectAsync("""4[3,"/",1,["text"]]""");
    }

    [TestCase("4no array", "PacketMalformed")]
    [TestCase("4nothing", "PacketMalformed")]
    public async Task Decode_Throws_ClosesOnlyThatConnectionAndIsLogged(string message, string log)
    {
        await StartAsync(options => options.Parser = _ => _parser);
        var (bad, _) = await ConnectAsync();
        var (good, socket) = await ConnectAsync();

        await bad.SendAsync(message);
        await bad.ReceiveCloseAsync();
        var entry = await Host.Log.WaitForAsync(log);
        (entry.Exception is not null).Should().Be(message != "4nothing", "an exception is worth a look, a refusal says all");
        await socket.EmitAsync("still");
        await good.ExpectAsync("""4[2,"/",null,["still"]]""");
    }

    [Test]
    public async Task Decode_Refuses_ClosesTheConnectionAndSaysWhy()
    {
        await StartAsync(options => options.Parser = _ => _parser);
        var (client, _) = await ConnectAsync();
        await client.SendAsync([1, 2]);
        await client.ReceiveCloseAsync();
        (await Host.Log.WaitForAsync("PacketMalformed")).Message.Should().Contain("there is no binary in this format");
    }

    [Test]
    public void Parser_Factory_GetsTheLimitsOfTheOptions()
    {
        ProtocolLimits? limits = null;
        using var provider = Provider(options =>
        {
            options.MaxAttachments = 3;
            options.Json.MaxDepth = 7;
            options.Parser = given =>
            {
                limits = given;
                return _parser;
            };
        });
        provider.GetRequiredService<SocketIoServer>();
        limits.Should().Be(new ProtocolLimits { MaxAttachments = 3, MaxJsonDepth = 7 });
    }

    [Test]
    public void Parser_None_IsRefusedByName()
    {
        using var without = Provider(options => options.Parser = null!);
        without.Invoking(provider => provider.GetRequiredService<SocketIoServer>()).Should().Throw<OptionsValidationException>().WithMessage("*Parser*");
        using var empty = Provider(options => options.Parser = _ => null!);
        empty.Invoking(provider => provider.GetRequiredService<SocketIoServer>()).Should().Throw<InvalidOperationException>().WithMessage("*SocketIoOptions.Parser*");
    }

    private async Task<(WireClient Client, Socket Socket)> ConnectAsync()
    {
        var client = await Own(WireClient.OpenAsync(Host.Url, transport));
        await client.SendAsync("""4[0,"/",null,null]""");
        var answer = await client.ReceiveAsync();
        answer.Should().MatchRegex("""^4\[0,"/",null,\{"sid":"[^"]{20}"\}\]$""");
        return (client, await FindAsync(answer.Split('"')[5]));
    }

    private static ServiceProvider Provider(Action<SocketIoOptions> configure) =>
        new ServiceCollection().AddLogging().AddSocketIo(configure).Services.BuildServiceProvider();
}
