using System.Buffers;
using System.Text.Json;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.EngineIo.V3;

namespace SocketIoSharp.Protocol.Tests.Fixtures;

internal sealed class V3PayloadFixtureTests
{
    private static IEnumerable<TestCaseData> Decodable => FixtureFile.V3Payloads.Decodable;

    // A type that nobody knows is only read.
    private static IEnumerable<TestCaseData> Encodable => FixtureFile.V3Payloads.Cases(entry =>
        FixtureFile.DirectionOf(entry) == "both" && entry.GetProperty("packets").GetArrayLength() > 0);

    [TestCaseSource(nameof(Decodable))]
    public void V3Payload_Decoded_IsThePacketsOfTheFixture(JsonElement entry)
    {
        var wire = FixtureMessage.Of(entry.GetProperty("wire"));
        var expected = entry.GetProperty("packets").EnumerateArray()
            .Select(packet => packet.TryGetProperty("error", out _) ? null : EngineFixturePacket.Of(packet));

        var found = wire.IsBinary ? ReadAll(new V3BinaryPayloadReader(wire.Bytes)) : ReadAll(new V3TextPayloadReader(wire.Bytes));

        found.Should().Equal(expected);
    }

    [TestCaseSource(nameof(Encodable))]
    public void V3Payload_Encoded_IsTheWireOfTheFixture(JsonElement entry)
    {
        var wire = FixtureMessage.Of(entry.GetProperty("wire"));
        var groups = entry.GetProperty("packets").EnumerateArray().Select(packet => EngineFixturePacket.Of(packet).Encode()).ToArray();
        var output = new ArrayBufferWriter<byte>();
        if (wire.IsBinary)
        {
            V3BinaryPayload.Write(output, groups);
            V3BinaryPayload.GetLength(groups).Should().Be(output.WrittenCount);
            V3BinaryPayload.IsNeededFor(groups).Should().BeTrue();
        }
        else
        {
            V3TextPayload.Write(output, groups);
            V3TextPayload.GetLength(groups).Should().Be(output.WrittenCount);
        }

        output.WrittenSpan.ToArray().Should().Equal(wire.Bytes);
    }

    [Test]
    public void V3PayloadFixtures_EveryKind_IsThere()
    {
        Decodable.Should().HaveCountGreaterThan(50);
        Encodable.Should().HaveCountGreaterThan(12);
    }

    /// <summary>The packets, and <see langword="null"/> where decoding stopped at a malformed one. A packet of no characters is none.</summary>
    private static List<EngineFixturePacket?> ReadAll<TReader>(TReader reader)
        where TReader : struct, IEnginePacketReader
    {
        var packets = new List<EngineFixturePacket?>();
        if (reader is V3BinaryPayloadReader && reader.IsAtEnd)
        {
            return packets;
        }

        do
        {
            if (!reader.TryRead())
            {
                packets.Add(null);
                reader.IsAtEnd.Should().BeTrue("nothing is read behind a malformed packet");
            }
            else if (reader.Current != default)
            {
                packets.Add(EngineFixturePacket.Of(reader.Current));
            }
        }
        while (!reader.IsAtEnd);
        return packets;
    }
}
