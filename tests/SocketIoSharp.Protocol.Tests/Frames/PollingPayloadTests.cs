using System.Buffers;
using System.Text;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.Protocol.Tests.Frames;

internal sealed class PollingPayloadTests
{
    [Test]
    public void Write_NoGroup_IsEmpty() => Write([]).Should().BeEmpty();

    [Test]
    public void Write_TextWithAttachments_KeepsThemTogether() =>
        Write([FrameGroup.FromText("4a"u8), FrameGroup.FromParts("452-"u8, "[]"u8, [new byte[] { 1 }, new byte[] { 2 }]), FrameGroup.Noop])
            .Should().Be("4a\u001e452-[]\u001ebAQ==\u001ebAg==\u001e6");

    [Test]
    public void Write_BinaryAlone_IsOnePacket() => Write([FrameGroup.FromBinary(new byte[] { 1 })]).Should().Be("bAQ==");

    [Test]
    public void Write_LargeGroups_ReadBackAsTheyWere()
    {
        var groups = Enumerable.Range(0, 500).Select(i => FrameGroup.FromParts("4"u8, Encoding.UTF8.GetBytes(new string('x', i * 7)), [new byte[i]])).ToArray();
        var reader = new EnginePayloadReader(Encoding.UTF8.GetBytes(Write(groups)));
        foreach (var group in groups)
        {
            reader.TryRead().Should().BeTrue();
            reader.Current.Body.Span.SequenceEqual(group.Body.Span).Should().BeTrue();
            reader.TryRead().Should().BeTrue();
            reader.Current.Body.Span.SequenceEqual(group.Attachments[0].Span).Should().BeTrue();
        }

        reader.IsAtEnd.Should().BeTrue();
    }

    [Test]
    public void Write_WithoutOutput_Throws()
    {
        var write = () => PollingPayload.Write(null!, []);
        write.Should().Throw<ArgumentNullException>();
    }

    private static string Write(FrameGroup[] groups)
    {
        var output = new ArrayBufferWriter<byte>();
        PollingPayload.Write(output, groups);
        PollingPayload.GetLength(groups).Should().Be(output.WrittenCount);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
