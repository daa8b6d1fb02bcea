using System.Text;
using System.Text.Json;
using SocketIoSharp.Protocol.Payloads;
using SocketIoSharp.Protocol.SocketIo;
using SocketIoSharp.Protocol.Tests.Fixtures;
using SocketIoSharp.Protocol.Tests.Payloads;

namespace SocketIoSharp.Protocol.Tests.Fuzzing;

/// <summary>What the decoder of Socket.IO packets promises for any input.</summary>
internal static class SocketIoPromises
{
    private static readonly JsonSerializerOptions Options = TestOptions.Create();

    private static readonly JsonPacketParser Parser = new();

    private static readonly Mutator Texts = new(
        [
            .. FixtureFile.SocketPackets.Entries.Concat(FixtureFile.SocketBinary.Entries).Concat(FixtureFile.SocketErrors.Entries)
                .SelectMany(FixtureMessage.AllOf).Where(message => !message.IsBinary).Select(message => message.Bytes),
        ],
        [
            .. ((string[])[
                "0", "1", "2", "3", "4", "51-", "52-", "61-", "510-", "511-", "/", "/a,", ",", "[", "]", "{", "}", "\"", ":", "\\", "\\u0000", "\\ud800", "\\udc00",
                "\"_placeholder\":true", "\"num\":0", "\"num\":1", "\"num\":-1", "1e400", "0.5", "null", "true", "{\"_placeholder\":true,\"num\":0}", "9007199254740993",
                "99999999999999999999", " ", "\n", "日", "😀", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "\"connect\"", "\"\\u0063onnect\"",
            ]).Select(Encoding.UTF8.GetBytes),
            [0x80], [0xC3], [0xED, 0xA0, 0x80], [0xFF], [0],
        ]);

    /// <summary>A packet and, mostly, attachments, on a connection that lives until its first error.</summary>
    /// <returns>What became of it.</returns>
    public static DecodeStatus TryPacket(PacketDecoder decoder, Random random)
    {
        var text = Texts.Next(random);
        text = random.Next(2) == 0 ? text : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));
        var status = Decode(decoder, text, isBinary: false, random);
        for (var i = random.Next(20) == 0 ? 0 : 10; status is DecodeStatus.Incomplete && i > 0; i--)
        {
            status = Decode(decoder, new byte[random.Next(4)], isBinary: true, random, text);
        }

        if (status is DecodeStatus.Failed)
        {
            decoder.Reset();
        }

        return status;
    }

    public static PacketDecoder CreateDecoder() => Parser.CreateDecoder();

    private static DecodeStatus Decode(PacketDecoder decoder, byte[] message, bool isBinary, Random random, byte[]? origin = null)
    {
        var input = origin ?? message;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (status, packet, reason) = FuzzInput.Guard(input, () => (decoder.Decode(message, isBinary, out var found, out var why), found, why));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        FuzzInput.CheckAllocated(allocated, 8192 + (16 * input.Length), input);
        FuzzInput.Check((reason is not null) == (status is DecodeStatus.Failed), "a reason if and only if it failed", input);
        FuzzInput.Check(status is not DecodeStatus.Incomplete || packet.Json.IsEmpty, "no payload yet", input);
        if (status is DecodeStatus.Complete)
        {
            CheckPacket(packet, input);
            if (random.Next(4) == 0)
            {
                CheckPassedOn(packet, input);
            }
        }

        return status;
    }

    private static void CheckPacket(Packet packet, byte[] input)
    {
        FuzzInput.Check(packet.Type is >= PacketType.Connect and <= PacketType.ConnectError, "a type that is not binary", input);
        FuzzInput.Check(packet.Namespace.StartsWith('/') && !packet.Namespace.Contains(','), "a namespace", input);
        FuzzInput.Check(packet.AckId >= Packet.NoAck, "an ack id", input);
        FuzzInput.Check(packet.Attachments is not null, "a list of attachments", input);
        if (!packet.Json.IsEmpty)
        {
            using var document = FuzzInput.Guard(input, () => JsonDocument.Parse(packet.Json));
            var root = document.RootElement;
            FuzzInput.Check(
                packet.Type switch
                {
                    PacketType.Connect => root.ValueKind is JsonValueKind.Object,
                    PacketType.Event => root.GetArrayLength() > 0 && root[0].ValueKind is JsonValueKind.String or JsonValueKind.Number,
                    PacketType.Ack => root.ValueKind is JsonValueKind.Array,
                    PacketType.ConnectError => root.ValueKind is JsonValueKind.Object or JsonValueKind.String,
                    _ => false,
                },
                "a payload of the shape that the type demands", input);
        }

        CheckSame(packet, FuzzInput.Guard(input, () => Again(packet)), input);
    }

    private static void CheckSame(Packet packet, Packet again, byte[] input)
    {
        FuzzInput.Check(
            again.Type == packet.Type && again.Namespace == packet.Namespace && again.AckId == packet.AckId
            && again.Json.Span.SequenceEqual(packet.Json.Span) && again.Attachments.Length == packet.Attachments.Length,
            "the same packet after encoding and decoding", input);
    }

    private static void CheckPassedOn(Packet packet, byte[] input)
    {
        if (packet.Type is not (PacketType.Event or PacketType.Ack) || packet.Json.IsEmpty)
        {
            return;
        }

        // The array is an argument like any other.
        FuzzInput.Guard(input, () =>
        {
            using var writer = PayloadWriter.Rent(new JsonSerializerOptions(Options) { MaxDepth = 65 });
            writer.Write("relayed");
            writer.WriteReceived(packet.Json.Span, packet.Attachments);
            var (json, attachments) = writer.Complete();
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 65 });
            return attachments.Length > 0 ? 0 : document.RootElement.GetArrayLength();
        });
    }

    private static Packet Again(Packet packet)
    {
        var group = Parser.Encode(packet);
        var decoder = Parser.CreateDecoder();
        var status = decoder.Decode(group.Text[1..], isBinary: false, out var again, out var reason);
        foreach (var attachment in group.Attachments)
        {
            status = decoder.Decode(attachment, isBinary: true, out again, out reason);
        }

        return status is DecodeStatus.Complete ? again : throw new InvalidDataException($"{status} {reason}");
    }
}
