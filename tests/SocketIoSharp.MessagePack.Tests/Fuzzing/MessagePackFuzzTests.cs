using System.Text.Json;
using SocketIoSharp.MessagePack.Tests.Fixtures;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.MessagePack.Tests.Fuzzing;

/// <summary>Vectors with changed bytes, the same ones every time: nothing throws, little is allocated, and what is accepted is a packet.</summary>
internal sealed class MessagePackFuzzTests
{
    private const int Inputs = 60_000;
    private static readonly byte[][] Tokens =
    [
        [0xC1], [0xD4, 0, 0], [0xD7, 0], [0xDD, 0xFF, 0xFF, 0xFF, 0xFF], [0xDF, 0xFF, 0xFF, 0xFF, 0xFF], [0xDB, 0x7F, 0xFF, 0xFF, 0xFF], [0xC6, 0xFF, 0xFF, 0xFF, 0xFF],
        [0xC4, 0], [0xC7, 0, 0], [0x91], [0x81], [0x80], [0xCB], [0xA4, (byte)'d', (byte)'a', (byte)'t', (byte)'a'], [0xA2, (byte)'i', (byte)'d'],
    ];

    [Test]
    public void Decode_MutatedMessages_NeverThrowsAndStaysSmall()
    {
        var random = new Random(20_260_201);
        var messages = MessagePackVectors.Messages;
        var parser = new MessagePackPacketParser();
        var decoder = parser.CreateDecoder();
        var (accepted, refused) = (0, 0);
        for (var i = 0; i < Inputs; i++)
        {
            var input = messages[random.Next(messages.Length)];
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                input = Change(input, random);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            DecodeStatus status;
            Packet packet;
            string? reason;
            try
            {
                status = decoder.Decode(input, isBinary: true, out packet, out reason);
            }
            catch (Exception exception)
            {
                throw new AssertionException($"{exception.GetType().Name} for Convert.FromHexString(\"{Convert.ToHexString(input)}\")", exception);
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Check(allocated < 4096 + (80L * input.Length), $"{allocated} bytes were allocated", input);
            Check(status is not DecodeStatus.Incomplete, "a message is a packet", input);
            Check((reason is null) == (status is DecodeStatus.Complete), "a reason if and only if it failed", input);
            if (status is DecodeStatus.Complete)
            {
                accepted++;
                CheckPacket(parser, packet, input);
            }
            else
            {
                refused++;
            }
        }

        accepted.Should().BeGreaterThan(Inputs / 50);
        refused.Should().BeGreaterThan(Inputs / 4);
    }

    // What was accepted is JSON that every reader takes, and encodes to a message that decodes to itself.
    private static void CheckPacket(MessagePackPacketParser parser, in Packet packet, byte[] input)
    {
        if (packet.Json.IsEmpty)
        {
            return;
        }

        var reader = new Utf8JsonReader(packet.Json.Span, new JsonReaderOptions { MaxDepth = 64 });
        while (reader.Read())
        {
        }

        var frames = parser.Encode(packet);
        var status = parser.CreateDecoder().Decode(frames.Attachments[0], isBinary: true, out var again, out var reason);
        Check(status is DecodeStatus.Complete, $"encoded again it is refused: {reason}", input);
        Check(again.Type == packet.Type && again.AckId == packet.AckId && again.Attachments.Length == packet.Attachments.Length, "encoded again it is the same", input);
        Check(JsonElement.DeepEquals(Parse(again), Parse(packet)), "encoded again it has the same payload", input);
    }

    private static JsonElement Parse(in Packet packet) => JsonDocument.Parse(packet.Json).RootElement;

    private static void Check(bool isTrue, string what, byte[] input)
    {
        if (!isTrue)
        {
            Assert.Fail($"{what}: Convert.FromHexString(\"{Convert.ToHexString(input)}\")");
        }
    }

    private static byte[] Change(byte[] input, Random random)
    {
        var at = random.Next(input.Length + 1);
        var end = Math.Min(input.Length, at + random.Next(1, 9));
        var changed = input.ToArray();
        switch (random.Next(6))
        {
            case 0 when changed.Length > 0:
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
                return changed;
            case 1:
                return [.. input[..at], .. input[end..]];
            case 2:
                return [.. input[..at], .. Tokens[random.Next(Tokens.Length)], .. input[at..]];
            case 3:
                return [.. input[..at], .. Tokens[random.Next(Tokens.Length)], .. input[end..]];
            case 4 when changed.Length > 0:
                changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
                return changed;
            default:
                return [.. input[..end], .. input[at..]];
        }
    }
}
