using System.Text;

namespace SocketIoSharp.EngineIo.Tests.Transports.Compression;

internal sealed class PerMessageDeflateTests : EngineFixture
{
    [Test]
    public async Task Handshake_SwitchedOff_IgnoresTheOffer()
    {
        await StartAsync();

        var client = await Own(DeflateWire.OpenAsync(Host.Url));

        client.Handshake.Headers.Should().NotContainKey("Sec-WebSocket-Extensions");
        (await client.ReceiveAsync()).IsCompressed.Should().BeFalse();
    }

    [Test]
    public async Task Handshake_SwitchedOff_IgnoresGarbage()
    {
        await StartAsync();

        (await Own(DeflateWire.OpenAsync(Host.Url, ";;"))).Handshake.Status.Should().Be(101);
    }

    [TestCase(";;")]
    [TestCase("permessage-deflate; unknown")]
    [TestCase("permessage-deflate; server_no_context_takeover; server_no_context_takeover")]
    public async Task Handshake_UnacceptableOffer_IsRefused(string offer)
    {
        await StartDeflatingAsync();

        var client = await Own(DeflateWire.OpenAsync(Host.Url, offer));

        (client.Handshake.Status, client.Handshake.Body).Should().Be((400, "Invalid or unacceptable Sec-WebSocket-Extensions header"));
        Host.Server.SessionCount.Should().Be(0);
    }

    [TestCase("constructor")]
    [TestCase("x-unknown")]
    [TestCase("permessage-deflate; server_max_window_bits=9")]
    public async Task Handshake_NothingInCommon_OpensWithout(string offer)
    {
        await StartDeflatingAsync();

        var client = await Own(DeflateWire.OpenAsync(Host.Url, offer));

        client.Handshake.Headers.Should().NotContainKey("Sec-WebSocket-Extensions");
        (await client.ReceiveAsync()).IsCompressed.Should().BeFalse();
    }

    [Test]
    public async Task Send_ContextKept_CompressesEverythingAndRepetitionsToNothing()
    {
        await StartDeflatingAsync();
        var (client, session) = await OpenAsync();
        var text = string.Concat(Enumerable.Range(0, 300).Select(i => (char)('a' + (i * 7919 % 26))));

        session.TrySend(EngineHost.Message("x"));
        session.TrySend(EngineHost.Message(text).WithoutCompression());

        // The flag of a message counts for polling only, as with the reference.
        (await client.ReceiveAsync()).Should().BeEquivalentTo((ClientFrame.Text, true, "4x"u8.ToArray()));
        (await client.ReceiveAsync()).Should().BeEquivalentTo((ClientFrame.Text, true, Encoding.UTF8.GetBytes("4" + text)));
    }

    [TestCase(1023, false)]
    [TestCase(1024, true)]
    public async Task Send_ContextForgotten_CompressesFromTheThresholdOn(int length, bool isCompressed)
    {
        await StartDeflatingAsync(options => options.ServerNoContextTakeover = true);
        var client = await Own(DeflateWire.OpenAsync(Host.Url));
        client.Handshake.Headers["Sec-WebSocket-Extensions"].Should().Be("permessage-deflate; server_no_context_takeover");
        var session = await Handler.OpenedAsync();
        (await client.ReceiveAsync()).IsCompressed.Should().BeFalse("the handshake is small");

        session.TrySend(EngineHost.Message(new string('x', length - 1)));

        (await client.ReceiveAsync()).Should().BeEquivalentTo((ClientFrame.Text, isCompressed, Encoding.UTF8.GetBytes("4" + new string('x', length - 1))));
    }

    [Test]
    public async Task Send_AttachmentsAndControlFrames_AreFramedRight()
    {
        await StartDeflatingAsync();
        var (client, session) = await OpenAsync();

        session.TrySend(Protocol.Frames.FrameGroup.FromParts("4"u8, "text"u8, [new byte[70_000], Array.Empty<byte>()]));
        await client.SendAsync(DeflateWire.Frame(ClientFrame.Ping, "ping"u8.ToArray(), isCompressed: false));

        (await client.ReceiveTextAsync()).Should().Be("4text");
        (await client.ReceiveAsync()).Should().BeEquivalentTo((ClientFrame.Binary, true, new byte[70_000]));
        (await client.ReceiveAsync()).Should().BeEquivalentTo((ClientFrame.Binary, false, Array.Empty<byte>()));
        (await client.ReceiveAsync()).Should().BeEquivalentTo((ClientFrame.Pong, false, "ping"u8.ToArray()));
    }

    [Test]
    public async Task Send_Base64Preferred_CompressesIt()
    {
        await StartDeflatingAsync();
        var client = await Own(DeflateWire.OpenAsync(Host.Url, query: "&b64=1"));
        var session = await Handler.OpenedAsync();
        await client.ReceiveAsync();

        session.TrySend(Protocol.Frames.FrameGroup.FromBinary(new byte[] { 1, 2, 255 }));

        (await client.ReceiveAsync()).Should().BeEquivalentTo((ClientFrame.Text, true, "bAQL/"u8.ToArray()));
    }

    [Test]
    public async Task Receive_CompressedAndPlain_AreTakenInOrder()
    {
        await StartDeflatingAsync();
        var (client, _) = await OpenAsync();
        var large = "4" + new string('y', 100_000);

        await client.SendAsync(
            DeflateWire.Frame(ClientFrame.Text, DeflateWire.Deflate("4one")),
            DeflateWire.Frame(ClientFrame.Text, "4two"u8.ToArray(), isCompressed: false),
            DeflateWire.Frame(ClientFrame.Binary, DeflateWire.Deflate([1, 2, 3])),
            DeflateWire.Frame(ClientFrame.Text, DeflateWire.Deflate(large)));

        (await Handler.MessageAsync()).Should().Be("one");
        (await Handler.MessageAsync()).Should().Be("two");
        (await Handler.MessageAsync()).Should().Be("bAQID");
        (await Handler.MessageAsync()).Should().Be(large[1..]);
    }

    [Test]
    public async Task Receive_Fragments_AreOneMessageWithControlFramesBetween()
    {
        await StartDeflatingAsync();
        var (client, _) = await OpenAsync();
        var data = DeflateWire.Deflate("4a message in three parts");

        await client.SendAsync(
            DeflateWire.Frame(ClientFrame.Text, data[..5], isFinal: false),
            DeflateWire.Frame(ClientFrame.Ping, [], isCompressed: false),
            DeflateWire.Frame(ClientFrame.Continuation, data[5..], isFinal: false, isCompressed: false),
            DeflateWire.Frame(ClientFrame.Continuation, [], isCompressed: false));

        (await Handler.MessageAsync()).Should().Be("a message in three parts");
    }

    [Test]
    public async Task Receive_FinalBlocks_BeginAfresh()
    {
        await StartDeflatingAsync();
        var (client, _) = await OpenAsync();
        using var output = new MemoryStream();
        using (var stream = new System.IO.Compression.DeflateStream(output, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write("4final"u8);
        }

        await client.SendAsync(
            DeflateWire.Frame(ClientFrame.Text, [.. output.ToArray(), 0]),
            DeflateWire.Frame(ClientFrame.Text, [.. output.ToArray(), 0]),
            DeflateWire.Frame(ClientFrame.Text, DeflateWire.Deflate("4usual")));

        (await Handler.MessageAsync()).Should().Be("final");
        (await Handler.MessageAsync()).Should().Be("final");
        (await Handler.MessageAsync()).Should().Be("usual");
    }

    [TestCaseSource(nameof(Violations))]
    public async Task Receive_Violation_ClosesWithItsCode(int code, byte[] frames)
    {
        await StartDeflatingAsync();
        var (client, session) = await OpenAsync();

        await client.SendAsync(frames);

        (await client.CloseCodeAsync()).Should().Be(code);
        (await Handler.ClosedAsync()).Reason.Should().Be(CloseReason.TransportError);
        Handler.HasMessage.Should().BeFalse();
        session.IsOpen.Should().BeFalse();
    }

    [Test]
    public async Task Receive_NotAgreedOn_ClosesWith1002()
    {
        await StartAsync();
        var (client, _) = await OpenWebSocketAsync();

        await client.SendRawAsync(DeflateWire.Frame(ClientFrame.Text, DeflateWire.Deflate("4x")));

        (await client.CloseCodeAsync()).Should().Be(1002);
    }

    [TestCase(1000, 0)]
    [TestCase(1001, 1009)]
    public async Task Receive_LimitWhenInflated_IsThatOfPlainMessages(int length, int code)
    {
        await StartAsync(options =>
        {
            options.PerMessageDeflate = new EngineIoPerMessageDeflate();
            options.MaxHttpBufferSize = 1000;
        });
        var (client, _) = await OpenAsync();

        await client.SendAsync(DeflateWire.Frame(ClientFrame.Text, DeflateWire.Deflate("4" + new string('z', length - 1))));

        if (code == 0)
        {
            (await Handler.MessageAsync()).Should().HaveLength(999);
            return;
        }

        (await client.CloseCodeAsync()).Should().Be(code);
    }

    [Test]
    public async Task Receive_Bomb_IsRefusedWithoutItsMemory()
    {
        await StartDeflatingAsync();
        var (client, _) = await OpenAsync();
        var bomb = DeflateWire.Deflate(new byte[100_000_000]);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await client.SendAsync(DeflateWire.Frame(ClientFrame.Binary, bomb));

        (await client.CloseCodeAsync()).Should().Be(1009);
        (GC.GetTotalAllocatedBytes(precise: true) - before).Should().BeLessThan(30_000_000);
    }

    private static IEnumerable<TestCaseData> Violations()
    {
        var data = DeflateWire.Deflate("4text");
        yield return Case("RSV1 on a continuation", 1002, [.. DeflateWire.Frame(ClientFrame.Text, data[..2], isFinal: false), .. DeflateWire.Frame(ClientFrame.Continuation, data[2..])]);
        yield return Case("RSV1 on a ping", 1002, DeflateWire.Frame(ClientFrame.Ping, []));
        yield return Case("RSV1 on a close", 1002, DeflateWire.Frame(ClientFrame.Close, []));
        yield return Case("RSV2", 1002, WithBits(DeflateWire.Frame(ClientFrame.Text, data), 0x20));
        yield return Case("RSV3", 1002, WithBits(DeflateWire.Frame(ClientFrame.Text, data, isCompressed: false), 0x10));
        yield return Case("no deflate data", 1007, DeflateWire.Frame(ClientFrame.Text, [0xFF, 0xFF, 0xFF, 0xFF]));
        yield return Case("a reference to nothing", 1007, DeflateWire.Frame(ClientFrame.Text, [0x03, 0x61, 0x00, 0x12, 0x34]));
        yield return Case("no UTF-8 when inflated", 1007, DeflateWire.Frame(ClientFrame.Text, DeflateWire.Deflate([0x34, 0xC3, 0x28])));
        yield return Case("larger than the limit as it comes", 1009, DeflateWire.Frame(ClientFrame.Binary, new byte[1_000_001]));

        static TestCaseData Case(string name, int code, byte[] frames) => new TestCaseData(code, frames).SetArgDisplayNames(name);

        static byte[] WithBits(byte[] frame, byte bits)
        {
            frame[0] |= bits;
            return frame;
        }
    }

    private Task StartDeflatingAsync(Action<EngineIoPerMessageDeflate>? configure = null) => StartAsync(options =>
    {
        options.PerMessageDeflate = new EngineIoPerMessageDeflate();
        configure?.Invoke(options.PerMessageDeflate);
    });

    private async Task<(DeflateWire Client, EngineSession Session)> OpenAsync()
    {
        var client = await Own(DeflateWire.OpenAsync(Host.Url));
        client.Handshake.Headers["Sec-WebSocket-Extensions"].Should().Be("permessage-deflate");
        (await client.ReceiveTextAsync()).Should().StartWith("0{");
        return (client, await Handler.OpenedAsync());
    }
}
