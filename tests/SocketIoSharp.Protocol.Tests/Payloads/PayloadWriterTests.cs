using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp.Protocol.Tests.Payloads;

internal sealed class PayloadWriterTests
{
    private static readonly JsonSerializerOptions Options = TestOptions.Create();

    [Test]
    public void Complete_NothingWritten_IsAnEmptyArray()
    {
        using var writer = PayloadWriter.Rent(Options);
        WrittenPayload.Complete(writer).ShouldBe("[]");
    }

    [Test]
    public void Write_ElementsOfEveryType_AreJoined()
    {
        using var writer = PayloadWriter.Rent(Options);
        writer.Write("s\"\n<é>");
        writer.Write<string?>(null);
        writer.Write(1);
        writer.Write(1.5);
        writer.Write(true);
        writer.Write<object?>(null);
        writer.Write<object>("o");
        writer.Write(new object());
        writer.Write(new[] { 1, 2 });
        writer.Write(DayOfWeek.Friday);
        writer.Write(new { UserName = "u" });
        writer.Write(JsonSerializer.SerializeToElement(new { a = 1 }));
        WrittenPayload.Complete(writer).ShouldBe("""["s\"\n<é>",null,1,1.5,true,null,"o",{},[1,2],5,{"userName":"u"},{"a":1}]""");
    }

    [Test]
    public void Write_DeclaredAsObject_IsWrittenAsWhatItIs()
    {
        using var writer = PayloadWriter.Rent(Options);
        writer.Write<object>(new { A = 1 });
        writer.Write<object[]>([1, "x", new { B = 2 }]);
        WrittenPayload.Complete(writer).ShouldBe("""[{"a":1},[1,"x",{"b":2}]]""");
    }

    [Test]
    public void Write_HalfOfASurrogatePair_IsReplaced()
    {
        // As the objects of JavaScript's own encoder are: UTF-8 cannot carry it.
        using var writer = PayloadWriter.Rent(Options);
        writer.Write("a\ud800b");
        writer.Write(new { Text = "\udc00" });
        JsonDocument.Parse(WrittenPayload.Complete(writer).Json).RootElement.GetRawText()
            .Replace("\\uFFFD", "\ufffd", StringComparison.OrdinalIgnoreCase).Should().Be("[\"a\ufffdb\",{\"text\":\"\ufffd\"}]");
    }

    [Test]
    public void Rent_OtherOptions_AreKept()
    {
        var escaping = new JsonSerializerOptions(Options) { Encoder = JavaScriptEncoder.Default };
        WrittenPayload.Of(Options, "é").ShouldBe("[\"é\"]");
        WrittenPayload.Of(escaping, "é").ShouldBe("[\"\\u00E9\"]");
        WrittenPayload.Of(Options, "é").ShouldBe("[\"é\"]");
        WrittenPayload.Of(Options, new { A = "é" }).ShouldBe("[{\"a\":\"é\"}]");
        WrittenPayload.Of(escaping, new { A = "é" }).ShouldBe("[{\"a\":\"\\u00E9\"}]");
    }

    [Test]
    public void Rent_WithoutOptions_Throws()
    {
        var rent = () => PayloadWriter.Rent(null!);
        rent.Should().Throw<ArgumentNullException>();
    }

    [Test]
    public void Rent_SeveralAtOnce_AreIndependent()
    {
        using var first = PayloadWriter.Rent(Options);
        first.Write(new byte[] { 1 });
        using var second = PayloadWriter.Rent(Options);
        second.Write(new byte[] { 2 });
        first.Write("a");
        second.Write("b");

        second.Should().NotBeSameAs(first);
        WrittenPayload.Complete(first).ShouldBe("""[{"_placeholder":true,"num":0},"a"]""", "01");
        WrittenPayload.Complete(second).ShouldBe("""[{"_placeholder":true,"num":0},"b"]""", "02");
    }

    [Test]
    public void Write_TypeThatCannotBeWritten_LeavesTheNextUseClean() =>
        AfterFailureOf<NotSupportedException>(writer => writer.Write(new { A = new byte[] { 1 }, B = new IntPtr(1) }));

    [Test]
    public void Write_ValueThatContainsItself_LeavesTheNextUseClean() =>
        AfterFailureOf<JsonException>(writer =>
        {
            var list = new List<object>();
            list.Add(list);
            writer.Write(new { A = new byte[] { 1 }, B = list });
        });

    [Test]
    public void Write_PropertyThatThrows_LeavesTheNextUseClean() =>
        AfterFailureOf<InvalidTimeZoneException>(writer => writer.Write(Enumerable.Range(0, 10).Select(i => i < 9 ? i : throw new InvalidTimeZoneException())));

    [Test]
    public void Write_MegabytesThenLittle_GivesBoth()
    {
        var text = new string('x', 3_000_000);
        WrittenPayload.Of(Options, text).ShouldBe($"[\"{text}\"]");
        WrittenPayload.Of(Options, "small").ShouldBe("[\"small\"]");
        WrittenPayload.Of(Options, new { Text = text }).ShouldBe($$"""[{"text":"{{text}}"}]""");
        WrittenPayload.Of(Options, "small").ShouldBe("[\"small\"]");
    }

    [Test]
    public void Dispose_AfterALargePacket_LetsGoOfItsMemory()
    {
        var large = WriteLarge();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        large.IsAlive.Should().BeFalse("the thread may never write again");
    }

    [Test]
    public void Complete_AttachmentsKeptAfterDispose_StayAsTheyAre()
    {
        ReadOnlyMemory<byte>[] kept;
        using (var writer = PayloadWriter.Rent(Options))
        {
            writer.Write(new byte[] { 1 });
            kept = writer.Complete().Attachments;
        }

        WrittenPayload.Of(Options, new[] { new byte[] { 2 }, new byte[] { 3 } });
        kept.Should().ContainSingle().Which.ToArray().Should().Equal(1);
    }

    [Test]
    public void Write_ThreadsAtOnce_DoNotMix()
    {
        var results = new WrittenPayload[4];
        using var step = new Barrier(results.Length);
        var threads = Enumerable.Range(0, results.Length).Select(i => new Thread(() =>
        {
            using var writer = PayloadWriter.Rent(Options);
            for (var round = 0; round < 50; round++)
            {
                step.SignalAndWait();
                writer.Write(new byte[] { (byte)i, (byte)round });
            }

            results[i] = WrittenPayload.Complete(writer);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        for (var i = 0; i < results.Length; i++)
        {
            results[i].Attachments.Should().Equal(Enumerable.Range(0, 50).Select(round => $"{i:X2}{round:X2}"));
        }
    }

    private static void AfterFailureOf<TException>(Action<PayloadWriter> fail)
        where TException : Exception
    {
        var write = () =>
        {
            using var writer = PayloadWriter.Rent(Options);
            writer.Write(new byte[] { 9 });
            fail(writer);
        };
        write.Should().Throw<TException>();
        WrittenPayload.Of(Options, new { Data = new byte[] { 1 } }).ShouldBe("""[{"data":{"_placeholder":true,"num":0}}]""", "01");
        JsonSerializer.Serialize(new byte[] { 1 }, Options).Should().Be("\"AQ==\"");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference WriteLarge()
    {
        using var writer = PayloadWriter.Rent(Options);
        writer.Write(new string('x', 1_000_000));
        MemoryMarshal.TryGetArray(writer.Complete().Json, out var segment);
        return new WeakReference(segment.Array);
    }
}
