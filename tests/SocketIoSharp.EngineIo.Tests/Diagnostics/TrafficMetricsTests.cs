using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Tests.Diagnostics;

internal sealed class TrafficMetricsTests : MetricsFixture
{
    private static readonly (string, object?) Received = ("network.io.direction", "receive");
    private static readonly (string, object?) Sent = ("network.io.direction", "transmit");

    [TestCase(WireClient.Polling)]
    [TestCase(WireClient.WebSocket)]
    public async Task Traffic_InBothDirections_IsCountedByTransport(string transport)
    {
        await StartAsync();
        var (packets, bytes) = (Collect<long>("engineio.packets"), Collect<long>("engineio.io"));
        var (client, session) = await OpenAsync(transport);
        var open = client.OpenPacket.Length;
        await packets.ReachAsync(1, Sent, (Transport, transport));

        await client.SendAsync("4abc");
        await client.SendAsync([1, 2, 3, 4, 5]);
        await Handler.MessageAsync();
        await Handler.MessageAsync();
        session.TrySend(FrameGroup.FromParts("4"u8, "text"u8, [new byte[7]]));
        await client.ReceiveAsync();
        await client.ReceiveAsync();

        packets.Sum(Received, (Transport, transport)).Should().Be(2);
        bytes.Sum(Received, (Transport, transport)).Should().Be(4 + 5);
        packets.Sum(Sent, (Transport, transport)).Should().Be(3);
        bytes.Sum(Sent, (Transport, transport)).Should().Be(open + 5 + 7);
        packets.Sum().Should().Be(5);
    }

    [Test]
    public async Task Traffic_ControlFramesOfAWebSocket_AreNoPackets()
    {
        await StartAsync();
        var packets = Collect<long>("engineio.packets");
        var (client, _) = await OpenWebSocketAsync();

        await client.SynchroniseAsync();

        packets.Sum().Should().Be(1, "the handshake is one");
    }

    [Test]
    public async Task Traffic_OfAnUpgradedSession_IsThatOfTheWebSocket()
    {
        await StartAsync();
        var packets = Collect<long>("engineio.packets");
        var (client, session) = await OpenPollingAsync();
        var webSocket = await CompleteUpgradeAsync(client);
        await Patience.UntilAsync(() => session.IsUpgraded);

        session.TrySend(EngineHost.Message("moved"));
        await webSocket.ExpectAsync("4moved");

        packets.Sum(Sent, (Transport, "polling")).Should().Be(1);
        packets.Sum(Sent, (Transport, "websocket")).Should().Be(1);
    }
}
