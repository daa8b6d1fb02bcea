using System.Text.Json;
using SocketIoSharp.Protocol.EngineIo;

namespace SocketIoSharp.Protocol.Tests.Fixtures;

internal sealed class EnginePacketFixtureTests
{
    private static IEnumerable<TestCaseData> Decodable => FixtureFile.EnginePackets.Decodable;

    private static IEnumerable<TestCaseData> Encodable => FixtureFile.EnginePackets.Encodable;

    private static IEnumerable<TestCaseData> Malformed => FixtureFile.EnginePackets.Cases(IsMalformed);

    [TestCaseSource(nameof(Decodable))]
    public void EnginePacket_Decoded_IsThePacketOfTheFixture(JsonElement entry)
    {
        var wire = FixtureMessage.Of(entry.GetProperty("wire"));
        var packet = EnginePacket.Binary(wire.Bytes);
        if (!wire.IsBinary)
        {
            EnginePacketCodec.TryDecode(wire.Bytes, out packet).Should().BeTrue();
        }

        EngineFixturePacket.Of(packet).Should().Be(EngineFixturePacket.Of(entry.GetProperty("packet")));
    }

    [TestCaseSource(nameof(Encodable))]
    public void EnginePacket_Encoded_IsTheWireOfTheFixture(JsonElement entry)
    {
        var wire = FixtureMessage.Of(entry.GetProperty("wire"));
        var packet = EngineFixturePacket.Of(entry.GetProperty("packet"));
        var group = packet.Encode();
        var encoded = wire.IsBinary ? group.Attachments[0] : packet.IsBinary ? group.Base64(0) : group.Text;
        encoded.ToArray().Should().Equal(wire.Bytes);
    }

    [TestCaseSource(nameof(Malformed))]
    public void EnginePacket_Malformed_IsRefused(JsonElement entry)
    {
        EnginePacketCodec.TryDecode(FixtureMessage.Of(entry.GetProperty("wire")).Bytes, out var packet).Should().BeFalse();
        packet.Should().Be(default(EnginePacket));
    }

    [Test]
    public void EnginePacketFixtures_EveryEntry_IsOfAKnownKind() =>
        FixtureFile.EnginePackets.Entries.Should().NotBeEmpty().And.OnlyContain(entry =>
            IsMalformed(entry) || FixtureFile.DirectionOf(entry) == "both" || FixtureFile.DirectionOf(entry) == "decode");

    private static bool IsMalformed(JsonElement entry) => entry.TryGetProperty("error", out _);
}
