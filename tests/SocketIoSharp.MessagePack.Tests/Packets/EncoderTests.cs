using System.Text;
using System.Text.Json;
using SocketIoSharp.Protocol;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.MessagePack.Tests.Packets;

internal sealed class EncoderTests
{
    [TestCase(64, true)]
    [TestCase(65, false)]
    public void Encode_DepthLimit_IsTheLastThatIsTaken(int depth, bool isTaken)
    {
        var encoding = () => Encode(new string('[', depth) + new string(']', depth));
        if (isTaken)
        {
            encoding.Should().NotThrow();
        }
        else
        {
            encoding.Should().Throw<JsonException>();
        }
    }

    [Test]
    public void Encode_DeepAsConfigured_DoesNotRecurse() =>
        new MessagePackPacketParser(new ProtocolLimits { MaxJsonDepth = 200_000 })
            .Encode(new Packet(PacketType.Ack, "/", 0, Encoding.UTF8.GetBytes(new string('[', 200_000) + new string(']', 200_000)), [])).ByteCount.Should().BeGreaterThan(200_000);

    [TestCase("""[{"_placeholder":true,"num":0},{"_placeholder":true,"num":0}]""", 1)]
    [TestCase("""[{"_placeholder":true,"num":1},{"_placeholder":true,"num":0}]""", 2)]
    [TestCase("""["x"]""", 1)]
    public void Encode_ObjectThatLooksLikeAPlaceholderBesideBinary_Throws(string json, int attachments)
    {
        var encoding = () => Encode(json, [.. Enumerable.Range(0, attachments).Select(i => new ReadOnlyMemory<byte>([(byte)i]))]);
        encoding.Should().Throw<JsonException>().WithMessage("*_placeholder*");
    }

    [TestCase("""[{"_placeholder":true,"num":0}]""", "9182ac5f706c616365686f6c646572c3a36e756d00")]
    [TestCase("""[{"num":0,"_placeholder":true}]""", "9182a36e756d00ac5f706c616365686f6c646572c3")]
    public void Encode_ObjectThatLooksLikeAPlaceholderWithoutBinary_IsAnObject(string json, string expected) => Encode(json).Should().Be(expected);

    [TestCase("1.0", "01")]
    [TestCase("1e2", "64")]
    [TestCase("-0", "00")]
    [TestCase("-0.0", "00")]
    [TestCase("9007199254740993", "cf0020000000000001")]
    [TestCase("18446744073709551615", "cfffffffffffffffff")]
    [TestCase("18446744073709551616", "cb43f0000000000000")]
    [TestCase("-9223372036854775808", "d38000000000000000")]
    [TestCase("-9223372036854775809", "d38000000000000000")]
    [TestCase("0.1000000000000000055511151231257827", "cb3fb999999999999a")]
    public void Encode_Number_IsWhatJavaScriptWouldSend(string json, string expected) => Encode($"[{json}]").Should().Be("91" + expected);

    [TestCase(@"\ud83d\ude80", "a4f09f9a80")]
    [TestCase(@"\ud83d", "a3efbfbd")]
    [TestCase(@"a\udc00b\n", "a661efbfbd620a")]
    [TestCase(@"\u0041\/\""", "a3412f22")]
    public void Encode_EscapedString_IsUtf8(string text, string expected) => Encode($"[\"{text}\"]").Should().Be("91" + expected);

    [Test]
    public void Encode_LongEscapedString_IsUtf8() => Encode($"[\"{new string('x', 1000)}\\n\"]").Should().StartWith("91da03e97878").And.EndWith("780a");

    [Test]
    public void Encode_FromManyThreads_IsTheSame()
    {
        var parser = new MessagePackPacketParser();
        var packet = new Packet(PacketType.Event, "/", 1, """["e",{"a":[1,2,3]},"x"]"""u8.ToArray(), []);
        var expected = parser.Encode(packet).Attachments[0].ToArray();
        Parallel.For(0, 1000, _ => parser.Encode(packet).Attachments[0].Span.SequenceEqual(expected).Should().BeTrue());
    }

    // The value of data in an answer.
    private static string Encode(string json, ReadOnlyMemory<byte>[]? attachments = null)
    {
        var bytes = new MessagePackPacketParser().Encode(new Packet(PacketType.Ack, "/", 0, Encoding.UTF8.GetBytes(json), attachments ?? [])).Attachments[0];
        var hex = Convert.ToHexStringLower(bytes.Span);
        const string Before = "84a2696400a47479706503a464617461";
        const string Behind = "a36e7370a12f";
        hex.Should().StartWith(Before).And.EndWith(Behind);
        return hex[Before.Length..^Behind.Length];
    }
}
