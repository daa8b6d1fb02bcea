using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using SocketIoSharp.EngineIo.Limits;
using SocketIoSharp.EngineIo.Transports;
using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.EngineIo.Tests.Transports;

/// <summary>How many writes the frames of a WebSocket take.</summary>
internal sealed class FrameCoalescingTests : IDisposable
{
    private readonly RecordingHandler _handler = new();
    private readonly ScriptedStream _stream = new();
    private readonly EngineServer _server;
    private readonly EngineSession _session;
    private Task _running = Task.CompletedTask;

    public FrameCoalescingTests()
    {
        var time = new ManualTimeProvider();
        _server = new EngineServer(new EngineIoOptions(), _handler, time, NullLoggerFactory.Instance);
        var handshake = new EngineHandshake(new DefaultHttpContext(), 4, time.GetUtcNow());
        new Admission(_server.Options, time).TryEnter(null, out var seat);
        _session = new EngineSession(SessionId.Create(), _server, handshake, WireClient.WebSocket, seat!);
    }

    [TearDown]
    public async Task EndAsync()
    {
        _stream.End();
        await _running.Soon();
    }

    public void Dispose() => _server.Dispose();

    [Test]
    public async Task Answers_ToSeveralFramesOfOneRead_LeaveInOneWrite()
    {
        await StartAsync();
        _handler.Receiving = (session, text) => Send(session, "re:" + text);

        _stream.Arrive([.. Enumerable.Range(0, 10).Select(i => ClientFrame.OfText($"4{i}"))]);

        Texts(await _stream.WrittenAsync()).Should().Equal(Enumerable.Range(0, 10).Select(i => $"4re:{i}"));
    }

    [Test]
    public async Task Answer_ToOneFrame_LeavesInOneWrite()
    {
        await StartAsync();
        _handler.Receiving = (session, text) => Send(session, text);

        _stream.Arrive(ClientFrame.OfText("41"));
        Texts(await _stream.WrittenAsync()).Should().Equal("41");
        _stream.Arrive(ClientFrame.OfText("42"));
        Texts(await _stream.WrittenAsync()).Should().Equal("42");
    }

    [Test]
    public async Task Answers_HandlerWaits_LeaveBeforeTheWait()
    {
        await StartAsync();
        var busy = new TaskCompletionSource();
        _handler.Receiving = async (session, text) =>
        {
            await Send(session, "re:" + text);
            if (text == "2")
            {
                await busy.Task;
            }
        };

        _stream.Arrive(ClientFrame.OfText("41"), ClientFrame.OfText("42"), ClientFrame.OfText("43"));

        Texts(await _stream.WrittenAsync()).Should().Equal("4re:1", "4re:2");
        busy.SetResult();
        Texts(await _stream.WrittenAsync()).Should().Equal("4re:3");
    }

    [Test]
    public async Task Answers_ClientSendsWithoutAPause_LeaveNowAndThen()
    {
        await StartAsync();
        _handler.Receiving = (session, _) => Send(session, "x");

        _stream.Arrive([.. Enumerable.Range(0, 300).Select(_ => ClientFrame.OfText("4"))]);

        var writes = new List<int>();
        while (writes.Sum() < 300)
        {
            writes.Add(Texts(await _stream.WrittenAsync()).Count);
        }

        writes.Should().HaveCountGreaterThan(3).And.OnlyContain(count => count <= 64);
    }

    [Test]
    public async Task Group_TextAndSmallAttachments_LeavesInOneWrite()
    {
        await StartAsync();

        _session.TrySend(FrameGroup.FromParts("4"u8, "x"u8, [new byte[] { 1 }, new byte[] { 2 }]));

        (await _stream.WrittenAsync()).Should().Equal(0x81, 2, (byte)'4', (byte)'x', 0x82, 1, 1, 0x82, 1, 2);
    }

    [Test]
    public async Task Group_LargeAttachmentBetweenSmallOnes_KeepsItsOrder()
    {
        await StartAsync();
        var large = new byte[100_000];
        new Random(1).NextBytes(large);

        _session.TrySend(FrameGroup.FromParts("4"u8, "x"u8, [new byte[] { 1 }, large, new byte[] { 2 }]));

        var written = new List<byte>();
        byte[] expected = [0x81, 2, (byte)'4', (byte)'x', 0x82, 1, 1, 0x82, 127, 0, 0, 0, 0, 0, 1, 0x86, 0xA0, .. large, 0x82, 1, 2];
        while (written.Count < expected.Length)
        {
            written.AddRange(await _stream.WrittenAsync());
        }

        written.Should().Equal(expected);
    }

    [Test]
    public async Task Messages_OfManyThreads_LeaveEachWholeAndOnce()
    {
        await StartAsync();
        var sending = Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                _session.TrySend(EngineHost.Message($"{thread}:{i}")).Should().BeTrue();
            }
        })));

        var texts = new List<string>();
        while (texts.Count < 2000)
        {
            texts.AddRange(Texts(await _stream.WrittenAsync()));
        }

        await sending;
        for (var thread = 0; thread < 4; thread++)
        {
            texts.Where(text => text.StartsWith($"4{thread}:", StringComparison.Ordinal)).Should().Equal(Enumerable.Range(0, 500).Select(i => $"4{thread}:{i}"));
        }
    }

    private static ValueTask Send(EngineSession session, string text)
    {
        session.TrySend(EngineHost.Message(text));
        return ValueTask.CompletedTask;
    }

    private static List<string> Texts(byte[] frames)
    {
        var texts = new List<string>();
        for (var i = 0; i < frames.Length;)
        {
            frames[i].Should().Be(0x81);
            texts.Add(Encoding.ASCII.GetString(frames, i + 2, frames[i + 1]));
            i += 2 + frames[i + 1];
        }

        return texts;
    }

    private async Task StartAsync()
    {
        await _session.Outbound.AcquireAsync();
        var connection = new WebSocketConnection(_stream, null, new WebSocketLimits(1_000_000));
        _running = new WebSocketTransport(new DefaultHttpContext(), connection, _session, prefersBase64: false).RunAsync();
    }
}
