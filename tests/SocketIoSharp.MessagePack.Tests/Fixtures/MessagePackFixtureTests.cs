using System.Text.Json;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.MessagePack.Tests.Fixtures;

/// <summary>The golden vectors, which tests/conformance-js checks against the JavaScript parser.</summary>
internal sealed class MessagePackFixtureTests
{
    private static readonly string[] TypeNames = ["CONNECT", "DISCONNECT", "EVENT", "ACK", "CONNECT_ERROR"];

    [TestCaseSource(typeof(MessagePackVectors), nameof(MessagePackVectors.Decodable))]
    public void Decode_Vector_GivesThePacket(JsonElement entry)
    {
        var message = Convert.FromHexString(entry.GetProperty("wire").GetString()!);
        new MessagePackPacketParser().CreateDecoder().Decode(message, isBinary: true, out var packet, out var reason).Should().Be(DecodeStatus.Complete, reason);

        var expected = entry.GetProperty("packet");
        TypeNames[(int)packet.Type].Should().Be(expected.GetProperty("type").GetString());
        packet.Namespace.Should().Be(expected.GetProperty("nsp").GetString());
        packet.AckId.Should().Be(IdOf(expected));
        packet.Json.IsEmpty.Should().Be(!expected.TryGetProperty("data", out var data));
        if (!packet.Json.IsEmpty)
        {
            JsonElement.DeepEquals(FixtureData.Join(packet.Json, packet.Attachments), JsonSerializer.SerializeToElement(data))
                .Should().BeTrue("{0} is expected, not {1}", data.GetRawText(), System.Text.Encoding.UTF8.GetString(packet.Json.Span));
        }
    }

    [TestCaseSource(typeof(MessagePackVectors), nameof(MessagePackVectors.Encodable))]
    public void Encode_Vector_GivesTheBytes(JsonElement entry)
    {
        var source = entry.GetProperty("packet");
        var (json, attachments) = source.TryGetProperty("data", out var data) ? FixtureData.Split(data) : ([], []);
        var type = (PacketType)Array.IndexOf(TypeNames, source.GetProperty("type").GetString());
        var frames = new MessagePackPacketParser().Encode(new Packet(type, source.GetProperty("nsp").GetString()!, IdOf(source), json, attachments));

        frames.HasText.Should().BeFalse();
        Convert.ToHexStringLower(frames.Attachments.Should().ContainSingle().Subject.Span).Should().Be(entry.GetProperty("wire").GetString());
    }

    [TestCaseSource(typeof(MessagePackVectors), nameof(MessagePackVectors.Refused))]
    public void Decode_MalformedVector_IsRefusedWithTheReason(JsonElement entry)
    {
        var wire = entry.GetProperty("wire");
        var isBinary = wire.ValueKind is JsonValueKind.String;
        var message = isBinary ? Convert.FromHexString(wire.GetString()!) : System.Text.Encoding.UTF8.GetBytes(wire.GetProperty("text").GetString()!);
        new MessagePackPacketParser().CreateDecoder().Decode(message, isBinary, out var packet, out var reason).Should().Be(DecodeStatus.Failed);
        packet.Should().Be(default(Packet));
        reason.Should().Be(entry.GetProperty("error").GetString());
    }

    private static long IdOf(JsonElement packet) => packet.TryGetProperty("id", out var id) ? id.GetInt64() : Packet.NoAck;
}
