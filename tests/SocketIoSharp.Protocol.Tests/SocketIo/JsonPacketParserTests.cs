using System.Text;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Protocol.Tests.SocketIo;

internal sealed class JsonPacketParserTests
{
    [TestCase(1)]
    [TestCase(70)]
    [TestCase(80)]
    [TestCase(255)]
    [TestCase(5000)]
    public void Encode_NamespaceOfAnyLength_IsDecodedAgain(int length)
    {
        // Three bytes a character, so that the header outgrows what is kept on the stack.
        var name = $"/{new string('日', length)}";
        var packet = new Packet(PacketType.Event, name, Packet.NoAck, "[\"x\"]"u8.ToArray(), []);
        var group = new JsonPacketParser().Encode(packet);

        Encoding.UTF8.GetString(group.Text.Span).Should().Be($"42{name},[\"x\"]");
        new JsonPacketParser().CreateDecoder().Decode(group.Text[1..], isBinary: false, out var decoded, out _).Should().Be(DecodeStatus.Complete);
        decoded.Namespace.Should().Be(name);
    }

    [Test]
    public void Encode_LargestHeader_Fits()
    {
        var attachments = Enumerable.Repeat(ReadOnlyMemory<byte>.Empty, 123_456).ToArray();
        var packet = new Packet(PacketType.Ack, "/", long.MaxValue, "[]"u8.ToArray(), attachments);
        Encoding.UTF8.GetString(new JsonPacketParser().Encode(packet).Text.Span).Should().Be("46123456-9223372036854775807[]");
    }

    [Test]
    public void Encode_Payload_IsTheBodyOfTheGroup()
    {
        var json = "[\"x\"]"u8.ToArray();
        var attachment = new byte[] { 1 };
        var group = new JsonPacketParser().Encode(new Packet(PacketType.Event, "/a", 1, json, [attachment]));
        json[2] = (byte)'y';

        Encoding.UTF8.GetString(group.Body.Span).Should().Be("[\"x\"]", "the payload is copied");
        group.Attachments[0].Should().Be((ReadOnlyMemory<byte>)attachment, "attachments are referenced");
    }

    [Test]
    public void Encode_WithoutPayload_HasAnEmptyBody()
    {
        var group = new JsonPacketParser().Encode(new Packet(PacketType.Disconnect, "/a"));
        Encoding.UTF8.GetString(group.Text.Span).Should().Be("41/a,");
        group.Body.IsEmpty.Should().BeTrue();
    }

    [Test]
    public void CreateDecoder_Twice_GivesDecodersOfTheirOwn()
    {
        var parser = new JsonPacketParser();
        var first = parser.CreateDecoder();
        first.Decode("51-[\"x\"]"u8.ToArray(), isBinary: false, out _, out _).Should().Be(DecodeStatus.Incomplete);
        parser.CreateDecoder().Decode("2[\"x\"]"u8.ToArray(), isBinary: false, out _, out _).Should().Be(DecodeStatus.Complete);
    }
}
