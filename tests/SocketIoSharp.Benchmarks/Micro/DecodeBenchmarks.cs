using System.Text;
using BenchmarkDotNet.Attributes;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Benchmarks.Micro;

/// <summary>From the text of a message to a packet: header, shape and well-formedness of the JSON.</summary>
[BenchmarkCategory("Packet decode")]
public class DecodeBenchmarks
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes($"2[\"news\",{Sample.TextJson}]");
    private static readonly byte[] Four = Encoding.UTF8.GetBytes($"2[\"news\",{Sample.TextJson},{Sample.WholeJson},{Sample.RealJson},{Sample.MessageJson}]");
    private static readonly byte[] Ack = Encoding.UTF8.GetBytes($"313[{Sample.TextJson}]");
    private static readonly byte[] Binary = Encoding.UTF8.GetBytes($"51-[\"upload\",{Sample.Placeholder}]");
    private static readonly byte[] Connect = Encoding.UTF8.GetBytes("""0{"token":"the quick brown fox jumps over i"}""");

    private readonly PacketDecoder _decoder = new JsonPacketParser().CreateDecoder();

    [Benchmark(Description = "event, one string")]
    public DecodeStatus DecodeText() => Decode(Text);

    [Benchmark(Description = "event, string + int + double + record")]
    public DecodeStatus DecodeFour() => Decode(Four);

    [Benchmark(Description = "ack answer, one string")]
    public DecodeStatus DecodeAck() => Decode(Ack);

    [Benchmark(Description = "binary event, up to its attachment")]
    public DecodeStatus DecodeBinary()
    {
        var status = Decode(Binary);

        // The attachment does not come: the next one begins anew.
        _decoder.Reset();
        return status;
    }

    [Benchmark(Description = "connect with auth")]
    public DecodeStatus DecodeConnect() => Decode(Connect);

    [GlobalSetup]
    public void Check() =>
        Expect.That(
            DecodeText() is DecodeStatus.Complete && DecodeFour() is DecodeStatus.Complete && DecodeAck() is DecodeStatus.Complete
            && DecodeBinary() is DecodeStatus.Incomplete && DecodeConnect() is DecodeStatus.Complete,
            "packets are decoded");

    private DecodeStatus Decode(byte[] message) => _decoder.Decode(message, isBinary: false, out _, out _);
}
