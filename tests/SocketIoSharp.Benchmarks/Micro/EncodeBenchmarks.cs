using System.Text;
using BenchmarkDotNet.Attributes;
using SocketIoSharp.Benchmarks.Micro.InMemory;
using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.Payloads;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Benchmarks.Micro;

/// <summary>From arguments to what is queued: serialised and framed, as every emit does it.</summary>
[BenchmarkCategory("Packet encode")]
public class EncodeBenchmarks
{
    private static readonly byte[] ConnectReply = """{"sid":"xJ3pTq0vB1cD2eF4gH5i"}"""u8.ToArray();

    private readonly SocketIoOptions _options = new();
    private readonly JsonPacketParser _parser = new();

    [Benchmark(Description = "event, one string")]
    public FrameGroup EncodeText()
    {
        using var writer = Begin("news");
        writer.Write(Sample.Text);
        return Frame(PacketType.Event, Packet.NoAck, writer);
    }

    [Benchmark(Description = "event, string + int + double + record")]
    public FrameGroup EncodeFour()
    {
        using var writer = Begin("news");
        writer.Write(Sample.Text);
        writer.Write(Sample.Whole);
        writer.Write(Sample.Real);
        writer.Write(Sample.Message);
        return Frame(PacketType.Event, Packet.NoAck, writer);
    }

    [Benchmark(Description = "ack answer, one string")]
    public FrameGroup EncodeAck()
    {
        using var writer = PayloadWriter.Rent(_options.Json);
        writer.Write(Sample.Text);
        return Frame(PacketType.Ack, 13, writer);
    }

    [Benchmark(Description = "binary event, 64 bytes")]
    public FrameGroup EncodeBinary()
    {
        using var writer = Begin("upload");
        writer.Write(Sample.Bytes);
        return Frame(PacketType.Event, Packet.NoAck, writer);
    }

    [Benchmark(Description = "connect reply")]
    public FrameGroup EncodeConnect() => _parser.Encode(new Packet(PacketType.Connect, "/", ConnectReply));

    [GlobalSetup]
    public void Prepare()
    {
        // A server is what makes the options complete.
        new InMemoryServer(_options).Dispose();
        Expect.That(TextOf(EncodeText()) == $"42[\"news\",{Sample.TextJson}]", "an event is encoded");
        Expect.That(TextOf(EncodeFour()).EndsWith($"{Sample.MessageJson}]", StringComparison.Ordinal), "a record is encoded");
        Expect.That(TextOf(EncodeAck()) == $"4313[{Sample.TextJson}]", "an answer is encoded");
        Expect.That(TextOf(EncodeBinary()) == $"451-[\"upload\",{Sample.Placeholder}]", "a binary event is encoded");
        Expect.That(TextOf(EncodeConnect()).StartsWith("40{", StringComparison.Ordinal), "a connect reply is encoded");
    }

    private static string TextOf(FrameGroup group) => Encoding.UTF8.GetString(group.Text.Span);

    private PayloadWriter Begin(string eventName)
    {
        var writer = PayloadWriter.Rent(_options.Json);
        writer.Write(eventName);
        return writer;
    }

    private FrameGroup Frame(PacketType type, long ackId, PayloadWriter writer)
    {
        var (json, attachments) = writer.Complete();
        return _parser.Encode(new Packet(type, "/", ackId, json, attachments));
    }
}
