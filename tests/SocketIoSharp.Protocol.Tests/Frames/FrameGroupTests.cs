using System.Text;
using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.Protocol.Tests.Frames;

internal sealed class FrameGroupTests
{
    [TestCase(0, 2)]
    [TestCase(125, 2)]
    [TestCase(126, 4)]
    [TestCase(65535, 4)]
    [TestCase(65536, 10)]
    public void FromText_AnyLength_IsOneFrame(int length, int headerSize)
    {
        var text = Encoding.UTF8.GetBytes(new string('x', length));
        var group = FrameGroup.FromText(text);

        group.Text.ToArray().Should().Equal(text);
        group.WebSocketText.Length.Should().Be(headerSize + length);
        group.WebSocketText[headerSize..].ToArray().Should().Equal(text);
        group.ByteCount.Should().Be(headerSize + length + FrameGroup.Overhead);
        group.HasText.Should().BeTrue();
        group.Body.IsEmpty.Should().BeTrue();
        group.Attachments.Should().BeEmpty();
    }

    [Test]
    public void FromParts_HeadBodyAndAttachments_AreJoinedAndCounted()
    {
        var group = FrameGroup.FromParts("42"u8, "[1]"u8, [new byte[10], new byte[20]]);

        Encoding.UTF8.GetString(group.Text.Span).Should().Be("42[1]");
        Encoding.UTF8.GetString(group.Body.Span).Should().Be("[1]");
        group.ByteCount.Should().Be(2 + 5 + 30 + (3 * FrameGroup.Overhead));
        group.Attachments.Should().HaveCount(2);
    }

    [Test]
    public void FromParts_BufferChangedAfterwards_IsNotAffected()
    {
        var head = "42"u8.ToArray();
        var body = "[1]"u8.ToArray();
        var group = FrameGroup.FromParts(head, body, []);
        Array.Clear(head);
        Array.Clear(body);
        Encoding.UTF8.GetString(group.Text.Span).Should().Be("42[1]");
    }

    [Test]
    public void FromBinary_Message_HasNoText()
    {
        var message = new byte[] { 1, 2, 3 };
        var group = FrameGroup.FromBinary(message);

        group.HasText.Should().BeFalse();
        group.Text.IsEmpty.Should().BeTrue();
        group.WebSocketText.IsEmpty.Should().BeTrue();
        group.ByteCount.Should().Be(3 + (2 * FrameGroup.Overhead));
        group.Attachments.Should().ContainSingle().Which.Should().Be((ReadOnlyMemory<byte>)message);
    }

    [Test]
    public void FromWebSocketFrame_Control_IsTheFrame() =>
        Convert.ToHexString(FrameGroup.FromWebSocketFrame(WebSocketOpcode.Close, [0x03, 0xE8]).WebSocketText.Span).Should().Be("880203E8");

    [Test]
    public void ReadyMadeGroups_OfTheEngine_AreItsPackets() =>
        new[] { FrameGroup.Ping, FrameGroup.Noop, FrameGroup.Close }
            .Select(group => Convert.ToHexString(group.WebSocketText.Span)).Should().Equal("810132", "810136", "810131");

    [Test]
    public void Base64_AskedForAgain_IsTheSameMemory()
    {
        var group = FrameGroup.FromParts("4"u8, default, [new byte[] { 1 }, new byte[] { 2, 3 }, Array.Empty<byte>()]);

        Enumerable.Range(0, 3).Select(i => Encoding.ASCII.GetString(group.Base64(i).Span)).Should().Equal("bAQ==", "bAgM=", "b");
        group.Base64(1).Should().Be(group.Base64(1));
    }

    [Test]
    public void Base64_ManyReceiversAtOnce_AllGetTheText()
    {
        for (var round = 0; round < 100; round++)
        {
            var group = FrameGroup.FromParts("4"u8, default, [new byte[] { 1 }, new byte[] { 2, 3 }]);
            var found = new string[4];
            using var start = new Barrier(found.Length);
            var receivers = Enumerable.Range(0, found.Length).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                found[i] = Encoding.ASCII.GetString(group.Base64(i % 2).Span);
            })).ToList();
            receivers.ForEach(thread => thread.Start());
            receivers.ForEach(thread => thread.Join());
            found.Should().Equal("bAQ==", "bAgM=", "bAQ==", "bAgM=");
        }
    }
}
