using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Server.Tests.Diagnostics;

internal sealed class LogTests : ServerFixture
{
    [Test]
    public async Task Debug_TheLifeOfAConnection_IsToldByBothLayers()
    {
        await StartAsync();
        var (client, _) = await ConnectAsync();
        await client.SendAsync("1");
        await Host.Log.WaitForAsync("SocketDisconnected");
        await client.Engine.DisposeAsync();
        await Host.Log.WaitForAsync("SessionClosed");

        Told().Should().Equal(
            ("SocketIoSharp.EngineIo.Sessions", "SessionOpened"),
            ("SocketIoSharp.Server.Sockets", "SocketConnected"),
            ("SocketIoSharp.Server.Sockets", "SocketDisconnected"),
            ("SocketIoSharp.EngineIo.Sessions", "SessionClosed"));
        var session = client.Engine.SessionId[..8];
        Messages("SocketConnected").Should().Equal($"Socket {client.Id} of session {session} is connected to namespace /.");
        Messages("SocketDisconnected").Should().Equal($"Socket {client.Id} of namespace / is disconnected: client namespace disconnect (no details).");
        Messages("SessionOpened").Single().Should().StartWith($"Session {session} opened over websocket");
    }

    [Test]
    public async Task Debug_AnUpgrade_IsToldFromItsProbeToItsEnd()
    {
        await StartAsync();
        var polling = await Own(PollingWire.OpenAsync(Host.Url));
        var failing = await Own(WebSocketWire.UpgradeAsync(Host.Url, polling.SessionId));
        await failing.SendAsync("4no probe");
        await Host.Log.WaitForAsync("SessionUpgradeFailed");

        var webSocket = await Own(WebSocketWire.UpgradeAsync(Host.Url, polling.SessionId));
        await webSocket.SendAsync("2probe");
        await webSocket.ExpectAsync("3probe");
        await webSocket.SendAsync("5");
        await Host.Log.WaitForAsync("SessionUpgraded");

        Told().Select(entry => entry.Name).Should().Equal("SessionOpened", "SessionUpgradeFailed", "SessionProbing", "SessionUpgraded");
    }

    [Test]
    public async Task Information_OfAServersWholeLife_IsItsStartAndItsEnd()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        await client.SendAsync("""2["unhandled"]""");
        await socket.EmitAsync("e");
        await client.ExpectAsync("""2["e"]""");
        var closing = Server.CloseAsync();
        await client.Engine.ReceiveCloseAsync();
        await Time.AdvanceUntilAsync(closing, TimeSpan.FromSeconds(1));

        var loud = Host.Log.Entries.Where(entry => entry.Level >= LogLevel.Information && entry.Category.StartsWith("SocketIoSharp", StringComparison.Ordinal)).ToList();

        loud.Select(entry => (entry.Category, entry.Id.Name)).Should().Equal(
            ("SocketIoSharp.Server.Hosting", "ServerStarted"), ("SocketIoSharp.Server.Hosting", "ServerStopping"), ("SocketIoSharp.Server.Hosting", "ServerStopped"));
        loud[0].Message.Should().Be("Socket.IO serves at /socket.io.");
        loud[1].Message.Should().Be("Socket.IO stops; connections that are closed: 1.");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Trace_Packets_AreShownWithTheirContentsOnlyWhenAskedFor(bool showsPayloads)
    {
        await StartTracingAsync(showsPayloads);
        var (client, socket) = await ConnectAsync();
        await client.SendBinaryAsync("""51-["e","secret words",{"_placeholder":true,"num":0}]""", [0xCA, 0xFE]);
        await socket.EmitAsync("one", "secret words");
        await Server.EmitAsync("all", "secret words");
        await client.ExpectAsync("""2["one","secret words"]""", """2["all","secret words"]""");

        var kind = showsPayloads ? "Payload" : "Packet";
        Messages(kind + "Sent").Single().Should().StartWith($"Event of namespace / to socket {client.Id}: 22 bytes, 0 attachments");
        Messages(kind + "Broadcast").Single().Should().StartWith("Event of namespace / to 1 sockets: 22 bytes, 0 attachments");
        await Patience.UntilAsync(() => Messages(kind + "Received").Count == 2);
        Messages(kind + "Received").Should().HaveCount(2).And.Contain(text => text.StartsWith("Event for namespace / from session", StringComparison.Ordinal) && text.Contains("1 attachments", StringComparison.Ordinal));
        await Patience.UntilAsync(() => Messages($"Engine{kind}Received").Any(text => text.EndsWith(showsPayloads ? "Message, 2 bytes: CAFE" : "Message, 2 bytes.", StringComparison.Ordinal)));
        Messages($"Engine{kind}Sent").First().Should().Contain("is sent Open");
        Host.Log.Entries.Any(entry => entry.Message.Contains("secret", StringComparison.Ordinal)).Should().Be(showsPayloads);
        Host.Log.Entries.Any(entry => entry.Message.Contains(client.Engine.SessionId, StringComparison.Ordinal)).Should().Be(showsPayloads, "the id of a session is a secret");
    }

    [Test]
    public async Task Trace_LongAndManyLinedPayload_IsShortenedAndOneLine()
    {
        await StartTracingAsync(showsPayloads: true);
        var client = await OpenAsync();

        await client.Engine.SendAsync("4\r\nfail: forged\n" + new string('x', 5000));
        await Host.Log.WaitForAsync("PacketMalformed");

        Messages("EnginePayloadReceived").Should().ContainSingle()
            .Which.Should().EndWith("has sent Message, 5015 bytes: \\nfail: forged\\n" + new string('x', 1024 - 15) + "…");
    }

    private Task StartTracingAsync(bool showsPayloads) => StartAppAsync(
        builder =>
        {
            builder.Logging.AddFilter(nameof(SocketIoSharp), LogLevel.Trace);
            builder.Services.AddSocketIo(options => options.LogPayloads = options.Engine.LogPayloads = showsPayloads);
        },
        app => app.MapSocketIo());

    private IEnumerable<(string Category, string? Name)> Told() => Host.Log.Entries
        .Where(entry => entry.Level == LogLevel.Debug && entry.Category.StartsWith("SocketIoSharp", StringComparison.Ordinal) && entry.Id.Name != "NamespaceCreated")
        .Select(entry => (entry.Category, entry.Id.Name));

    private List<string> Messages(string eventName) => [.. Host.Log.Entries.Where(entry => entry.Id.Name == eventName).Select(entry => entry.Message)];
}
