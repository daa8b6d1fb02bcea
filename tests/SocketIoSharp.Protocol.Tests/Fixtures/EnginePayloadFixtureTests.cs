using System.Buffers;
using System.Text;
using System.Text.Json;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.Protocol.Tests.Fixtures;

internal sealed class EnginePayloadFixtureTests
{
    private static IEnumerable<TestCaseData> Decodable => FixtureFile.EnginePayloads.Decodable;

    private static IEnumerable<TestCaseData> Encodable => FixtureFile.EnginePayloads.Encodable;

    [TestCaseSource(nameof(Decodable))]
    public void EnginePayload_Decoded_IsThePacketsOfTheFixture(JsonElement entry)
    {
        var reader = new EnginePayloadReader(FixtureMessage.Of(entry.GetProperty("wire")).Bytes);
        var hasFailed = false;
        foreach (var expected in entry.GetProperty("packets").EnumerateArray())
        {
            hasFailed.Should().BeFalse("decoding stops at a malformed packet");
            reader.IsAtEnd.Should().BeFalse();
            hasFailed = !reader.TryRead();
            hasFailed.Should().Be(expected.TryGetProperty("error", out _));
            if (!hasFailed)
            {
                EngineFixturePacket.Of(reader.Current).Should().Be(EngineFixturePacket.Of(expected));
            }
        }

        reader.IsAtEnd.Should().Be(!hasFailed || IsLast(entry));
    }

    [TestCaseSource(nameof(Encodable))]
    public void EnginePayload_Encoded_IsTheWireOfTheFixture(JsonElement entry)
    {
        var groups = entry.GetProperty("packets").EnumerateArray().Select(packet => EngineFixturePacket.Of(packet).Encode()).ToArray();
        var output = new ArrayBufferWriter<byte>();
        PollingPayload.Write(output, groups);

        Encoding.UTF8.GetString(output.WrittenSpan).Should().Be(entry.GetProperty("wire").GetString());
        PollingPayload.GetLength(groups).Should().Be(output.WrittenCount);
    }

    [Test]
    public void EnginePayloadFixtures_EveryEntry_IsOfAKnownKind() =>
        FixtureFile.EnginePayloads.Entries.Should().NotBeEmpty()
            .And.OnlyContain(entry => FixtureFile.DirectionOf(entry) == "both" || FixtureFile.DirectionOf(entry) == "decode");

    // Whether the malformed packet is the last of its payload.
    private static bool IsLast(JsonElement entry) =>
        entry.GetProperty("wire").GetString()!.Count(character => character == '\u001e') + 1 == entry.GetProperty("packets").GetArrayLength();
}
