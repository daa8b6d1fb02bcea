using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.Benchmarks.Micro;

/// <summary>The bodies of long-polling: a POST's is split into packets, the answer to a GET is joined from them.</summary>
[BenchmarkCategory("Polling payload")]
public class PayloadBenchmarks
{
    private static readonly string Packet = $"42[\"news\",{Sample.TextJson}]";

    private readonly ArrayBufferWriter<byte> _output = new();
    private byte[] _body = [];
    private FrameGroup[] _groups = [];

    [Params(1, 10, 1000)]
    public int Packets { get; set; }

    [Benchmark(Description = "split")]
    public int Split()
    {
        var count = 0;
        var reader = new EnginePayloadReader(_body);
        while (!reader.IsAtEnd && reader.TryRead())
        {
            count += reader.Current.Type is EnginePacketType.Message ? 1 : 0;
        }

        return count;
    }

    [Benchmark(Description = "join")]
    public long Join()
    {
        _output.ResetWrittenCount();
        var length = PollingPayload.GetLength(_groups);
        PollingPayload.Write(_output, _groups);
        return length;
    }

    [GlobalSetup]
    public void Prepare()
    {
        _body = Encoding.UTF8.GetBytes(string.Join((char)EnginePayloadReader.Separator, Enumerable.Repeat(Packet, Packets)));
        _groups = [.. Enumerable.Repeat(FrameGroup.FromText(Encoding.UTF8.GetBytes(Packet)), Packets)];
        Expect.That(Split() == Packets, "a body is split");
        Expect.That(Join() == _body.Length && _output.WrittenSpan.SequenceEqual(_body), "a body is joined");
    }
}
