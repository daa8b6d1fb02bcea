using System.Diagnostics;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.EngineIo.V3;
using SocketIoSharp.Protocol.Tests.Fuzzing;

namespace SocketIoSharp.Protocol.Tests.EngineIo.V3;

internal sealed class V3PayloadReaderTests
{
    [Test]
    public void TextReader_LengthCutsASurrogatePair_IsRefused()
    {
        var reader = new V3TextPayloadReader("2:4😀"u8.ToArray());

        reader.TryRead().Should().BeFalse();
        reader.IsAtEnd.Should().BeTrue();
    }

    [Test]
    public void TextReader_ReadBehindTheEnd_Throws()
    {
        var reader = new V3TextPayloadReader("1:4"u8.ToArray());
        reader.TryRead().Should().BeTrue();

        var reading = () => reader.TryRead();

        reading.Should().Throw<InvalidOperationException>();
    }

    [Test]
    public void BinaryReader_ReadBehindTheEnd_Throws()
    {
        var reader = new V3BinaryPayloadReader(ReadOnlyMemory<byte>.Empty);

        var reading = () => reader.TryRead();

        reading.Should().Throw<InvalidOperationException>();
    }

    [Test]
    public void BinaryReader_LastPacketIsCutShort_NoPacketIsDelivered()
    {
        var reader = new V3BinaryPayloadReader(new byte[] { 0, 2, 0xFF, (byte)'4', (byte)'a', 1, 5, 0xFF, 4, 1 });

        reader.TryRead().Should().BeFalse();
        reader.IsAtEnd.Should().BeTrue();
    }

    // Bodies that made other decoders slow, or endless.
    private static IEnumerable<TestCaseData> Hostile()
    {
        const int size = 10_000_000;
        yield return new TestCaseData(Fill(size, "9"u8)).SetArgDisplayNames("digits alone");
        yield return new TestCaseData(Fill(size, "1:2"u8)).SetArgDisplayNames("tiny packets");
        yield return new TestCaseData(Fill(size, "0:"u8)).SetArgDisplayNames("packets of no length");
        yield return new TestCaseData((byte[])[.. "3333333:4"u8, .. Fill(size, "€a"u8)]).SetArgDisplayNames("characters of three bytes and of one");
        yield return new TestCaseData(Fill(size, [0, 1])).SetArgDisplayNames("heads without an end");
        yield return new TestCaseData(Fill(size, [1, 0, 0xFF])).SetArgDisplayNames("binary packets of no length");
        yield return new TestCaseData(Fill(size, [0, 1, 0xFF, (byte)'2'])).SetArgDisplayNames("tiny packets of the binary form");
        yield return new TestCaseData(Fill(size, ":"u8)).SetArgDisplayNames("colons");
    }

    [TestCaseSource(nameof(Hostile))]
    public void Readers_HostileBody_TakeLinearTime(byte[] body)
    {
        var watch = Stopwatch.StartNew();
        var allocated = RuntimeTables.AllocatedWithout(() =>
        {
            ReadAll(new V3TextPayloadReader(body));
            ReadAll(new V3BinaryPayloadReader(body));
        });

        // A quadratic reader would need hours.
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
        allocated.Should().BeLessThan(10_000);
    }

    private static void ReadAll<TReader>(TReader reader)
        where TReader : struct, IEnginePacketReader
    {
        while (!reader.IsAtEnd && reader.TryRead())
        {
        }
    }

    private static byte[] Fill(int size, ReadOnlySpan<byte> pattern)
    {
        var body = new byte[size / pattern.Length * pattern.Length];
        for (var i = 0; i < body.Length; i += pattern.Length)
        {
            pattern.CopyTo(body.AsSpan(i));
        }

        return body;
    }
}
