using System.Collections.Concurrent;
using System.Text;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Tests.Sessions;

internal sealed class SessionEventTests : EngineFixture
{
    private readonly ConcurrentQueue<string> _raised = new();

    [SetUp]
    public void Forget() => _raised.Clear();

    [Test]
    public async Task Packets_ReceivedAndCreated_AreToldOfOneByOne()
    {
        await StartAsync();
        var (client, session) = await OpenWebSocketAsync();
        session.PacketReceived += packet => Record("in", packet);
        session.PacketCreated += packet => Record("out", packet);

        await client.SendAsync("4hello", "3");
        await client.SendAsync([1, 2]);
        await client.SynchroniseAsync();
        session.TrySend(FrameGroup.FromParts("4"u8, "text"u8, [new byte[] { 9 }]));
        Time.Advance(TimeSpan.FromSeconds(26));
        await client.ExpectAsync("4text", "bCQ==", "2");

        _raised.Should().Equal("in 4hello", "in 3", "in AQI=", "out 4text", "out CQ==", "out 2");
    }

    [Test]
    public async Task PacketCreated_SealedSession_IsNotRaised()
    {
        await StartAsync();
        var (_, session) = await OpenPollingAsync();
        session.PacketCreated += packet => Record("out", packet);
        session.Close();

        session.TrySend("late").Should().BeFalse();

        _raised.Should().BeEmpty();
    }

    [Test]
    public async Task PacketCreated_DroppedVolatilePacket_IsNotRaised()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        session.PacketCreated += packet => Record("out", packet);

        session.TrySend(EngineHost.Message("dropped"), isVolatile: true);
        var poll = client.PollAsync();
        await EngineHost.UntilParkedAsync(session);
        session.TrySend(EngineHost.Message("sent"), isVolatile: true);

        (await poll).Should().Be("4sent");
        _raised.Should().Equal("out 4sent");
    }

    [Test]
    public async Task Heartbeat_Pong_IsRaised()
    {
        await StartAsync();
        var (client, session) = await OpenWebSocketAsync();
        session.HeartbeatReceived += () => _raised.Enqueue("heartbeat");

        await client.SendAsync("3", "4x");
        await client.SynchroniseAsync();

        _raised.Should().Equal("heartbeat");
    }

    [Test]
    public async Task Upgrade_Completed_RaisesBothAndChangesTheState()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        session.Upgrading += () => _raised.Enqueue($"upgrading {session.IsUpgrading} {session.IsUpgraded}");
        session.Upgraded += () => _raised.Enqueue($"upgraded {session.IsUpgrading} {session.IsUpgraded} {session.Transport}");

        var webSocket = await CompleteUpgradeAsync(client);
        await webSocket.SynchroniseAsync();

        _raised.Should().Equal("upgrading True False", "upgraded False True websocket");
    }

    [Test]
    public async Task FlushAndDrain_BothTransports_AreRaisedOnceForWhatIsQueued([Values(WireClient.Polling, WireClient.WebSocket)] string transport)
    {
        await StartAsync();
        var (client, session) = await OpenAsync(transport);
        if (transport == WireClient.WebSocket)
        {
            // The client has the handshake before the thread that sent it has said so.
            await EngineHost.UntilParkedAsync(session);
        }

        session.Flushing += () => _raised.Enqueue("session flush");
        session.Drained += () => _raised.Enqueue("session drain");
        Host.Server.Flushing += flushed => _raised.Enqueue("server flush " + (flushed == session));
        Host.Server.Drained += drained => _raised.Enqueue("server drain " + (drained == session));

        session.TrySend("hello").Should().BeTrue();
        await client.ExpectAsync("4hello");

        await Patience.UntilAsync(() => _raised.Count >= 4);
        _raised.Should().Equal("session flush", "server flush True", "session drain", "server drain True");
    }

    [Test]
    public async Task Closed_AnyReason_IsRaisedOnceWithIt()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var closed = new TaskCompletionSource<(string, string?)>();
        session.Closed += (reason, description) => closed.SetResult((reason, description));

        await client.SendAsync("2");

        (await closed.Task.Soon()).Should().Be((CloseReason.TransportError, "invalid heartbeat direction"));
        session.Abort();
    }

    [Test]
    public async Task Message_SlowHandler_KeepsTheNextOneWaiting()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var release = new TaskCompletionSource();
        session.MessageReceived += async message =>
        {
            _raised.Enqueue($"{message} {message.IsBinary}");
            await release.Task;
        };

        var sending = client.SendAsync("4one", "4two");
        await Patience.UntilAsync(() => !_raised.IsEmpty);
        _raised.Should().Equal("one False");
        release.SetResult();
        await sending.Soon();

        _raised.Should().Equal("one False", "two False");
    }

    [Test]
    public async Task Handlers_OneFails_TheOthersAreCalledAndTheSessionGoesOn()
    {
        await StartAsync();
        Host.Log.Expect("EngineEventHandlerFailed");
        var (client, session) = await OpenWebSocketAsync();
        session.MessageReceived += _ => throw new InvalidOperationException();
        session.PacketReceived += _ => throw new InvalidOperationException();
        session.MessageReceived += message => session.SendAsync(message);

        await client.SendAsync([7]);

        await client.ExpectAsync("bBw==");
        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task Handlers_Removed_AreNotCalled()
    {
        await StartAsync();
        var (client, session) = await OpenWebSocketAsync();
        Action<EnginePacket> handler = packet => Record("in", packet);
        session.PacketReceived += handler;
        session.PacketReceived -= handler;

        await client.SendAsync("4x");
        await client.SynchroniseAsync();

        _raised.Should().BeEmpty();
    }

    [Test]
    public async Task Send_TextAndBytes_AreMessages()
    {
        await StartAsync();
        var (client, session) = await OpenWebSocketAsync();
        var bytes = new byte[] { 1 };

        await session.SendAsync("text");
        session.TrySend(bytes).Should().BeTrue();
        bytes[0] = 2;
        await session.SendAsync(string.Empty);

        await client.ExpectAsync("4text", "bAQ==", "4");
    }

    private void Record(string way, EnginePacket packet) =>
        _raised.Enqueue(packet.IsBinary ? $"{way} {Convert.ToBase64String(packet.Body.Span)}" : $"{way} {(char)packet.Type}{Encoding.UTF8.GetString(packet.Body.Span)}");
}
