using System.Buffers;
using System.Text;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.Tests.Fixtures;

namespace SocketIoSharp.Protocol.Tests.Fuzzing;

/// <summary>What the decoders of Engine.IO promise for any input.</summary>
internal static class EngineIoPromises
{
    private static readonly Mutator Texts = new(
        [
            .. FixtureFile.EnginePackets.Entries.Concat(FixtureFile.EnginePayloads.Entries)
                .Select(entry => FixtureMessage.Of(entry.GetProperty("wire")).Bytes),
        ],
        [.. ((string[])["\u001e", "4", "b", "b=", "bAQID", "1", "=", "-_", " ", "\r\n", "é", "7", "\u001e\u001e"]).Select(Encoding.UTF8.GetBytes), [0xFF], [0x80], [0]]);

    /// <summary>A packet is taken by its first character, and read as it is.</summary>
    public static void TryPacket(Random random)
    {
        var text = Texts.Next(random);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (isDecoded, packet) = FuzzInput.Guard(text, () => (EnginePacketCodec.TryDecode(text, out var found), found));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        FuzzInput.CheckAllocated(allocated, 4096 + (4 * text.Length), text);
        CheckPacket(isDecoded, packet, text);
    }

    /// <summary>A payload is its packets, each by itself.</summary>
    public static void TryPayload(Random random)
    {
        var payload = Texts.Next(random);
        var pieces = Split(payload);
        var reader = new EnginePayloadReader(payload);
        foreach (var piece in pieces)
        {
            FuzzInput.Check(!reader.IsAtEnd, "a piece more", payload);
            var isRead = reader.TryRead();
            CheckPacket(isRead, isRead ? reader.Current : default, piece);
        }

        FuzzInput.Check(reader.IsAtEnd, "no piece left", payload);
    }

    /// <summary>What is written is read again.</summary>
    public static void TryWriting(Random random)
    {
        var packets = Split(Texts.Next(random)).Select(piece => (IsDecoded: EnginePacketCodec.TryDecode(piece, out var packet), packet))
            .Where(found => found.IsDecoded).Select(found => EngineFixturePacket.Of(found.packet)).ToArray();
        var output = new ArrayBufferWriter<byte>();
        PollingPayload.Write(output, [.. packets.Select(packet => packet.Encode())]);
        var reader = new EnginePayloadReader(output.WrittenMemory);
        foreach (var packet in packets)
        {
            FuzzInput.Check(reader.TryRead() && EngineFixturePacket.Of(reader.Current).Equals(packet), $"{packet} again", output.WrittenSpan);
        }
    }

    private static void CheckPacket(bool isDecoded, EnginePacket packet, byte[] text)
    {
        var first = text.Length == 0 ? 'x' : (char)text[0];
        FuzzInput.Check(isDecoded == (first is >= '0' and <= '6' or 'b'), "taken by its first character", text);
        if (!isDecoded)
        {
            return;
        }

        FuzzInput.Check(packet.IsBinary == (first == 'b'), "binary after a b", text);
        FuzzInput.Check((byte)packet.Type == (packet.IsBinary ? '4' : first), "the type of the first character", text);
        FuzzInput.Check(packet.Body.Span.SequenceEqual(packet.IsBinary ? NaiveBase64(text[1..]) : text[1..]), "the body", text);
    }

    // What Node.js does, in as few words as possible: cut at the first "=", drop what is in no alphabet, pad.
    private static byte[] NaiveBase64(byte[] text)
    {
        var letters = string.Concat(text.TakeWhile(value => value != '=').Select(value => (char)value)
            .Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '-' or '_'))
            .Replace('-', '+').Replace('_', '/');
        letters = letters.Length % 4 == 1 ? letters[..^1] : letters;
        return Convert.FromBase64String(letters.PadRight((letters.Length + 3) / 4 * 4, '='));
    }

    private static List<byte[]> Split(byte[] payload)
    {
        var pieces = new List<byte[]>();
        var start = 0;
        for (var i = 0; i <= payload.Length; i++)
        {
            if (i == payload.Length || payload[i] == 0x1E)
            {
                pieces.Add(payload[start..i]);
                start = i + 1;
            }
        }

        return pieces;
    }
}
