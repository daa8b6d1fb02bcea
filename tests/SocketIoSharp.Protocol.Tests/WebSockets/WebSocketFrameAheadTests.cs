using System.Runtime.InteropServices;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.Protocol.Tests.WebSockets;

/// <summary>A message whose payload arrives in memory of its own.</summary>
internal sealed class WebSocketFrameAheadTests
{
    private WebSocketDecoder _decoder = null!;

    [SetUp]
    public void CreateDecoder() => _decoder = new WebSocketDecoder(new WebSocketLimits(1_000_000));

    [TestCase(5, 6)]
    [TestCase(1000, 8)]
    [TestCase(100_000, 14)]
    public void ReadWhole_MessageAhead_IsThatMessageInItsOwnMemory(int size, int headerSize)
    {
        var message = Enumerable.Range(0, size).Select(i => (byte)i).ToArray();
        var frame = ClientFrame.OfBinary(message).ToBytes();
        _decoder.Read(frame.AsMemory(0, headerSize + 3), out var consumed);

        consumed.Should().Be(0);
        _decoder.Ahead.Should().Be(new WebSocketFrameAhead(WebSocketOpcode.Binary, headerSize, size, IsMessage: true));
        var payload = frame[headerSize..];
        var result = _decoder.ReadWhole(frame.AsSpan(0, headerSize), payload);

        result.IsOwned.Should().BeTrue();
        result.Payload.ToArray().Should().Equal(message);
        MemoryMarshal.TryGetArray(result.Payload, out var segment).Should().BeTrue();
        segment.Array.Should().BeSameAs(payload);
        _decoder.Ahead.Should().Be(default(WebSocketFrameAhead));
    }

    [Test]
    public void ReadWhole_TextThatIsNoUtf8_IsRefused()
    {
        var frame = ClientFrame.OfText(0x61, 0xFF, 0x62).ToBytes();
        _decoder.Read(frame.AsMemory(0, 7), out _);

        _decoder.ReadWhole(frame.AsSpan(0, 6), frame.AsMemory(6)).CloseCode.Should().Be(WebSocketCloseCode.InvalidPayload);
    }

    [Test]
    public void ReadWhole_AnotherSize_Throws()
    {
        var frame = ClientFrame.OfBinary(1, 2, 3).ToBytes();
        _decoder.Read(frame.AsMemory(0, 7), out _);

        var reading = () => _decoder.ReadWhole(frame.AsSpan(0, 6), new byte[2]);
        reading.Should().Throw<InvalidOperationException>();
    }

    [Test]
    public void Ahead_HeaderLacksBytes_IsNone()
    {
        _decoder.Read(ClientFrame.OfBinary(new byte[1000]).ToBytes().AsMemory(0, 7), out _);

        _decoder.Ahead.Should().Be(default(WebSocketFrameAhead));
    }

    [Test]
    public void Ahead_Fragment_IsNoMessage()
    {
        _decoder.Read(ClientFrame.OfBinary(1, 2, 3).AsPart().ToBytes(), out _);
        _decoder.Ahead.Should().Be(default(WebSocketFrameAhead));
        _decoder.Read(ClientFrame.OfContinuation(4, 5, 6).ToBytes().AsMemory(0, 7), out _);

        _decoder.Ahead.IsMessage.Should().BeFalse();
        _decoder.Ahead.PayloadSize.Should().Be(3);
    }
}
