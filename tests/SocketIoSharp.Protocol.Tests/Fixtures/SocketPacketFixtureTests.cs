using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.Payloads;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Protocol.Tests.Fixtures;

internal sealed class SocketPacketFixtureTests
{
    private static readonly JsonSerializerOptions Options = CreateOptions();

    private static IEnumerable<TestCaseData> Decodable => FixtureFile.SocketPackets.Decodable.Concat(FixtureFile.SocketBinary.Decodable);

    private static IEnumerable<TestCaseData> Encodable => FixtureFile.SocketPackets.Encodable.Concat(FixtureFile.SocketBinary.Encodable);

    private static IEnumerable<TestCaseData> DecodableWithArguments =>
        FixtureFile.SocketPackets.Cases(HasArguments).Concat(FixtureFile.SocketBinary.Cases(HasArguments));

    [TestCaseSource(nameof(Decodable))]
    public void SocketPacket_Decoded_IsThePacketOfTheFixture(JsonElement entry) =>
        SocketFixturePacket.Of(Decode(entry)).Should().Be(SocketFixturePacket.Of(entry.GetProperty("packet")));

    [TestCaseSource(nameof(Encodable))]
    public void SocketPacket_Encoded_IsTheWireOfTheFixture(JsonElement entry)
    {
        var packet = entry.GetProperty("packet");
        using var writer = PayloadWriter.Rent(Options);
        var (json, attachments) = WritePayload(packet, writer);
        ShouldBeTheWire(Encode(SocketFixturePacket.Of(packet), json, attachments), entry);
    }

    [TestCaseSource(nameof(Encodable))]
    public void SocketPacket_DecodedAndEncodedAgain_IsTheWireOfTheFixture(JsonElement entry)
    {
        // More attachments than a decoder takes by default may still be sent.
        var packet = Decode(entry, new ProtocolLimits { MaxAttachments = 100 });
        ShouldBeTheWire(new JsonPacketParser().Encode(packet), entry);
    }

    [TestCaseSource(nameof(DecodableWithArguments))]
    public void SocketPacket_PassedOn_IsThePacketOfTheFixture(JsonElement entry)
    {
        var received = Decode(entry);
        using var writer = PayloadWriter.Rent(Options);
        foreach (var element in JsonDocument.Parse(received.Json).RootElement.EnumerateArray())
        {
            writer.WriteReceived(Encoding.UTF8.GetBytes(element.GetRawText()), received.Attachments);
        }

        var (json, attachments) = writer.Complete();
        SocketFixturePacket.Of(received with { Json = json, Attachments = attachments })
            .Should().Be(SocketFixturePacket.Of(entry.GetProperty("packet")));
    }

    [Test]
    public void SocketPacketFixtures_EveryEntry_IsOfAKnownKind() =>
        FixtureFile.SocketPackets.Entries.Concat(FixtureFile.SocketBinary.Entries).Should().NotBeEmpty()
            .And.OnlyContain(entry => FixtureFile.DirectionOf(entry) == "both"
                || FixtureFile.DirectionOf(entry) == "decode" || FixtureFile.DirectionOf(entry) == "encode");

    private static bool HasArguments(JsonElement entry)
    {
        var packet = entry.GetProperty("packet");
        return FixtureFile.DirectionOf(entry) != "encode" && packet.TryGetProperty("data", out _)
            && SocketFixturePacket.TypeOf(packet) is PacketType.Event or PacketType.Ack;
    }

    private static Packet Decode(JsonElement entry, ProtocolLimits? limits = null)
    {
        var decoder = new JsonPacketParser(limits).CreateDecoder();
        var wire = FixtureMessage.AllOf(entry);
        foreach (var message in wire[..^1])
        {
            decoder.Decode(message.Bytes, message.IsBinary, out _, out var early).Should().Be(DecodeStatus.Incomplete, early);
        }

        decoder.Decode(wire[^1].Bytes, wire[^1].IsBinary, out var packet, out var reason).Should().Be(DecodeStatus.Complete, reason);
        reason.Should().BeNull();
        return packet;
    }

    private static FrameGroup Encode(SocketFixturePacket packet, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments) =>
        new JsonPacketParser().Encode(new Packet(packet.Type, packet.Namespace, packet.AckId, json, attachments));

    private static (ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte>[] Attachments) WritePayload(JsonElement packet, PayloadWriter writer)
    {
        if (!packet.TryGetProperty("data", out var data))
        {
            return (default, []);
        }

        if (SocketFixturePacket.TypeOf(packet) is not (PacketType.Event or PacketType.Ack))
        {
            return (Encoding.UTF8.GetBytes(data.GetRawText()), []);
        }

        foreach (var argument in data.EnumerateArray())
        {
            writer.Write(FixtureArgument.Of(argument));
        }

        return writer.Complete();
    }

    private static void ShouldBeTheWire(FrameGroup group, JsonElement entry)
    {
        var wire = FixtureMessage.AllOf(entry);
        Encoding.UTF8.GetString(group.Text.Span).Should().Be("4" + Encoding.UTF8.GetString(wire[0].Bytes));
        group.Attachments.Select(attachment => Convert.ToHexString(attachment.Span))
            .Should().Equal(wire[1..].Select(message => Convert.ToHexString(message.Bytes)));
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = JsonSerializerOptions.Default.TypeInfoResolver,
        };
        AttachmentConverters.AddTo(options);
        return options;
    }
}
