using System.Text;

namespace SocketIoSharp.Protocol.Tests.WebSockets;

/// <summary>Texts that are valid UTF-8, and texts that are not, in one frame and across fragments.</summary>
internal static class Utf8Cases
{
    private static readonly string[] Valid =
        ["\u007f", "\u0080", "ß", "\u07ff", "\u0800", "日", "\ud7ff", "\ue000", "\ufffd", "\uffff", "\U00010000", "😀", "\U0010ffff", "κόσμε"];

    private static readonly (string Name, string Hex)[] Invalid =
    [
        ("a lone continuation byte", "80"),
        ("a continuation byte too many", "C3BC80"),
        ("two bytes cut short", "C3"),
        ("three bytes cut short", "E697"),
        ("four bytes cut short", "F09F98"),
        ("two bytes broken off by a letter", "C361"),
        ("four bytes broken off by a letter", "F09F9861"),
        ("an overlong slash in two bytes", "C0AF"),
        ("an overlong slash in three bytes", "E080AF"),
        ("an overlong slash in four bytes", "F08080AF"),
        ("an overlong NUL", "C080"),
        ("the first surrogate", "EDA080"),
        ("the last surrogate", "EDBFBF"),
        ("a surrogate pair", "EDA0BDEDB880"),
        ("the first code point beyond Unicode", "F4908080"),
        ("a five-byte form", "F888808080"),
        ("a six-byte form", "FC8480808080"),
        ("the byte C1", "C181"),
        ("the byte F5", "F5808080"),
        ("the byte FE", "FE"),
        ("the byte FF", "FF"),
        ("text in Latin-1", "FC6E"),
    ];

    public static IEnumerable<DecoderCase> All => [.. ValidTexts(), .. InvalidTexts(), .. Elsewhere()];

    private static IEnumerable<DecoderCase> ValidTexts()
    {
        foreach (var text in Valid)
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            yield return DecoderCase.Of($"text {Convert.ToHexString(utf8)}", ClientFrame.OfText(text), $"text:{text}");
            for (var split = 1; split < utf8.Length; split++)
            {
                yield return DecoderCase.Of(
                    $"text {Convert.ToHexString(utf8)} in fragments after {split}",
                    [ClientFrame.OfText(utf8[..split]).AsPart(), ClientFrame.OfContinuation(utf8[split..])],
                    $"text:{text}");
            }
        }

        yield return DecoderCase.Of(
            "one character in four fragments with pings between",
            [
                ClientFrame.OfText(0xF0).AsPart(), new(ClientFrame.Ping, []), ClientFrame.OfContinuation(0x9F).AsPart(), new(ClientFrame.Ping, []),
                ClientFrame.OfContinuation(0x98).AsPart(), ClientFrame.OfContinuation(0x80),
            ],
            "ping:", "ping:", "text:😀");
    }

    private static IEnumerable<DecoderCase> InvalidTexts()
    {
        foreach (var (name, hex) in Invalid)
        {
            var bytes = Convert.FromHexString(hex);
            byte[] amongOthers = [.. "日本 "u8, .. bytes];
            yield return DecoderCase.Of($"{name}", ClientFrame.OfText(bytes), "failed:1007");
            yield return DecoderCase.Of($"{name} behind text", ClientFrame.OfText(amongOthers), "failed:1007");
            yield return DecoderCase.Of(
                $"{name} in the last fragment", [ClientFrame.OfText("ü").AsPart(), ClientFrame.OfContinuation(bytes)], "failed:1007");
            yield return DecoderCase.Of(
                $"{name} across fragments",
                [ClientFrame.OfText(amongOthers[..^1]).AsPart(), ClientFrame.OfContinuation(amongOthers[^1..])],
                "failed:1007");
        }

        yield return DecoderCase.Of(
            "a character that the next message ends", [ClientFrame.OfText(0xC3), ClientFrame.OfText(0xBC)], "failed:1007");
    }

    // Only text and the reason of a close are text.
    private static IEnumerable<DecoderCase> Elsewhere()
    {
        yield return DecoderCase.Of("bytes that are not UTF-8", ClientFrame.OfBinary(0xC3, 0xFF), "binary:C3FF");
        yield return DecoderCase.Of("a ping that is not UTF-8", new ClientFrame(ClientFrame.Ping, [0xFF]), "ping:FF");
        yield return DecoderCase.Of("a pong that is not UTF-8", new ClientFrame(ClientFrame.Pong, [0xFF]), "pong:FF");
        yield return DecoderCase.Of(
            "binary fragments that are not UTF-8", [ClientFrame.OfBinary(0xC3).AsPart(), ClientFrame.OfContinuation(0xC3)], "binary:C3C3");
    }
}
