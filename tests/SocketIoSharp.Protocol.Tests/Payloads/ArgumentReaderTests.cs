using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp.Protocol.Tests.Payloads;

internal sealed class ArgumentReaderTests
{
    private static readonly JsonSerializerOptions Options = TestOptions.Create();

    [TestCase("")]
    [TestCase("[]")]
    [TestCase(" [ ] ")]
    public void MoveNext_NoElement_IsFalseAgainAndAgain(string json)
    {
        var reader = Over(json);
        reader.MoveNext().Should().BeFalse();
        reader.MoveNext().Should().BeFalse();
        reader.Position.Should().Be(0);
    }

    [Test]
    public void Read_ElementsOfEveryType_GivesThemInOrder()
    {
        var reader = Over("""["s",1,1.5,true,null,[1,2],{"title":"t"},{"a":1},"2026-01-02T03:04:05Z","é\n",7]""");
        Next<string>(ref reader).Should().Be("s");
        Next<int>(ref reader).Should().Be(1);
        Next<double>(ref reader).Should().Be(1.5);
        Next<bool>(ref reader).Should().BeTrue();
        Next<string>(ref reader).Should().BeNull();
        Next<int[]>(ref reader).Should().Equal(1, 2);
        Next<Drawing>(ref reader)!.Title.Should().Be("t");
        Next<JsonElement>(ref reader).GetProperty("a").GetInt32().Should().Be(1);
        Next<DateTimeOffset>(ref reader).Should().Be(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        Next<string>(ref reader).Should().Be("é\n");
        Next<JsonNode>(ref reader)!.GetValue<int>().Should().Be(7);
        reader.Position.Should().Be(11);
        reader.MoveNext().Should().BeFalse();
        reader.Position.Should().Be(11);
    }

    [Test]
    public void Skip_NestedElements_LandsBehindThem()
    {
        var reader = Over("""[[1,[2]],{"a":[3],"b":{"c":4}},"x",5]""");
        for (var i = 0; i < 3; i++)
        {
            reader.MoveNext().Should().BeTrue();
            reader.Skip();
        }

        Next<int>(ref reader).Should().Be(5);
        reader.Position.Should().Be(4);
    }

    [Test]
    public void IsNull_EachElement_SaysWhetherItIs()
    {
        var reader = Over("""[null,"null",0]""");
        var found = new List<bool>();
        while (reader.MoveNext())
        {
            found.Add(reader.IsNull);
            reader.Skip();
        }

        found.Should().Equal(true, false, false);
    }

    [TestCase("""["chat"]""", true, "chat")]
    [TestCase("""["日本"]""", true, "日本")]
    [TestCase("""[""]""", true, "")]
    [TestCase("""["a\nb"]""", false, "")]
    [TestCase("[1]", false, "")]
    [TestCase("[null]", false, "")]
    [TestCase("""[["chat"]]""", false, "")]
    public void TryGetPlainString_AnyElement_IsTrueForTextWithoutEscapes(string json, bool isPlain, string expected)
    {
        var reader = Over(json);
        reader.MoveNext();
        reader.TryGetPlainString(out var utf8).Should().Be(isPlain);
        (isPlain ? Encoding.UTF8.GetString(utf8) : "").Should().Be(expected);
    }

    [TestCase("""{"_placeholder":true,"num":1}""")]
    [TestCase("""{"num":1,"_placeholder":true}""")]
    [TestCase("""{"_placeholder":true,"num":1,"name":{"a":[1,{"num":0}]}}""")]
    [TestCase("""{"_placeholder":true,"num":1.0}""")]
    [TestCase("""{"_placeholder":true,"num":0,"num":1}""")]
    [TestCase("\"AgM=\"")]
    public void Read_Bytes_AreTheAttachmentOrBase64(string json)
    {
        var attachments = new ReadOnlyMemory<byte>[] { new byte[] { 9 }, new byte[] { 2, 3 } };
        var array = Over($"[{json}]", attachments);
        Next<byte[]>(ref array).Should().Equal(2, 3);
        var memory = Over($"[{json}]", attachments);
        Next<Memory<byte>>(ref memory).ToArray().Should().Equal(2, 3);
        var readOnlyMemory = Over($"[{json}]", attachments);
        Next<ReadOnlyMemory<byte>>(ref readOnlyMemory).ToArray().Should().Equal(2, 3);
    }

    [Test]
    public void Read_ArrayThatIsAWholeAttachment_IsNotCopied()
    {
        var bytes = new byte[] { 1, 2, 3 };
        var reader = Over("""[{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]""", bytes, bytes.AsMemory(1));
        Next<byte[]>(ref reader).Should().BeSameAs(bytes);
        Next<byte[]>(ref reader).Should().Equal(2, 3);
    }

    [TestCase("""{"_placeholder":true,"num":1}""")]
    [TestCase("""{"_placeholder":true,"num":-1}""")]
    [TestCase("""{"_placeholder":true,"num":1e300}""")]
    [TestCase("""{"_placeholder":true,"num":"0"}""")]
    [TestCase("""{"_placeholder":true,"num":null}""")]
    [TestCase("""{"_placeholder":true}""")]
    [TestCase("""{"_placeholder":false,"num":0}""")]
    [TestCase("""{"num":0}""")]
    [TestCase("""{"_placeholde\ud800":true,"num":0}""")]
    [TestCase("{}")]
    [TestCase("[1,2]")]
    [TestCase("1")]
    [TestCase("true")]
    [TestCase("\"not base64\"")]
    [TestCase("\"AQ\"")]
    [TestCase("\"\\ud800\"")]
    public void Read_BytesThatAreNone_ThrowsJsonException(string json)
    {
        ShouldThrow<byte[]>(json);
        ShouldThrow<Memory<byte>>(json);
        ShouldThrow<ReadOnlyMemory<byte>>(json);
    }

    [Test]
    public void Read_NullAsBytes_IsNullWhereTheTypeAllowsIt()
    {
        var reader = Over("[null,null]");
        Next<byte[]>(ref reader).Should().BeNull();
        Next<ReadOnlyMemory<byte>?>(ref reader).Should().BeNull();
        ShouldThrow<ReadOnlyMemory<byte>>("null");
    }

    [Test]
    public void Read_HalfOfASurrogatePair_IsAStringAsInJavaScript()
    {
        var reader = Over("""["a\ud83d\n\"\u00e9"]""");
        Next<string>(ref reader).Should().Be("a\ud83d\n\"\u00e9");
    }

    [Test]
    public void Read_ElementOfAnotherShape_ThrowsJsonException()
    {
        ShouldThrow<int>("\"x\"");
        ShouldThrow<int>("1.5");
        ShouldThrow<int>("99999999999");
        ShouldThrow<int>("null");
        ShouldThrow<string>("1");
        ShouldThrow<string>("{}");
        ShouldThrow<Drawing>("\"x\"");
        ShouldThrow<Drawing>("[]");
        ShouldThrow<int[]>("""[1,"x"]""");
        ShouldThrow<DateTimeOffset>("\"yesterday\"");
        ShouldThrow<Dictionary<string, int>>("""{"\ud800":1}""");
    }

    [Test]
    public void Read_PlaceholderAsJson_StaysAPlaceholder()
    {
        var reader = Over("""[{"_placeholder":true,"num":0}]""", new byte[] { 1 });
        Next<JsonElement>(ref reader).GetRawText().Should().Be("""{"_placeholder":true,"num":0}""");
    }

    [Test]
    public void Read_AfterAFailure_AttachmentsAreThoseOfTheReader()
    {
        ShouldThrow<Drawing>("""{"image":1}""");
        var reader = Over("""[{"image":{"_placeholder":true,"num":0}}]""", new byte[] { 5 });
        Next<Drawing>(ref reader)!.Image.Should().Equal(5);
        var outside = () => JsonSerializer.Deserialize<Drawing>("""{"image":{"_placeholder":true,"num":0}}""", Options);
        outside.Should().Throw<JsonException>();
    }

    private static void ShouldThrow<T>(string json)
    {
        var read = () =>
        {
            var reader = Over($"[{json}]", new byte[] { 1 });
            reader.MoveNext();
            return reader.Read<T>();
        };
        read.Should().Throw<JsonException>("{0} is no {1}", json, typeof(T));
    }

    private static T? Next<T>(ref ArgumentReader reader)
    {
        reader.MoveNext().Should().BeTrue();
        return reader.Read<T>();
    }

    private static ArgumentReader Over(string json, params ReadOnlyMemory<byte>[] attachments) => new(Encoding.UTF8.GetBytes(json), attachments, Options);
}
