using System.Threading.Channels;
using SocketIOClient;
using SocketIOClient.Transport;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.DotNetClient;

/// <summary>The SocketIOClient package from NuGet.</summary>
[TestFixture(TransportProtocol.Polling, false)]
[TestFixture(TransportProtocol.WebSocket, false)]
[TestFixture(TransportProtocol.Polling, true)]
internal sealed class DotNetClientTests(TransportProtocol transport, bool upgrades)
{
    private readonly string _finalTransport = transport is TransportProtocol.Polling && !upgrades ? "polling" : "websocket";

    [Test]
    public async Task Client_ConnectsWithAuth_IsTheSocketThatTheServerSees()
    {
        await using var server = await InteropServer.StartAsync();
        using var client = await ConnectAsync(server.Url, new { token = "sesame" });

        var socket = await server.NextSocketAsync();
        socket.Id.Should().Be(client.Id);
        await Patience.UntilAsync(() => socket.Transport == _finalTransport, "the last packet of the probe to be read");
        socket.Handshake.Auth.GetProperty("token").GetString().Should().Be("sesame");
        socket.Handshake.Query["room"].Should().Be("blue");

        await client.DisconnectAsync();
        (await InteropServer.DisconnectionOf(socket)).Should().Be(DisconnectReason.ClientNamespaceDisconnect);
    }

    [Test]
    public async Task Client_EventsAndBinary_ArriveUnchangedBothWays()
    {
        await using var server = await InteropServer.StartAsync(Install);
        using var client = await ConnectAsync(server.Url);
        var inbox = Collect(client, "echo");

        await client.EmitAsync("echo", "日本語 🚀", 7);
        var text = await NextAsync(inbox);
        text.GetValue<string>().Should().Be("日本語 🚀");
        text.GetValue<int>(1).Should().Be(7);

        await client.EmitAsync("echo", new Upload("a.bin", [1, 2, 3]), Enumerable.Repeat((byte)9, 70_000).ToArray());
        var binary = await NextAsync(inbox);
        binary.GetValue<Upload>().Should().BeEquivalentTo(new Upload("a.bin", [1, 2, 3]));
        binary.GetValue<byte[]>(1).Should().HaveCount(70_000).And.OnlyContain(value => value == 9);

        for (var i = 0; i < 100; i++)
        {
            await client.EmitAsync("echo", i);
        }

        for (var i = 0; i < 100; i++)
        {
            (await NextAsync(inbox)).GetValue<int>().Should().Be(i);
        }

        await client.DisconnectAsync();
    }

    [Test]
    public async Task Client_AcksBothWays_CarryTheAnswers()
    {
        await using var server = await InteropServer.StartAsync(Install);
        using var client = await ConnectAsync(server.Url);
        var socket = await server.NextSocketAsync();

        (await AskAsync(client, "sum", 2, 3)).GetValue<int>().Should().Be(5);
        (await AskAsync(client, "reverse", new byte[] { 1, 2, 3 })).GetValue<byte[]>().Should().Equal(3, 2, 1);

        client.On("question", response => _ = response.CallbackAsync(response.GetValue<string>() + "!"));
        client.On("question-binary", response => _ = response.CallbackAsync([response.GetValue<byte[]>().Reverse().ToArray()]));
        (await socket.EmitWithAck("question", "well").As<string>().WithPatience()).Should().Be("well!");
        (await socket.EmitWithAck("question-binary", new byte[] { 1, 2, 3 }).As<byte[]>().WithPatience()).Should().Equal(3, 2, 1);
        await client.DisconnectAsync();
    }

    [Test]
    public async Task Client_Namespaces_AreSeparate()
    {
        await using var server = await InteropServer.StartAsync(Install);
        using var main = await ConnectAsync(server.Url);
        using var news = await ConnectAsync(new Uri(server.Url, "/news"));
        var (mainInbox, newsInbox) = (Collect(main, "said"), Collect(news, "said"));

        await server.Io.Of("/news").EmitAsync("said", "news");
        await server.Io.EmitAsync("said", "main");
        (await NextAsync(newsInbox)).GetValue<string>().Should().Be("news");
        (await NextAsync(mainInbox)).GetValue<string>().Should().Be("main");
        mainInbox.TryRead(out _).Should().BeFalse();

        await main.DisconnectAsync();
        await news.DisconnectAsync();
    }

    [Test]
    public async Task Client_RefusedByMiddleware_GetsTheMessage()
    {
        await using var server = await InteropServer.StartAsync(io => io.Use((context, _) =>
        {
            context.Reject("who are you?");
            return Task.CompletedTask;
        }));
        using var client = Create(server.Url, null);
        var error = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.OnError += (_, message) => error.TrySetResult(message);
        await client.ConnectAsync().WithPatience();
        (await error.Task.WithPatience()).Should().Be("who are you?");
        server.Io.Sockets.SocketCount.Should().Be(0);
    }

    [Test]
    public async Task Client_ServerDisconnectsIt_IsTold()
    {
        await using var server = await InteropServer.StartAsync();
        using var client = await ConnectAsync(server.Url);
        var reason = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.OnDisconnected += (_, text) => reason.TrySetResult(text);

        await (await server.NextSocketAsync()).DisconnectAsync();
        (await reason.Task.WithPatience()).Should().Be("io server disconnect");
    }

    [Test]
    public async Task Client_ServerRestarts_Reconnects()
    {
        var first = await InteropServer.StartAsync(Install);
        using var client = await ConnectAsync(first.Url);
        var before = await first.NextSocketAsync();
        var inbox = Collect(client, "echo");
        await first.StopAsync();
        await first.DisposeAsync();

        await using var second = await InteropServer.StartAsync(Install, port: first.Url.Port);
        var after = await second.NextSocketAsync();
        after.Id.Should().NotBe(before.Id);
        await Patience.UntilAsync(() => client.Connected && client.Id == after.Id, "the client to know that it is back");
        await client.EmitAsync("echo", "again");
        (await NextAsync(inbox)).GetValue<string>().Should().Be("again");
        await client.DisconnectAsync();
    }

    private static void Install(SocketIoServer io)
    {
        io.Of("/news");
        io.OnConnection(socket =>
        {
            socket.On("echo", (EventArguments args) => socket.EmitAsync("echo", args));
            socket.On("sum", (int a, int b) => a + b);
            socket.On("reverse", (byte[] data) => data.Reverse().ToArray());
        });
    }

    private SocketIOClient.SocketIO Create(Uri url, object? auth) => new(url, new SocketIOOptions
    {
        Transport = transport,
        AutoUpgrade = upgrades,
        Auth = auth,
        Query = [KeyValuePair.Create("room", "blue")],
        ReconnectionDelay = 100,
        ReconnectionDelayMax = 200,
        ConnectionTimeout = Patience.Limit,
    });

    private async Task<SocketIOClient.SocketIO> ConnectAsync(Uri url, object? auth = null)
    {
        var client = Create(url, auth);
        var connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.OnConnected += (_, _) => connected.TrySetResult();
        await client.ConnectAsync().WithPatience();
        await connected.Task.WithPatience();
        return client;
    }

    private static ChannelReader<SocketIOResponse> Collect(SocketIOClient.SocketIO client, string name)
    {
        var inbox = Channel.CreateUnbounded<SocketIOResponse>();
        client.On(name, response => inbox.Writer.TryWrite(response));
        return inbox.Reader;
    }

    private static Task<SocketIOResponse> NextAsync(ChannelReader<SocketIOResponse> inbox) => inbox.ReadAsync().AsTask().WithPatience();

    private static async Task<SocketIOResponse> AskAsync(SocketIOClient.SocketIO client, string name, params object[] args)
    {
        var answer = new TaskCompletionSource<SocketIOResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        await client.EmitAsync(name, answer.SetResult, args);
        return await answer.Task.WithPatience();
    }

    private sealed record Upload(string Name, byte[] Content);
}
