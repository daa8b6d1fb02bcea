using System.IO.Compression;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Attacks.Tests;

/// <summary>Frames that no client of ours would send.</summary>
internal sealed class WebSocketAttackTests : AttackFixture
{
    [Test]
    public async Task ProbeOfASessionThatHasEnded_GetsNothingBehindTheCloseFrame()
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync(WireClient.Polling);
            await using var probe = await WebSocketWire.UpgradeAsync(Host.Url, client.Engine.SessionId);
            await probe.SendAsync("2probe");
            await probe.ExpectAsync("3probe");
            await client.Engine.SendAsync("1");
            (await probe.ReceiveCloseFrameAsync()).Should().Be(1005);
            await probe.SendRawAsync([.. ClientFrame.OfText("2probe"), .. ClientFrame.Of(ClientFrame.Ping, "still there?"u8.ToArray()), .. ClientFrame.Of(ClientFrame.Close, [])]);
            (await probe.ReceiveUntilEndAsync()).Should().BeEmpty();
        });
    }

    [Test]
    public async Task FragmentsWithoutEnd_CloseTheConnection([Values(0, 1)] int size)
    {
        await ServeAsync();
        var flood = Enumerable.Repeat(ClientFrame.Of(ClientFrame.Continuation, new byte[size], isFinal: false), 20_000).SelectMany(frame => frame).ToArray();

        await SurviveAsync(
            async () =>
            {
                await using var client = await ConnectedAsync();
                await WebSocketOf(client).SendRawAsync([.. ClientFrame.OfText("4", isFinal: false), .. flood]);
                (await WebSocketOf(client).ReceiveCloseFrameAsync()).Should().Be(1008);
            },
            repetitions: 5);
    }

    [Test]
    public async Task MessageInPiecesOfOneByte_IsOneMessage()
    {
        await ServeAsync();

        await SurviveAsync(
            async () =>
            {
                await using var client = await ConnectedAsync();
                foreach (var one in ClientFrame.OfText("""420["echo","piece by piece"]"""))
                {
                    await WebSocketOf(client).SendRawAsync([one]);
                }

                await client.ExpectAsync("""30["piece by piece"]""");
            },
            repetitions: 5);
    }

    private static IEnumerable<TestCaseData> HugeFrames()
    {
        yield return new TestCaseData(new byte[] { 0x81, 0xFF, 0, 0, 0, 0, 0x10, 0, 0, 0, 1, 2, 3, 4 }).SetArgDisplayNames("a quarter of a gigabyte");
        yield return new TestCaseData(new byte[] { 0x82, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3, 4 }).SetArgDisplayNames("all that a length can say");
    }

    [TestCaseSource(nameof(HugeFrames))]
    public async Task FrameThatAnnouncesTooMuch_IsRefusedBeforeItIsRead(byte[] head)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await ConnectedAsync();
            await WebSocketOf(client).SendRawAsync(head);
            (await WebSocketOf(client).ReceiveCloseFrameAsync()).Should().Be(1009);
        });
    }

    private static IEnumerable<TestCaseData> BrokenFrames()
    {
        yield return Frame("not masked", 1002, 0x81, 1, 0x34);
        yield return Frame("a reserved bit", 1002, 0xC1, 0x80, 0, 0, 0, 0);
        yield return Frame("a reserved opcode", 1002, 0x83, 0x80, 0, 0, 0, 0);
        yield return Frame("a reserved control opcode", 1002, 0x8B, 0x80, 0, 0, 0, 0);
        yield return Frame("a ping in parts", 1002, 0x09, 0x80, 0, 0, 0, 0);
        yield return Frame("a ping that is too long", 1002, 0x89, 0xFE, 0, 0x7E, 0, 0, 0, 0);
        yield return Frame("a continuation of nothing", 1002, 0x80, 0x80, 0, 0, 0, 0);
        yield return Frame("a message inside of another", 1002, 0x01, 0x81, 0, 0, 0, 0, 0x34, 0x81, 0x81, 0, 0, 0, 0, 0x34);
        yield return Frame("a close of one byte", 1002, 0x88, 0x81, 0, 0, 0, 0, 3);
        yield return Frame("text that is no UTF-8", 1007, 0x81, 0x82, 0, 0, 0, 0, 0x34, 0xFF);
    }

    [TestCaseSource(nameof(BrokenFrames))]
    public async Task FrameThatIsBroken_ClosesTheConnectionWithItsCode(byte[] frame, int code)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await ConnectedAsync();
            await WebSocketOf(client).SendRawAsync(frame);
            (await WebSocketOf(client).ReceiveCloseFrameAsync()).Should().Be(code);
        });
    }

    [Test]
    public async Task MessageThatUnpacksToAHundredMegabytes_IsRefusedAtTheLimit()
    {
        await ServeAsync(options => options.Engine.PerMessageDeflate = new EngineIoPerMessageDeflate());
        var frame = ClientFrame.Of(ClientFrame.Text, Deflated(100_000_000));
        frame[0] |= 0x40;

        await SurviveAsync(
            async () =>
            {
                await using var connection = await RawConnection.OpenAsync(Host.Url);
                await connection.SendHeadAsync(
                    "GET",
                    "/socket.io/?EIO=4&transport=websocket",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Sec-WebSocket-Extensions: permessage-deflate");
                (await connection.ReceiveResponseAsync()).Headers["Sec-WebSocket-Extensions"].Should().Be("permessage-deflate");
                await connection.SendAsync(frame);
                (await connection.ReceiveUntilEndAsync())[^4..].Should().Equal(0x88, 2, 1009 >> 8, 1009 & 0xFF);
            },
            repetitions: 3);
    }

    [Test]
    public async Task HeartbeatsThatNobodyAskedFor_AreIgnored()
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await ConnectedAsync();
            await client.Engine.SendAsync([.. Enumerable.Repeat("3", 2000)]);
            (await client.AskAsync("""["echo","on"]""")).Should().Be("""["on"]""");
        });
    }

    [Test]
    public async Task PingsThatNobodyReadsTheAnswersOf_AreBounded()
    {
        await ServeAsync();
        var pings = Enumerable.Repeat(ClientFrame.Of(ClientFrame.Ping, new byte[125]), 2000).SelectMany(frame => frame).ToArray();

        await SurviveAsync(
            async () =>
            {
                await using var client = await WebSocketWire.OpenAsync(Host.Url, receiveBuffer: 4096);
                var writing = FloodAsync(client, pings);
                await writing.WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                client.Reset();
                await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            },
            repetitions: 2);
    }

    [Test]
    public async Task HalfAFrameHeldOpen_EndsWithTheHeartbeat()
    {
        await ServeAsync();

        await SurviveAsync(
            async () =>
            {
                await using var client = await ConnectedAsync();
                await WebSocketOf(client).SendRawAsync(ClientFrame.OfText(new string('4', 300_000))[..200_000]);
                await PassAsync(TimeSpan.FromSeconds(60));
            },
            repetitions: 3);
    }

    [Test]
    public async Task HalfAFrame_ThenReset_LeavesNothing()
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await ConnectedAsync();
            await WebSocketOf(client).SendRawAsync(ClientFrame.OfText(new string('4', 300_000))[..200_000]);
            WebSocketOf(client).Reset();
        });
    }

    [Test]
    public async Task ClientThatReadsNothing_IsClosedAtItsLimit()
    {
        await ServeAsync(prepare: server => server.OnConnection(socket => socket.On("flood me", () =>
        {
            for (var i = 0; i < 100 && socket.Connected; i++)
            {
                _ = socket.EmitAsync("data", new string('x', 100_000));
            }
        })));

        await SurviveAsync(
            async () =>
            {
                await using var client = await WebSocketWire.OpenAsync(Host.Url, receiveBuffer: 4096);
                await client.SendAsync("40", """42["flood me"]""");
                await UntilAloneAsync();
            },
            repetitions: 5,
            log: ("SlowConsumer", "MaxBufferedBytes"));
    }

    private async Task<SocketWire> ConnectedAsync()
    {
        var client = await AttackAsync();
        await client.ConnectAsync();
        return client;
    }

    private static async Task FloodAsync(WebSocketWire client, byte[] frames)
    {
        for (var i = 0; i < 100; i++)
        {
            await client.SendRawAsync(frames);
        }
    }

    private static WebSocketWire WebSocketOf(SocketWire client) => (WebSocketWire)client.Engine;

    private static byte[] Deflated(int size)
    {
        using var output = new MemoryStream();
        using (var deflate = new DeflateStream(output, CompressionLevel.Optimal))
        {
            var zeros = new byte[1_000_000];
            for (var written = 0; written < size; written += zeros.Length)
            {
                deflate.Write(zeros);
            }
        }

        return output.ToArray();
    }

    private static TestCaseData Frame(string name, int code, params byte[] bytes) => new TestCaseData(bytes, code).SetArgDisplayNames(name);
}
