using System.Text;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Protocol.Tests.SocketIo;

/// <summary>The state that a decoder keeps between messages. What single packets look like is in the fixtures.</summary>
internal sealed class JsonPacketDecoderTests
{
    private const string Placeholder = """{"_placeholder":true,"num":0}""";

    [Test]
    public void Decode_BufferUsedAgainWhileAttachmentsAreAwaited_KeepsThePacket()
    {
        var decoder = new JsonPacketParser().CreateDecoder();
        var text = Encoding.UTF8.GetBytes($"""52-/a,7["x",{Placeholder}]""");
        decoder.Decode(text, isBinary: false, out _, out _).Should().Be(DecodeStatus.Incomplete);
        Array.Clear(text);
        var attachment = new byte[] { 1, 2 };
        decoder.Decode(attachment, isBinary: true, out _, out _).Should().Be(DecodeStatus.Incomplete);
        Array.Clear(attachment);
        decoder.Decode(attachment, isBinary: true, out var packet, out _).Should().Be(DecodeStatus.Complete);
        attachment[0] = 9;

        Text(packet.Json).Should().Be($"""["x",{Placeholder}]""");
        packet.Namespace.Should().Be("/a");
        packet.AckId.Should().Be(7);
        packet.Attachments.Select(part => Convert.ToHexString(part.Span)).Should().Equal("0102", "0000");
    }

    [Test]
    public void Decode_TextPacket_IsAViewOnTheMessage()
    {
        var text = """2["x"]"""u8.ToArray();
        new JsonPacketParser().CreateDecoder().Decode(text, isBinary: false, out var packet, out _);
        text[3] = (byte)'y';
        Text(packet.Json).Should().Be("""["y"]""");
    }

    [Test]
    public void Decode_OnePacketAfterTheOther_KeepsNothingOfTheFirst()
    {
        var decoder = new JsonPacketParser().CreateDecoder();
        Decode(decoder, """51-/a,7["x"]""").Should().Be("Incomplete");
        decoder.Decode(new byte[1], isBinary: true, out _, out _).Should().Be(DecodeStatus.Complete);
        Decode(decoder, """2["y"]""").Should().Be("""Event / -1 ["y"] 0""");
        Decode(decoder, """2/a,["y"]""").Should().Be("""Event /a -1 ["y"] 0""");
        Decode(decoder, """2/b,1["y"]""").Should().Be("""Event /b 1 ["y"] 0""");
        Decode(decoder, "3/b,1[]").Should().Be("Ack /b 1 [] 0");
        Decode(decoder, "1/b,").Should().Be("Disconnect /b -1  0");
    }

    [Test]
    public void Decode_OneNamespaceAgainAndAgain_IsTheSameString()
    {
        var decoder = new JsonPacketParser().CreateDecoder();
        decoder.Decode("2/chat,[\"x\"]"u8.ToArray(), isBinary: false, out var first, out _);
        decoder.Decode("2[\"x\"]"u8.ToArray(), isBinary: false, out _, out _);
        decoder.Decode("2/chat,[\"y\"]"u8.ToArray(), isBinary: false, out var second, out _);
        second.Namespace.Should().BeSameAs(first.Namespace);
    }

    [Test]
    public void Reset_WhileAttachmentsAreAwaited_ForgetsThePacket()
    {
        var decoder = new JsonPacketParser().CreateDecoder();
        Decode(decoder, """52-["x"]""").Should().Be("Incomplete");
        decoder.Decode(new byte[1], isBinary: true, out _, out _);
        decoder.Reset();
        decoder.Decode(new byte[1], isBinary: true, out _, out var reason).Should().Be(DecodeStatus.Failed);
        reason.Should().Be(ProtocolErrors.BinaryWhileNotReconstructing);
        Decode(decoder, """51-["y"]""").Should().Be("Incomplete");
        decoder.Decode(new byte[1], isBinary: true, out var packet, out _).Should().Be(DecodeStatus.Complete);
        packet.Attachments.Should().ContainSingle();
    }

    [TestCase(0, 0, "")]
    [TestCase(0, 1, ProtocolErrors.TooManyAttachments)]
    [TestCase(1, 1, "")]
    [TestCase(1, 2, ProtocolErrors.TooManyAttachments)]
    [TestCase(10, 10, "")]
    [TestCase(10, 11, ProtocolErrors.TooManyAttachments)]
    [TestCase(1000, 1000, "")]
    [TestCase(1000, 1001, ProtocolErrors.TooManyAttachments)]
    [TestCase(1000, 999_999_999, ProtocolErrors.TooManyAttachments)]
    public void Decode_AttachmentLimit_IsTheLastThatIsTaken(int limit, int count, string expected)
    {
        var decoder = new JsonPacketParser(new ProtocolLimits { MaxAttachments = limit }).CreateDecoder();
        var text = count == 0 ? """2["x"]""" : $"""5{count}-["x"]""";
        decoder.Decode(Encoding.UTF8.GetBytes(text), isBinary: false, out _, out var reason);
        (reason ?? "").Should().Be(expected);
    }

    [TestCase(5, 5, DecodeStatus.Complete)]
    [TestCase(5, 6, DecodeStatus.Failed)]
    [TestCase(64, 64, DecodeStatus.Complete)]
    [TestCase(64, 65, DecodeStatus.Failed)]
    [TestCase(64, 100_000, DecodeStatus.Failed)]
    public void Decode_DepthLimit_IsTheLastThatIsTaken(int limit, int depth, DecodeStatus expected)
    {
        var nested = $"{new string('[', depth - 1)}{new string(']', depth - 1)}";
        var text = Encoding.UTF8.GetBytes($"""2["x",{nested}]""");
        var decoder = new JsonPacketParser(new ProtocolLimits { MaxJsonDepth = limit }).CreateDecoder();
        decoder.Decode(text, isBinary: false, out _, out _).Should().Be(expected);
    }

    [TestCase(5, 5, DecodeStatus.Complete)]
    [TestCase(64, 64, DecodeStatus.Complete)]
    [TestCase(500, 500, DecodeStatus.Complete)]
    public void Decode_DepthLimitWithAttachment_IsTheLastThatIsTaken(int limit, int depth, DecodeStatus expected)
    {
        var nested = $"{new string('[', depth - 2)}{Placeholder}{new string(']', depth - 2)}";
        var decoder = new JsonPacketParser(new ProtocolLimits { MaxJsonDepth = limit }).CreateDecoder();
        Decode(decoder, $"""51-["x",{nested}]""").Should().Be("Incomplete");
        decoder.Decode(new byte[1], isBinary: true, out _, out _).Should().Be(expected);
    }

    [TestCase("9999999999999999", 9_999_999_999_999_999)]
    [TestCase("0000000000000001", 1)]
    public void Decode_AckIdOfSixteenDigits_IsRead(string digits, long expected)
    {
        new JsonPacketParser().CreateDecoder().Decode(Encoding.UTF8.GetBytes($"3{digits}[]"), isBinary: false, out var packet, out _)
            .Should().Be(DecodeStatus.Complete);
        packet.AckId.Should().Be(expected);
    }

    [Test]
    public void Decode_AckIdOfMoreDigitsThanAnyNumberHas_IsRefused() =>
        Decode(new JsonPacketParser().CreateDecoder(), $"3{new string('1', 17)}[]").Should().Be("Failed");

    // Valid JSON that System.Text.Json cannot turn into strings: it must not be the end of the decoder.
    [TestCase("""["\ud800"]""")]
    [TestCase("""["\ud800connect"]""")]
    [TestCase("""["x","\udc00"]""")]
    [TestCase("""["x",{"\ud800":1}]""")]
    [TestCase("""["x",{"_placeholde\ud800":true,"num":0}]""")]
    [TestCase("""["x",{"nu\udfff":0}]""")]
    [TestCase("""["x",{"_placeholder":true,"num":0,"\ud800\ud800":1}]""")]
    public void Decode_HalfOfASurrogatePair_IsTakenWithAndWithoutAttachment(string json)
    {
        var decoder = new JsonPacketParser().CreateDecoder();
        decoder.Decode(Encoding.UTF8.GetBytes($"2{json}"), isBinary: false, out _, out var reason).Should().Be(DecodeStatus.Complete, reason);
        Decode(decoder, $"51-{json}").Should().Be("Incomplete");
        decoder.Decode(new byte[1], isBinary: true, out var packet, out reason).Should().Be(DecodeStatus.Complete, reason);
        Text(packet.Json).Should().Be(json);
    }

    [TestCase("""["x",{"_placeholder":true,"num":1e400}]""")]
    [TestCase("""["x",{"_placeholder":true,"num":-1e400}]""")]
    [TestCase("""["x",{"_placeholder":true,"num":4294967296}]""")]
    [TestCase("""["x",{"num":{"num":0},"_placeholder":true}]""")]
    [TestCase("""["x",{"num":[0],"_placeholder":true}]""")]
    [TestCase("""["x",{"_placeholder":true,"num":0,"num":1}]""")]
    [TestCase("""["x",{"a":{"_placeholder":true},"num":0}]""")]
    [TestCase("""["x",{"_\u0070laceholder":true,"num":1}]""")]
    public void Decode_PlaceholderWithoutItsAttachment_IsRefused(string json)
    {
        var decoder = new JsonPacketParser().CreateDecoder();
        Decode(decoder, $"51-{json}").Should().Be("Incomplete");
        decoder.Decode(new byte[1], isBinary: true, out _, out var reason).Should().Be(DecodeStatus.Failed);
        reason.Should().Be(ProtocolErrors.IllegalPlaceholder);
        Decode(decoder, """2["y"]""").Should().Be("""Event / -1 ["y"] 0""", "the packet is forgotten");
    }

    [TestCase("""["x",{"_placeholder":true,"num":0.0}]""")]
    [TestCase("""["x",{"_placeholder":true,"num":-0}]""")]
    [TestCase("""["x",{"_placeholder":true,"num":0e5}]""")]
    [TestCase("""["x",{"_placeholder":true,"num":1,"num":0}]""")]
    [TestCase("""["x",{"_placeholder":true,"_placeholder":false,"num":9}]""")]
    [TestCase("""["x",{"_placeholder":true,"\u006eum":0}]""")]
    [TestCase("""["x",{"num":{"a":[{"num":7}]}}]""")]
    [TestCase("""["x",{"_placeholder":{"_placeholder":true,"num":0}}]""")]
    public void Decode_PlaceholderInAnotherSpelling_IsTaken(string json)
    {
        var decoder = new JsonPacketParser().CreateDecoder();
        Decode(decoder, $"51-{json}").Should().Be("Incomplete");
        decoder.Decode(new byte[1], isBinary: true, out _, out var reason).Should().Be(DecodeStatus.Complete, reason);
    }

    private static string Decode(PacketDecoder decoder, string text)
    {
        var status = decoder.Decode(Encoding.UTF8.GetBytes(text), isBinary: false, out var packet, out _);
        return status is DecodeStatus.Complete
            ? $"{packet.Type} {packet.Namespace} {packet.AckId} {Text(packet.Json)} {packet.Attachments.Length}"
            : status.ToString();
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
