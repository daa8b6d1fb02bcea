using System.Text.Json;
using System.Text.Json.Serialization;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp.Protocol.Tests.Payloads;

internal sealed class AttachmentConvertersTests
{
    private const string First = """{"_placeholder":true,"num":0}""";
    private const string Second = """{"_placeholder":true,"num":1}""";

    private static readonly JsonSerializerOptions Options = TestOptions.Create();

    [Test]
    public void Write_ByteArray_IsAnAttachment() => WrittenPayload.Of(Options, new byte[] { 1, 2 }).ShouldBe($"[{First}]", "0102");

    [Test]
    public void Write_Memory_IsAnAttachment() => WrittenPayload.Of(Options, new byte[] { 1, 2, 3 }.AsMemory(1)).ShouldBe($"[{First}]", "0203");

    [Test]
    public void Write_ReadOnlyMemory_IsAnAttachment() =>
        WrittenPayload.Of(Options, (ReadOnlyMemory<byte>)new byte[] { 1, 2, 3 }.AsMemory(0, 2)).ShouldBe($"[{First}]", "0102");

    [Test]
    public void Write_NoByte_IsAnEmptyAttachment() => WrittenPayload.Of(Options, Array.Empty<byte>()).ShouldBe($"[{First}]", "");

    [Test]
    public void Write_NullArray_IsNull() => WrittenPayload.Of<byte[]?>(Options, null).ShouldBe("[null]");

    [Test]
    public void Write_NullMemory_IsNull() => WrittenPayload.Of<ReadOnlyMemory<byte>?>(Options, null).ShouldBe("[null]");

    [Test]
    public void Write_ArgumentDeclaredAsObject_IsAnAttachment() => WrittenPayload.Of<object>(Options, new byte[] { 1 }).ShouldBe($"[{First}]", "01");

    [Test]
    public void Write_ListOfArrays_IsAListOfAttachments() =>
        WrittenPayload.Of<List<byte[]>>(Options, [[1], [2]]).ShouldBe($"[[{First},{Second}]]", "01", "02");

    [Test]
    public void Write_Dictionary_HasAttachmentsAsValues() =>
        WrittenPayload.Of(Options, new Dictionary<string, object?> { ["b"] = new byte[] { 1 }, ["a"] = new object?[] { null, new byte[] { 2 } } })
            .ShouldBe($$$"""[{"b":{{{First}}},"a":[null,{{{Second}}}]}]""", "01", "02");

    [Test]
    public void Write_AnonymousObjectsInObjects_AreSearched() =>
        WrittenPayload.Of(Options, new { A = new { B = new { C = new byte[] { 9 } } } }).ShouldBe($"[{{\"a\":{{\"b\":{{\"c\":{First}}}}}}}]", "09");

    [Test]
    public void Write_SeveralArguments_NumberTheirAttachmentsThroughout()
    {
        using var writer = PayloadWriter.Rent(Options);
        writer.Write("x");
        writer.Write(new byte[] { 1 });
        writer.Write(new { Data = new byte[] { 2 } });
        WrittenPayload.Complete(writer).ShouldBe($$$"""["x",{{{First}}},{"data":{{{Second}}}}]""", "01", "02");
    }

    [Test]
    public void Write_SameArrayTwice_IsTwoAttachments()
    {
        var bytes = new byte[] { 7 };
        WrittenPayload.Of(Options, new[] { bytes, bytes }).ShouldBe($"[[{First},{Second}]]", "07", "07");
    }

    [Test]
    public void Write_MemoryChangedAfterwards_WasCopied()
    {
        var bytes = new byte[] { 1 };
        using var writer = PayloadWriter.Rent(Options);
        writer.Write(bytes.AsMemory());
        writer.Write((ReadOnlyMemory<byte>)bytes);
        bytes[0] = 2;
        WrittenPayload.Complete(writer).Attachments.Should().Equal("01", "01");
    }

    [Test]
    public void Write_OutsideOfAPacket_IsBase64()
    {
        // Also after packets, one of which failed.
        WrittenPayload.Of(Options, new byte[] { 1 });
        var write = () => WrittenPayload.Of(Options, new { A = new byte[] { 1 }, B = new IntPtr(1) });
        write.Should().Throw<NotSupportedException>();
        JsonSerializer.Serialize(new { Data = new byte[] { 1, 2 } }, Options).Should().Be("""{"data":"AQI="}""");
        JsonSerializer.Serialize((ReadOnlyMemory<byte>)new byte[] { 1, 2 }, Options).Should().Be("\"AQI=\"");
        JsonSerializer.Serialize(new byte[] { 1, 2 }.AsMemory(), Options).Should().Be("\"AQI=\"");
    }

    [Test]
    public void Read_OutsideOfAPacket_TakesBase64Only()
    {
        JsonSerializer.Deserialize<byte[]>("\"AQI=\"", Options).Should().Equal(1, 2);
        JsonSerializer.Deserialize<Memory<byte>>("\"AQI=\"", Options).ToArray().Should().Equal(1, 2);
        JsonSerializer.Deserialize<ReadOnlyMemory<byte>>("\"AQI=\"", Options).ToArray().Should().Equal(1, 2);
        var read = () => JsonSerializer.Deserialize<byte[]>(First, Options);
        read.Should().Throw<JsonException>();
    }

    [Test]
    public void RoundTrip_BytesEverywhere_GivesTheSame([Values] bool isGenerated)
    {
        var options = isGenerated ? TestOptions.Create(DrawingContext.Default) : Options;
        var drawing = new Drawing
        {
            Title = "t",
            Image = [1],
            Thumbnail = new byte[] { 2 },
            Mask = new byte[] { 3 },
            Layers = [[4], []],
            Brushes = { ["a"] = new byte[] { 5 } },
            Background = new Drawing { Image = [6] },
        };
        using var writer = PayloadWriter.Rent(options);
        writer.Write(drawing);
        var (json, attachments) = writer.Complete();
        attachments.Select(part => Convert.ToHexString(part.Span)).Should().Equal("01", "02", "03", "04", "", "05", "06", "");

        var reader = new ArgumentReader(json.Span, attachments, options);
        reader.MoveNext();
        reader.Read<Drawing>().Should().BeEquivalentTo(drawing, like => like
            .ComparingByMembers<Drawing>()
            .Using<ReadOnlyMemory<byte>>(bytes => bytes.Subject.ToArray().Should().Equal(bytes.Expectation.ToArray())).WhenTypeIs<ReadOnlyMemory<byte>>()
            .Using<Memory<byte>>(bytes => bytes.Subject.ToArray().Should().Equal(bytes.Expectation.ToArray())).WhenTypeIs<Memory<byte>>());
    }

    [Test]
    public void AddTo_Twice_AddsOnce()
    {
        var options = new JsonSerializerOptions();
        AttachmentConverters.AddTo(options);
        var converters = options.Converters.ToArray();
        AttachmentConverters.AddTo(options);
        options.Converters.Should().Equal(converters).And.HaveCount(3);
    }

    [Test]
    public void AddTo_OptionsWithConverters_StandsInFrontOfThem()
    {
        var other = new JsonStringEnumConverter();
        var options = new JsonSerializerOptions { Converters = { other } };
        AttachmentConverters.AddTo(options);
        options.Converters[^1].Should().BeSameAs(other);
    }

    [Test]
    public void AddTo_Nothing_Throws()
    {
        var add = () => AttachmentConverters.AddTo(null!);
        add.Should().Throw<ArgumentNullException>();
    }
}
