using SocketIoSharp.Protocol.EngineIo;

namespace SocketIoSharp.Protocol.Tests.EngineIo;

internal sealed class EnginePayloadReaderTests
{
    [Test]
    public void TryRead_AfterTheLastPacket_Throws()
    {
        var reader = new EnginePayloadReader("4a"u8.ToArray());
        reader.TryRead().Should().BeTrue();
        reader.IsAtEnd.Should().BeTrue();
        var readOn = () => reader.TryRead();
        readOn.Should().Throw<InvalidOperationException>();
    }

    [Test]
    public void TryRead_MalformedPacket_KeepsTheCurrentOne()
    {
        var reader = new EnginePayloadReader("4a\u001ex\u001e4b"u8.ToArray());
        reader.TryRead().Should().BeTrue();
        reader.TryRead().Should().BeFalse();
        reader.Current.Body.ToArray().Should().Equal((byte)'a');
        reader.IsAtEnd.Should().BeFalse();
    }

    [Test]
    public void TryRead_TextPacket_IsAViewOnThePayload()
    {
        var payload = "4a\u001e4bc"u8.ToArray();
        var reader = new EnginePayloadReader(payload);
        reader.TryRead();
        reader.TryRead();
        payload[^1] = (byte)'d';
        reader.Current.Body.ToArray().Should().Equal("bd"u8.ToArray());
    }

    [Test]
    public void TryRead_BinaryPacket_SurvivesThePayload()
    {
        var payload = "bAQID"u8.ToArray();
        var reader = new EnginePayloadReader(payload);
        reader.TryRead();
        Array.Clear(payload);
        reader.Current.Body.ToArray().Should().Equal(1, 2, 3);
        reader.Current.IsBinary.Should().BeTrue();
    }

    [Test]
    public void TryRead_AHundredThousandPackets_ReadsEach()
    {
        var reader = new EnginePayloadReader(Enumerable.Repeat("2\u001e"u8.ToArray(), 99_999).SelectMany(bytes => bytes).Append((byte)'2').ToArray());
        var count = 0;
        while (!reader.IsAtEnd)
        {
            reader.TryRead().Should().BeTrue();
            count++;
        }

        count.Should().Be(100_000);
    }
}
