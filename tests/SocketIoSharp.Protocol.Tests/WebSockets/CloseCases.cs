namespace SocketIoSharp.Protocol.Tests.WebSockets;

/// <summary>The payloads of close frames (RFC 6455, sections 5.5.1 and 7.4).</summary>
internal static class CloseCases
{
    public static IEnumerable<DecoderCase> All => [.. Codes(), .. Payloads()];

    private static IEnumerable<DecoderCase> Codes()
    {
        foreach (var code in (int[])[1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999])
        {
            yield return DecoderCase.Of($"close code {code}", ClientFrame.OfClose(code), $"close:{code:X4}");
            yield return DecoderCase.Of($"close code {code} with a reason", ClientFrame.OfClose(code, "bye"), $"close:{code:X4}627965");
        }

        foreach (var code in (int[])[0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 32767, 32768, 65535])
        {
            yield return DecoderCase.Of($"close code {code}", ClientFrame.OfClose(code), "failed:1002");
            yield return DecoderCase.Of($"close code {code} with a reason", ClientFrame.OfClose(code, "bye"), "failed:1002");
        }
    }

    private static IEnumerable<DecoderCase> Payloads()
    {
        var longest = new string('x', 123);
        yield return DecoderCase.Of("close without a code", new ClientFrame(ClientFrame.Close, []), "close:");
        yield return DecoderCase.Of("close with half a code", new ClientFrame(ClientFrame.Close, [3]), "failed:1002");
        yield return DecoderCase.Of("close with a reason of 123 bytes", ClientFrame.OfClose(1000, longest), $"close:03E8{string.Concat(Enumerable.Repeat("78", 123))}");
        yield return DecoderCase.Of("close with a reason of 124 bytes", ClientFrame.OfClose(1000, longest + "x"), "failed:1002");
        yield return DecoderCase.Of("close with a reason in CJK", ClientFrame.OfClose(1000, "日"), "close:03E8E697A5");
        yield return DecoderCase.Of("close with a reason that is not UTF-8", new ClientFrame(ClientFrame.Close, [3, 232, 0xFF]), "failed:1007");
        yield return DecoderCase.Of("close with a reason cut short", new ClientFrame(ClientFrame.Close, [3, 232, 0xE6, 0x97]), "failed:1007");
        yield return DecoderCase.Of("close with an invalid code and an invalid reason", new ClientFrame(ClientFrame.Close, [0, 0, 0xFF]), "failed:1002");
        yield return DecoderCase.Of("text behind a close", [ClientFrame.OfClose(1000), ClientFrame.OfText("a")], "close:03E8", "text:a");
    }
}
