using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp.Protocol.Tests.Payloads;

/// <summary>A converter of the application that itself writes or reads a packet, while one is being written or read.</summary>
internal sealed class NestedEmitTests
{
    [Test]
    public void Write_ConverterThatWritesAnotherPacket_BothAreWhole()
    {
        var converter = new EmittingConverter(() => { });
        var options = converter.Options;
        using var writer = PayloadWriter.Rent(options);
        writer.Write(new byte[] { 1 });
        writer.Write(new object[] { new byte[] { 2 }, new Trigger(), new byte[] { 3 } });
        writer.Write(new byte[] { 4 });

        WrittenPayload.Complete(writer).ShouldBe(
            """[{"_placeholder":true,"num":0},[{"_placeholder":true,"num":1},"emitted",{"_placeholder":true,"num":2}],{"_placeholder":true,"num":3}]""",
            "01", "02", "03", "04");
        converter.Emitted.Should().ContainSingle().Which.ShouldBe("""["nested",{"_placeholder":true,"num":0},{"a":{"_placeholder":true,"num":1}}]""", "AA", "BB");
    }

    [Test]
    public void Write_ConverterWhoseOwnPacketFails_LeavesTheOuterOneWhole()
    {
        var converter = new EmittingConverter(() => throw new InvalidTimeZoneException());
        using var writer = PayloadWriter.Rent(converter.Options);
        writer.Write(new object[] { new byte[] { 1 }, new Trigger(), new byte[] { 2 } });

        WrittenPayload.Complete(writer).ShouldBe("""[[{"_placeholder":true,"num":0},"failed",{"_placeholder":true,"num":1}]]""", "01", "02");
        WrittenPayload.Of(converter.Options, "next").ShouldBe("""["next"]""");
    }

    [Test]
    public void Read_ConverterThatReadsAnotherPacket_BothFindTheirAttachments()
    {
        var options = new EmittingConverter(() => { }).Options;
        var json = """[[{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}],{"before":{"_placeholder":true,"num":0},"trigger":1,"after":{"_placeholder":true,"num":1}}]"""u8;
        var reader = new ArgumentReader(json, [new byte[] { 1 }, new byte[] { 2 }], options);
        reader.MoveNext();
        reader.Read<byte[][]>().Should().BeEquivalentTo(new[] { new byte[] { 1 }, new byte[] { 2 } });
        reader.MoveNext();
        var read = reader.Read<Around>()!;

        read.Before.Should().Equal(1);
        read.Trigger.Bytes.Should().Equal(0xCC);
        read.After.Should().Equal(2);
    }

    private sealed record Around(byte[] Before, Trigger Trigger, byte[] After);

    private sealed record Trigger(byte[]? Bytes = null);

    private sealed class EmittingConverter : JsonConverter<Trigger>
    {
        private readonly Action _whileWriting;

        public EmittingConverter(Action whileWriting)
        {
            _whileWriting = whileWriting;
            Options = TestOptions.Create(this);
        }

        public JsonSerializerOptions Options { get; }

        public List<WrittenPayload> Emitted { get; } = [];

        public override void Write(Utf8JsonWriter writer, Trigger value, JsonSerializerOptions options)
        {
            try
            {
                using var inner = PayloadWriter.Rent(options);
                inner.Write("nested");
                inner.WriteReceived("""{"_placeholder":true,"num":0}"""u8, [new byte[] { 0xAA }]);
                _whileWriting();
                inner.Write(new { A = new byte[] { 0xBB } });
                Emitted.Add(WrittenPayload.Complete(inner));
                writer.WriteStringValue("emitted");
            }
            catch (InvalidTimeZoneException)
            {
                writer.WriteStringValue("failed");
            }
        }

        public override Trigger Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var inner = new ArgumentReader(Encoding.UTF8.GetBytes("""[{"_placeholder":true,"num":0}]"""), [new byte[] { 0xCC }], options);
            inner.MoveNext();
            return new Trigger(inner.Read<byte[]>());
        }
    }
}
