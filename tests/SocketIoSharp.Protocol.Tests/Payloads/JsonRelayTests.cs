using System.Text;
using System.Text.Json;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp.Protocol.Tests.Payloads;

/// <summary>Passing on what was received, through <see cref="PayloadWriter.WriteReceived"/>.</summary>
internal sealed class JsonRelayTests
{
    private static readonly JsonSerializerOptions Options = TestOptions.Create();

    [TestCase("1")]
    [TestCase("-0")]
    [TestCase("1.50")]
    [TestCase("1e3")]
    [TestCase("123456789012345678901234567890.123456789")]
    [TestCase("true")]
    [TestCase("false")]
    [TestCase("null")]
    [TestCase("\"\"")]
    [TestCase("\"日本 ü\"")]
    [TestCase("""[]""")]
    [TestCase("""{}""")]
    [TestCase("""[[],{},[[1,[2]],{"a":[]}]]""")]
    [TestCase("""{"a":1,"b":{"c":[true,null]},"a":2,"":3}""")]
    [TestCase("""{"__proto__":1,"日":2}""")]
    public void WriteReceived_CompactJson_IsTheSameText(string json) => Relay(json).ShouldBe($"[{json}]");

    [TestCase(""" [ 1 , { "a" : "b" } ] """, """[1,{"a":"b"}]""")]
    [TestCase("""["\u0041\/\u00e9"]""", """["A/é"]""")]
    [TestCase("""{"\u0061":1}""", """{"a":1}""")]
    public void WriteReceived_JsonInAnotherSpelling_IsTheSameValue(string json, string expected) => Relay(json).ShouldBe($"[{expected}]");

    [Test]
    public void WriteReceived_Placeholders_AreNumberedInTheOrderOfWriting() =>
        Relay("""[{"_placeholder":true,"num":1},{"a":{"num":0,"_placeholder":true}}]""", [1], [2])
            .ShouldBe("""[[{"_placeholder":true,"num":0},{"a":{"_placeholder":true,"num":1}}]]""", "02", "01");

    [Test]
    public void WriteReceived_PlaceholderTwice_IsTwoAttachments() =>
        Relay("""[{"_placeholder":true,"num":0},{"_placeholder":true,"num":0}]""", [7])
            .ShouldBe("""[[{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]]""", "07", "07");

    [Test]
    public void WriteReceived_AttachmentNobodyNames_IsLeftOut() => Relay("\"x\"", [1], [2]).ShouldBe("""["x"]""");

    [Test]
    public void WriteReceived_PlaceholderWithOtherProperties_LosesThem() =>
        Relay("""{"_placeholder":true,"num":0,"a":{"b":[1]}}""", [1]).ShouldBe("""[{"_placeholder":true,"num":0}]""", "01");

    [TestCase("""{"_placeholder":true,"num":0}""")]
    [TestCase("""{"_placeholder":true}""")]
    public void WriteReceived_PlaceholderOfATextPacket_IsPlainData(string json) => Relay(json).ShouldBe($"[{json}]");

    [TestCase("""{"_placeholder":false,"num":0}""")]
    [TestCase("""{"_placeholder":"true","num":0}""")]
    [TestCase("""{"num":0}""")]
    public void WriteReceived_ObjectThatIsNoPlaceholder_IsPlainData(string json) => Relay(json, [1]).ShouldBe($"[{json}]");

    [Test]
    public void WriteReceived_AmongOwnArguments_SharesTheirNumbers()
    {
        using var writer = PayloadWriter.Rent(Options);
        writer.Write("x");
        writer.Write(new byte[] { 1 });
        writer.WriteReceived("""{"_placeholder":true,"num":0}"""u8, [new byte[] { 2 }]);
        writer.WriteReceived("""{"_placeholder":true,"num":0}"""u8, [new byte[] { 3 }]);
        writer.Write(new { A = new byte[] { 4 } });
        WrittenPayload.Complete(writer).ShouldBe(
            """["x",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1},{"_placeholder":true,"num":2},{"a":{"_placeholder":true,"num":3}}]""",
            "01", "02", "03", "04");
    }

    [Test]
    public void WriteReceived_AsDeepAsADecoderTakes_IsTheSameText()
    {
        // The array around it is the sixty-fourth level.
        var json = $"{new string('[', 63)}{new string(']', 63)}";
        Relay(json).ShouldBe($"[{json}]");
        var options = new JsonSerializerOptions(Options) { MaxDepth = 64 };
        using var writer = PayloadWriter.Rent(options);
        writer.WriteReceived(Encoding.UTF8.GetBytes(json), []);
        WrittenPayload.Complete(writer).ShouldBe($"[{json}]");
    }

    // Valid JSON that a client may send; what stands for the half is U+FFFD, as in JavaScript's own encoder for UTF-8.
    [Test]
    public void WriteReceived_HalfOfASurrogatePair_IsPassedOn(
        [Values("""["\ud800"]""", """{"\ud800":1}""", """{"\udfff_placeholder":true,"num":0}""")] string json, [Values] bool hasAttachment)
    {
        OwnThread.Run(() => (hasAttachment ? Relay(json, [1]) : Relay(json)).Json.Should().ContainAny("\ufffd", "\\uFFFD", "\\ufffd"));
    }

    [Test]
    public void WriteReceived_Failure_LeavesTheThreadClean() =>
        OwnThread.Run(() =>
        {
            // A level deeper than the options allow.
            var options = new JsonSerializerOptions(Options) { MaxDepth = 4 };
            var relay = () =>
            {
                using var writer = PayloadWriter.Rent(options);
                writer.WriteReceived("[[[[[1]]]]]"u8, [new byte[] { 1 }]);
            };
            relay.Should().Throw<Exception>();
            JsonSerializer.Serialize(new byte[] { 1 }, Options).Should().Be("\"AQ==\"", "this is no packet");
            Relay("1").ShouldBe("[1]");
        });

    [Test]
    public void WriteReceived_WithoutAttachmentsAtAll_Throws()
    {
        using var writer = PayloadWriter.Rent(Options);
        var write = () => writer.WriteReceived("1"u8, null!);
        write.Should().Throw<ArgumentNullException>();
    }

    private static WrittenPayload Relay(string json, params byte[][] attachments)
    {
        using var writer = PayloadWriter.Rent(Options);
        writer.WriteReceived(Encoding.UTF8.GetBytes(json), [.. attachments.Select(bytes => (ReadOnlyMemory<byte>)bytes)]);
        return WrittenPayload.Complete(writer);
    }
}
