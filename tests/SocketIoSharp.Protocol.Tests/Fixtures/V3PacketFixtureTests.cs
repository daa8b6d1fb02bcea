using System.Buffers;
using System.Text.Json;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.EngineIo.V3;

namespace SocketIoSharp.Protocol.Tests.Fixtures;

internal sealed class V3PacketFixtureTests
{
    private static IEnumerable<TestCaseData> Decodable => FixtureFile.V3Packets.Decodable;

    // The server sends no other packet than a message with bytes.
    private static IEnumerable<TestCaseData> Encodable => FixtureFile.V3Packets.Cases(entry =>
        FixtureFile.DirectionOf(entry) == "both" && EngineFixturePacket.Of(entry.GetProperty("packet")) is { IsBinary: false } or { Type: EnginePacketType.Message });

    private static IEnumerable<TestCaseData> Malformed => FixtureFile.V3Packets.Cases(entry => entry.TryGetProperty("error", out _));

    [TestCaseSource(nameof(Decodable))]
    public void V3Packet_Decoded_IsThePacketOfTheFixture(JsonElement entry)
    {
        var wire = FixtureMessage.Of(entry.GetProperty("wire"));
        EnginePacket packet;
        if (wire.IsBinary)
        {
            packet = V3PacketCodec.DecodeBinary(wire.Bytes);
        }
        else
        {
            V3PacketCodec.TryDecodeText(wire.Bytes, out packet).Should().BeTrue();
        }

        EngineFixturePacket.Of(packet).Should().Be(EngineFixturePacket.Of(entry.GetProperty("packet")));
    }

    [TestCaseSource(nameof(Encodable))]
    public void V3Packet_Encoded_IsTheWireOfTheFixture(JsonElement entry)
    {
        var wire = FixtureMessage.Of(entry.GetProperty("wire"));
        var packet = EngineFixturePacket.Of(entry.GetProperty("packet"));
        var output = new ArrayBufferWriter<byte>();
        if (wire.IsBinary)
        {
            V3BinaryPayload.Write(output, [packet.Encode()]);
            output.WrittenSpan[(output.WrittenSpan.IndexOf(V3BinaryPayloadReader.EndOfLength) + 1)..].ToArray().Should().Equal(wire.Bytes);
            return;
        }

        V3TextPayload.Write(output, [packet.Encode()]);
        output.WrittenSpan[(output.WrittenSpan.IndexOf((byte)':') + 1)..].ToArray().Should().Equal(wire.Bytes);
    }

    [TestCaseSource(nameof(Malformed))]
    public void V3Packet_Malformed_IsRefused(JsonElement entry)
    {
        V3PacketCodec.TryDecodeText(FixtureMessage.Of(entry.GetProperty("wire")).Bytes, out var packet).Should().BeFalse();
        packet.Should().Be(default(EnginePacket));
    }

    [Test]
    public void V3PacketFixtures_EveryKind_IsThere()
    {
        Decodable.Should().HaveCountGreaterThan(20);
        Encodable.Should().HaveCountGreaterThan(15);
        Malformed.Should().HaveCountGreaterThan(5);
    }
}
