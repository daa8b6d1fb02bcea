using System.Text.Json;
using SocketIoSharp.MessagePack.Tests.Fixtures;
using SocketIoSharp.Protocol.SocketIo;
using SocketIoSharp.Protocol.Tests.Fuzzing;

namespace SocketIoSharp.MessagePack.Tests.Fuzzing;

/// <summary>What the decoder of MessagePack packets promises for any input: nothing throws, little is allocated, and what is accepted is a packet.</summary>
internal static class MessagePackPromises
{
    private static readonly byte[][] Messages = MessagePackVectors.Messages;

    private static readonly MessagePackPacketParser Parser = new();

    private static readonly byte[][] Tokens =
    [
        [0xC1], [0xD4, 0, 0], [0xD7, 0], [0xDD, 0xFF, 0xFF, 0xFF, 0xFF], [0xDF, 0xFF, 0xFF, 0xFF, 0xFF], [0xDB, 0x7F, 0xFF, 0xFF, 0xFF], [0xC6, 0xFF, 0xFF, 0xFF, 0xFF],
        [0xC4, 0], [0xC7, 0, 0], [0x91], [0x81], [0x80], [0xCB], [0xA4, (byte)'d', (byte)'a', (byte)'t', (byte)'a'], [0xA2, (byte)'i', (byte)'d'],
    ];

    /// <summary>One message on its own. What is refused has a reason, what is accepted is a packet.</summary>
    /// <returns>Whether it was accepted.</returns>
    public static bool TryMessage(Random random)
    {
        var input = Messages[random.Next(Messages.Length)];
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            input = Change(input, random);
        }

        var decoder = Parser.CreateDecoder();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (status, packet, reason) = FuzzInput.Guard(input, () => (decoder.Decode(input, isBinary: true, out var found, out var why), found, why));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        FuzzInput.CheckAllocated(allocated, 4096 + (80L * input.Length), input);
        FuzzInput.Check(status is not DecodeStatus.Incomplete, "a message is a packet", input);
        FuzzInput.Check((reason is null) == (status is DecodeStatus.Complete), "a reason if and only if it failed", input);
        if (status is DecodeStatus.Complete)
        {
            FuzzInput.Guard(input, () => CheckPacket(packet, input));
        }

        return status is DecodeStatus.Complete;
    }

    // What was accepted is JSON that every reader takes, and encodes to a message that decodes to itself.
    private static bool CheckPacket(Packet packet, byte[] input)
    {
        if (packet.Json.IsEmpty)
        {
            return true;
        }

        var reader = new Utf8JsonReader(packet.Json.Span, new JsonReaderOptions { MaxDepth = 64 });
        while (reader.Read())
        {
        }

        var frames = Parser.Encode(packet);
        var status = Parser.CreateDecoder().Decode(frames.Attachments[0], isBinary: true, out var again, out var reason);
        FuzzInput.Check(status is DecodeStatus.Complete, $"encoded again it is refused: {reason}", input);
        FuzzInput.Check(again.Type == packet.Type && again.AckId == packet.AckId && again.Attachments.Length == packet.Attachments.Length, "encoded again it is the same", input);
        FuzzInput.Check(JsonElement.DeepEquals(Parse(again), Parse(packet)), "encoded again it has the same payload", input);
        return true;
    }

    private static JsonElement Parse(in Packet packet) => JsonDocument.Parse(packet.Json).RootElement;

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
