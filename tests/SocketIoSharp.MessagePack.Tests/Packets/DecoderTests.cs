using System.Text;
using System.Text.Json;
using SocketIoSharp.Protocol;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.MessagePack.Tests.Packets;

internal sealed class DecoderTests
{
    [TestCase(5, 5, DecodeStatus.Complete)]
    [TestCase(5, 6, DecodeStatus.Failed)]
    [TestCase(64, 64, DecodeStatus.Complete)]
    [TestCase(64, 65, DecodeStatus.Failed)]
    [TestCase(64, 500_000, DecodeStatus.Failed)]
    [TestCase(1_000_000, 500_000, DecodeStatus.Complete)]
    public void Decode_DepthLimit_IsTheLastThatIsTaken(int limit, int depth, DecodeStatus expected)
    {
        byte[] data = [.. Enumerable.Repeat((byte)0x91, depth - 1), 0x90];
        var decoder = new MessagePackPacketParser(new ProtocolLimits { MaxJsonDepth = limit }).CreateDecoder();
        decoder.Decode(Packet(PacketType.Ack, data), isBinary: true, out _, out _).Should().Be(expected);
    }

    [Test]
    public void Decode_DepthOfWhatIsIgnored_CostsNothing()
    {
        byte[] message = [0x83, 0xA1, (byte)'x', .. Enumerable.Repeat((byte)0x91, 500_000), 0x90, .. Key("type"), 1, .. Key("nsp"), 0xA1, (byte)'/'];
        new MessagePackPacketParser().CreateDecoder().Decode(message, isBinary: true, out var packet, out var reason).Should().Be(DecodeStatus.Complete, reason);
        packet.Type.Should().Be(PacketType.Disconnect);
    }

    [TestCase(0, 0, DecodeStatus.Complete)]
    [TestCase(0, 1, DecodeStatus.Failed)]
    [TestCase(3, 3, DecodeStatus.Complete)]
    [TestCase(3, 4, DecodeStatus.Failed)]
    public void Decode_AttachmentLimit_IsTheLastThatIsTaken(int limit, int count, DecodeStatus expected)
    {
        byte[] data = [(byte)(0x90 + count), .. Enumerable.Repeat<byte[]>([0xC4, 0], count).SelectMany(bytes => bytes)];
        var decoder = new MessagePackPacketParser(new ProtocolLimits { MaxAttachments = limit }).CreateDecoder();
        decoder.Decode(Packet(PacketType.Ack, data), isBinary: true, out _, out var reason).Should().Be(expected);
        reason.Should().Be(expected is DecodeStatus.Failed ? "too many attachments" : null);
    }

    [Test]
    public void Decode_Attachment_StaysWhenTheMessageIsOverwritten()
    {
        var message = Packet(PacketType.Ack, [0x91, 0xC4, 2, 7, 8]);
        new MessagePackPacketParser().CreateDecoder().Decode(message, isBinary: true, out var packet, out _);
        Array.Clear(message);
        packet.Attachments.Should().ContainSingle().Which.ToArray().Should().Equal(7, 8);
    }

    [TestCase("90")]
    [TestCase("91c0")]
    [TestCase("92c301")]
    [TestCase("9280c40101")]
    [TestCase("91d40000")]
    [TestCase("91cb7ff8000000000000")]
    public void Decode_EventWithoutAUsableName_HasNoPayload(string data)
    {
        new MessagePackPacketParser().CreateDecoder().Decode(Packet(PacketType.Event, Convert.FromHexString(data)), isBinary: true, out var packet, out var reason)
            .Should().Be(DecodeStatus.Complete, reason);
        packet.Json.IsEmpty.Should().BeTrue();
        packet.Attachments.Should().BeEmpty();
    }

    [Test]
    public void Decode_AfterARefusal_TheDecoderWorks()
    {
        var decoder = new MessagePackPacketParser().CreateDecoder();
        decoder.Decode(Packet(PacketType.Ack, [0x92, 0xC4, 1, 1, 0xD4, 1, 0]), isBinary: true, out _, out _).Should().Be(DecodeStatus.Failed);
        decoder.Decode(Packet(PacketType.Ack, [0x91, 1]), isBinary: true, out var packet, out _).Should().Be(DecodeStatus.Complete);
        Encoding.UTF8.GetString(packet.Json.Span).Should().Be("[1]");
        packet.Attachments.Should().BeEmpty();
    }

    [TestCase("cf8000000000000000", "9223372036854775808")]
    [TestCase("cfffffffffffffffff", "18446744073709551615")]
    [TestCase("d38000000000000000", "-9223372036854775808")]
    [TestCase("cb430c6bf526340000", "1000000000000000")]
    [TestCase("cb4415af1d78b58c40", "1E+20")]
    public void Decode_LargeNumber_KeepsEveryBit(string bytes, string json)
    {
        new MessagePackPacketParser().CreateDecoder().Decode(Packet(PacketType.Ack, [0x91, .. Convert.FromHexString(bytes)]), isBinary: true, out var packet, out _);
        Encoding.UTF8.GetString(packet.Json.Span).Should().Be($"[{json}]");
    }

    [Test]
    public void Decode_Date_IsADateForTheSerialiser()
    {
        new MessagePackPacketParser().CreateDecoder().Decode(Packet(PacketType.Ack, Convert.FromHexString("91d700000001747ea4f03b")), isBinary: true, out var packet, out _);
        JsonSerializer.Deserialize<DateTimeOffset[]>(packet.Json.Span).Should().Equal(DateTimeOffset.FromUnixTimeMilliseconds(0x1747ea4f03b));
        JsonSerializer.Deserialize<DateTime[]>(packet.Json.Span)![0].Kind.Should().Be(DateTimeKind.Utc);
    }

    internal static byte[] Packet(PacketType type, byte[] data) => [0x83, .. Key("type"), (byte)type, .. Key("data"), .. data, .. Key("nsp"), 0xA1, (byte)'/'];

    private static byte[] Key(string name) => [(byte)(0xA0 + name.Length), .. Encoding.ASCII.GetBytes(name)];
}
