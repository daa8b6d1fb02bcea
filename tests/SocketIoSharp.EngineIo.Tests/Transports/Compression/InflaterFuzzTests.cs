using SocketIoSharp.EngineIo.Transports.Compression;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.EngineIo.Tests.Transports.Compression;

internal sealed class InflaterFuzzTests
{
    private const int Limit = 50_000;

    [Test]
    public void Decoder_MutatedCompressedFrames_NeverThrowsNorExceedsItsLimit()
    {
        var random = new Random(20240611);
        byte[][] seeds =
        [
            ClientFrame.Of(ClientFrame.Ping, [1, 2, 3]),
            DeflateWire.Frame(ClientFrame.Text, DeflateWire.Deflate("4[\"hello\",{\"a\":1}]")),
            DeflateWire.Frame(ClientFrame.Binary, DeflateWire.Deflate(new byte[Limit - 1])),
            [.. DeflateWire.Frame(ClientFrame.Text, DeflateWire.Deflate("4abc")[..3], isFinal: false), .. DeflateWire.Frame(ClientFrame.Continuation, DeflateWire.Deflate("4abc")[3..], isCompressed: false)],
        ];
        var statuses = new HashSet<WebSocketReadStatus>();
        for (var run = 0; run < 5_000; run++)
        {
            using var inflater = new MessageInflater(forgets: run % 2 == 0);
            var decoder = new WebSocketDecoder(new WebSocketLimits(Limit), inflater);
            byte[] input = [.. Mutate(seeds[run % seeds.Length], random), .. Mutate(seeds[random.Next(seeds.Length)], random)];
            statuses.UnionWith(ReadAll(decoder, input));
        }

        statuses.Should().BeEquivalentTo([WebSocketReadStatus.Message, WebSocketReadStatus.Control, WebSocketReadStatus.Failed, WebSocketReadStatus.NeedMoreBytes]);
    }

    private static IEnumerable<WebSocketReadStatus> ReadAll(WebSocketDecoder decoder, byte[] input)
    {
        var start = 0;
        while (true)
        {
            var result = decoder.Read(input.AsMemory(start), out var consumed);
            start += consumed;
            result.Payload.Length.Should().BeLessThanOrEqualTo(Limit);
            yield return result.Status;
            if (result.Status is WebSocketReadStatus.Failed or WebSocketReadStatus.NeedMoreBytes)
            {
                yield break;
            }
        }
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        byte[] bytes = [.. seed];
        for (var i = random.Next(4); i > 0; i--)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }

        return bytes;
    }
}
