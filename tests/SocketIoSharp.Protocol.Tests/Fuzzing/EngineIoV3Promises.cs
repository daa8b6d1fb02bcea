using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.EngineIo.Jsonp;
using SocketIoSharp.Protocol.EngineIo.V3;
using SocketIoSharp.Protocol.Tests.Fixtures;

namespace SocketIoSharp.Protocol.Tests.Fuzzing;

/// <summary>What the decoders of Engine.IO revision 3 promise for any input.</summary>
internal static class EngineIoV3Promises
{
    private static readonly byte[][] Corpus =
    [
        .. FixtureFile.V3Packets.Entries.Concat(FixtureFile.V3Payloads.Entries).Select(entry => FixtureMessage.Of(entry.GetProperty("wire")).Bytes),
    ];

    private static readonly Mutator Bodies = new(
        Corpus,
        [.. ((string[])["1:2", "0:", ":", "4", "b4", "b", "9", "99999999999:", "€", "😀", "d=", "&", "%5C", "\\n"]).Select(Encoding.UTF8.GetBytes), [0xFF], [0], [1], [9], [0, 1, 0xFF]]);

    /// <summary>A payload in text form holds what a naive reader finds.</summary>
    public static void TryText(Random random)
    {
        // The reader is promised valid UTF-8.
        var body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Bodies.Next(random)));
        var found = FuzzInput.Guard(body, () => ReadAll(new V3TextPayloadReader(body)));

        FuzzInput.Check(found.SequenceEqual(NaiveText(Encoding.UTF8.GetString(body))), "the same packets", body);
    }

    /// <summary>A payload in binary form holds what a naive reader finds.</summary>
    public static void TryBinary(Random random)
    {
        var body = Bodies.Next(random);
        var found = FuzzInput.Guard(body, () => body.Length == 0 ? [] : ReadAll(new V3BinaryPayloadReader(body)));

        FuzzInput.Check(found.SequenceEqual(NaiveBinary(body)), "the same packets", body);
    }

    /// <summary>What is written, in either form, is read again.</summary>
    public static void TryWriting(Random random)
    {
        var body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Bodies.Next(random)));
        var packets = ReadAll(new V3TextPayloadReader(body)).OfType<EngineFixturePacket>().Where(packet => !packet.IsBinary || packet.Type is EnginePacketType.Message).ToList();
        var groups = packets.Select(packet => packet.Encode()).ToArray();
        var (text, binary) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        V3TextPayload.Write(text, groups);
        V3BinaryPayload.Write(binary, groups);

        FuzzInput.Check(text.WrittenCount == V3TextPayload.GetLength(groups) && binary.WrittenCount == V3BinaryPayload.GetLength(groups), "the lengths", body);
        FuzzInput.Check(packets.Count == 0 || ReadAll(new V3TextPayloadReader(text.WrittenMemory)).SequenceEqual(packets), "text again", body);
        FuzzInput.Check(packets.Count == 0 || ReadAll(new V3BinaryPayloadReader(binary.WrittenMemory)).SequenceEqual(packets), "binary again", body);
    }

    /// <summary>The form of a JSONP client gives a payload no longer than itself, or none.</summary>
    public static void TryForm(Random random)
    {
        byte[] body = [.. "d="u8, .. Bodies.Next(random)];
        var (isRead, payload) = FuzzInput.Guard(body, () => (JsonpForm.TryReadPayload(body, out var found), found));

        FuzzInput.Check(isRead == (payload is not null) && (payload?.Length ?? 0) <= body.Length, "no more than came", body);
    }

    private static List<EngineFixturePacket?> ReadAll<TReader>(TReader reader)
        where TReader : struct, IEnginePacketReader
    {
        var packets = new List<EngineFixturePacket?>();
        do
        {
            var isRead = reader.TryRead();
            if (!isRead || reader.Current != default)
            {
                packets.Add(isRead ? EngineFixturePacket.Of(reader.Current) : null);
            }

            if (!isRead && !reader.IsAtEnd)
            {
                throw new InvalidOperationException("There is nothing to read behind a malformed packet.");
            }
        }
        while (!reader.IsAtEnd);
        return packets;
    }

    private static List<EngineFixturePacket?> NaiveText(string body)
    {
        var packets = new List<EngineFixturePacket?>();
        do
        {
            var colon = body.IndexOf(':', StringComparison.Ordinal);
            var digits = colon < 0 ? string.Empty : body[..colon];
            if (digits.Length is 0 or > 10 || !digits.All(char.IsAsciiDigit) || long.Parse(digits, CultureInfo.InvariantCulture) > body.Length - colon - 1)
            {
                return [.. packets, null];
            }

            var end = colon + 1 + (int)long.Parse(digits, CultureInfo.InvariantCulture);
            if (end < body.Length && char.IsLowSurrogate(body[end]))
            {
                return [.. packets, null];
            }

            var text = body[(colon + 1)..end];
            body = body[end..];
            if (text.Length > 0)
            {
                packets.Add(NaivePacket(text));
            }
        }
        while (body.Length > 0 && packets is not [.., null]);
        return packets;
    }

    private static List<EngineFixturePacket?> NaiveBinary(byte[] body)
    {
        var packets = new List<EngineFixturePacket?>();
        var rest = body.AsSpan();
        while (!rest.IsEmpty)
        {
            var end = rest[1..].IndexOf((byte)0xFF);
            if (end is < 1 or > 10 || rest[1..(end + 1)].ContainsAnyExceptInRange((byte)0, (byte)9))
            {
                return [null];
            }

            var length = rest[1..(end + 1)].ToArray().Aggregate(0L, (value, digit) => (value * 10) + digit);
            var data = rest[(end + 2)..];
            if (length > data.Length)
            {
                return [null];
            }

            packets.Add(rest[0] != 0 ? EngineFixturePacket.Of(V3PacketCodec.DecodeBinary(data[..(int)length].ToArray()))
                : Utf8.IsValid(data[..(int)length]) ? NaivePacket(Encoding.UTF8.GetString(data[..(int)length]))
                : null);
            rest = data[(int)length..];
        }

        var bad = packets.IndexOf(null);
        return bad < 0 ? packets : packets[..(bad + 1)];
    }

    private static EngineFixturePacket? NaivePacket(string text) =>
        V3PacketCodec.TryDecodeText(Encoding.UTF8.GetBytes(text), out var packet) ? EngineFixturePacket.Of(packet) : null;
}
