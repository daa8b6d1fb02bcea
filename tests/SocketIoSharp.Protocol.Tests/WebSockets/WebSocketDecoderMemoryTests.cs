using System.Runtime.InteropServices;
using SocketIoSharp.Protocol.Tests.Fuzzing;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.Protocol.Tests.WebSockets;

/// <summary>What the decoder does with the bytes it is given and with its own state.</summary>
internal sealed class WebSocketDecoderMemoryTests
{
    private static readonly WebSocketLimits Limits = new(1_000_000);

    [Test]
    public void Read_MessageInOneFrame_IsAViewOnTheInput()
    {
        var input = ClientFrame.OfText("hello").ToBytes();
        var result = new WebSocketDecoder(Limits).Read(input, out var consumed);

        consumed.Should().Be(input.Length);
        MemoryMarshal.TryGetArray(result.Payload, out var segment).Should().BeTrue();
        segment.Array.Should().BeSameAs(input);
    }

    [Test]
    public void Read_MessageInFragments_SurvivesTheInput()
    {
        var decoder = new WebSocketDecoder(Limits);
        var first = ClientFrame.OfText("hel").AsPart().ToBytes();
        decoder.Read(first, out _).Status.Should().Be(WebSocketReadStatus.NeedMoreBytes);
        Array.Clear(first);
        var last = ClientFrame.OfContinuation("lo").ToBytes();
        var result = decoder.Read(last, out _);
        Array.Clear(last);

        Notation.Of(result).Should().Be("text:hello");
    }

    [Test]
    public void Read_FrameNotWhole_LeavesTheInputAsItIs()
    {
        var input = ClientFrame.OfText("hello").ToBytes()[..^1];
        var before = input.ToArray();
        var result = new WebSocketDecoder(Limits).Read(input, out var consumed);

        result.Should().Be(default(WebSocketReadResult));
        consumed.Should().Be(0);
        input.Should().Equal(before);
    }

    [Test]
    public void Read_FragmentAndHalfOfTheNext_ConsumesTheFragment()
    {
        var fragment = ClientFrame.OfText("hel").AsPart().ToBytes();
        var decoder = new WebSocketDecoder(Limits);
        decoder.Read((byte[])[.. fragment, .. ClientFrame.OfContinuation("lo").ToBytes()[..^1]], out var consumed);

        consumed.Should().Be(fragment.Length);
        decoder.IsInMessage.Should().BeTrue();
    }

    [Test]
    public void Read_SeveralFrames_ConsumesOneAtATime()
    {
        var first = ClientFrame.OfText("a").ToBytes();
        var decoder = new WebSocketDecoder(Limits);
        decoder.Read((byte[])[.. first, .. ClientFrame.OfText("b").ToBytes()], out var consumed);

        consumed.Should().Be(first.Length);
    }

    [Test]
    public void IsInMessage_FirstFragmentToLast_IsTrueBetweenThem()
    {
        var decoder = new WebSocketDecoder(Limits);
        decoder.IsInMessage.Should().BeFalse();
        decoder.Read(ClientFrame.OfBinary().AsPart().ToBytes(), out _);
        decoder.IsInMessage.Should().BeTrue();
        decoder.Read(new ClientFrame(ClientFrame.Ping, []).ToBytes(), out _);
        decoder.IsInMessage.Should().BeTrue();
        decoder.Read(ClientFrame.OfContinuation().ToBytes(), out _);
        decoder.IsInMessage.Should().BeFalse();
    }

    [Test]
    public void Read_HeaderThatPromisesALot_AllocatesNothingForIt()
    {
        var decoder = new WebSocketDecoder(new WebSocketLimits(int.MaxValue));
        var header = new ClientFrame(ClientFrame.Binary, []) { LengthSize = 8, StatedLength = int.MaxValue }.ToBytes();
        decoder.Read(header, out _);
        var (status, consumed) = (WebSocketReadStatus.Failed, -1);

        var allocated = RuntimeTables.AllocatedWithout(() => status = decoder.Read(header, out consumed).Status);

        status.Should().Be(WebSocketReadStatus.NeedMoreBytes);
        consumed.Should().Be(0);
        allocated.Should().BeLessThan(10_000);
    }
}
