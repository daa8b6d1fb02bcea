using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.Protocol.Tests.WebSockets;

/// <summary>Whole messages: their lengths, the forms a length may take, masking keys and several frames behind each other.</summary>
internal static class LengthCases
{
    public static IEnumerable<DecoderCase> All => [.. Lengths(), .. Forms(), .. Masks(), .. Sequences(), .. Unfinished()];

    private static IEnumerable<DecoderCase> Lengths()
    {
        foreach (var length in (int[])[0, 1, 2, 3, 4, 5, 124, 125, 126, 127, 128, 65534, 65535, 65536, 65537])
        {
            var bytes = Bytes(length);
            var letters = bytes.Select(value => (byte)('a' + (value % 26))).ToArray();
            yield return DecoderCase.Of($"binary of {length} bytes", ClientFrame.OfBinary(bytes), DecoderCase.Binary(bytes));
            yield return DecoderCase.Of($"text of {length} bytes", ClientFrame.OfText(letters), DecoderCase.Text(letters));
        }
    }

    private static IEnumerable<DecoderCase> Forms()
    {
        var largest = new WebSocketLimits(int.MaxValue);

        // RFC 6455 wants the shortest form of a sender; receivers, the reference among them, do not insist.
        yield return DecoderCase.Of("16-bit length of 5", ClientFrame.OfText("hello") with { LengthSize = 2 }, "text:hello");
        yield return DecoderCase.Of("64-bit length of 5", ClientFrame.OfText("hello") with { LengthSize = 8 }, "text:hello");
        yield return DecoderCase.Of("64-bit length of 0", ClientFrame.OfText("") with { LengthSize = 8 }, "text:");
        yield return DecoderCase.Of("64-bit length of 300", ClientFrame.OfBinary(Bytes(300)) with { LengthSize = 8 }, DecoderCase.Binary(Bytes(300)));
        foreach (var length in (ulong[])[0x8000_0000_0000_0000, 0x8000_0000_0000_0005, ulong.MaxValue, long.MaxValue, 1UL << 32, (1UL << 32) + 5, 1UL << 31])
        {
            var frame = new ClientFrame(ClientFrame.Text, "hello"u8.ToArray()) { LengthSize = 8, StatedLength = length };
            yield return DecoderCase.Of($"64-bit length of {length:X}", frame, "failed:1009") with { Limits = largest };
        }
    }

    private static IEnumerable<DecoderCase> Masks()
    {
        foreach (var key in (string[])["00000000", "FFFFFFFF", "01020304", "80000000", "00000001", "81FE7F00"])
        {
            var frame = ClientFrame.OfBinary(Bytes(70)) with { Key = Convert.FromHexString(key) };
            yield return DecoderCase.Of($"mask {key}", frame, DecoderCase.Binary(Bytes(70)));
        }
    }

    private static IEnumerable<DecoderCase> Sequences()
    {
        yield return DecoderCase.Of(
            "several frames in one buffer",
            [ClientFrame.OfText("a"), ClientFrame.OfBinary(1), new(ClientFrame.Ping, []), ClientFrame.OfText(""), ClientFrame.OfText("ü日😀")],
            "text:a", "binary:01", "ping:", "text:", "text:ü日😀");
        yield return DecoderCase.Of(
            "a small frame behind a large one",
            [ClientFrame.OfBinary(Bytes(5000)), ClientFrame.OfText("b")],
            DecoderCase.Binary(Bytes(5000)), "text:b");
        yield return DecoderCase.Of(
            "frames with keys of their own",
            [ClientFrame.OfText("one") with { Key = [1, 2, 3, 4] }, ClientFrame.OfText("two") with { Key = [9, 8, 7, 6] }],
            "text:one", "text:two");
        yield return new DecoderCase("nothing at all", [], []);
    }

    private static IEnumerable<DecoderCase> Unfinished()
    {
        var whole = ClientFrame.OfText("hello").ToBytes();
        for (var length = 1; length < whole.Length; length++)
        {
            yield return new DecoderCase($"the first {length} bytes of a frame", whole[..length], [$"unfinished:frame,{length}"]);
        }

        yield return new DecoderCase("a frame and half of the next", [.. whole, .. whole[..7]], ["text:hello", "unfinished:frame,7"]);
        yield return DecoderCase.Of("a fragment without an end", ClientFrame.OfText("hel").AsPart(), "unfinished:message,0");
        yield return DecoderCase.Of("an empty fragment without an end", ClientFrame.OfText("").AsPart(), "unfinished:message,0");
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)((i * 31) + (i >> 8)))];
}
