namespace SocketIoSharp.Protocol.Tests.WebSockets;

/// <summary>Messages in fragments, and control frames between them.</summary>
internal static class FragmentCases
{
    private static readonly ClientFrame Ping = new(ClientFrame.Ping, [7]);

    public static IEnumerable<DecoderCase> All => [.. Whole(), .. Interrupted(), .. Misplaced()];

    private static IEnumerable<DecoderCase> Whole()
    {
        yield return DecoderCase.Of(
            "two fragments of text", [ClientFrame.OfText("hel").AsPart(), ClientFrame.OfContinuation("lo")], "text:hello");
        yield return DecoderCase.Of(
            "three fragments of binary",
            [ClientFrame.OfBinary(1).AsPart(), ClientFrame.OfContinuation(2, 3).AsPart(), ClientFrame.OfContinuation(4)],
            "binary:01020304");
        yield return DecoderCase.Of(
            "an empty first fragment", [ClientFrame.OfText("").AsPart(), ClientFrame.OfContinuation("hello")], "text:hello");
        yield return DecoderCase.Of(
            "an empty last fragment", [ClientFrame.OfText("hello").AsPart(), ClientFrame.OfContinuation("")], "text:hello");
        yield return DecoderCase.Of(
            "an empty fragment in the middle",
            [ClientFrame.OfText("hel").AsPart(), ClientFrame.OfContinuation("").AsPart(), ClientFrame.OfContinuation("lo")],
            "text:hello");
        yield return DecoderCase.Of(
            "empty fragments only",
            [ClientFrame.OfText("").AsPart(), ClientFrame.OfContinuation("").AsPart(), ClientFrame.OfContinuation("")],
            "text:");
        yield return DecoderCase.Of(
            "one byte in each of 100 fragments",
            [ClientFrame.OfText("x").AsPart(), .. Enumerable.Repeat(ClientFrame.OfContinuation("x").AsPart(), 98), ClientFrame.OfContinuation("x")],
            $"text:{new string('x', 100)}");
        yield return DecoderCase.Of(
            "a fragment of 65536 bytes",
            [ClientFrame.OfBinary(new byte[65536]).AsPart(), ClientFrame.OfContinuation(1)],
            DecoderCase.Binary([.. new byte[65536], 1]));
        yield return DecoderCase.Of(
            "two messages in fragments",
            [ClientFrame.OfText("a").AsPart(), ClientFrame.OfContinuation("b"), ClientFrame.OfBinary(1).AsPart(), ClientFrame.OfContinuation(2)],
            "text:ab", "binary:0102");
        yield return DecoderCase.Of(
            "a message in fragments between whole ones",
            [ClientFrame.OfText("a"), ClientFrame.OfText("b").AsPart(), ClientFrame.OfContinuation("c"), ClientFrame.OfText("d")],
            "text:a", "text:bc", "text:d");
        yield return DecoderCase.Of(
            "fragments with keys of their own",
            [ClientFrame.OfText("hel").AsPart() with { Key = [1, 2, 3, 4] }, ClientFrame.OfContinuation("lo") with { Key = [200, 100, 50, 25] }],
            "text:hello");
    }

    private static IEnumerable<DecoderCase> Interrupted()
    {
        foreach (var (name, opcode) in ((string, int)[])[("ping", ClientFrame.Ping), ("pong", ClientFrame.Pong)])
        {
            yield return DecoderCase.Of(
                $"a {name} between fragments",
                [ClientFrame.OfText("hel").AsPart(), new(opcode, [1, 2]), ClientFrame.OfContinuation("lo")],
                $"{name}:0102", "text:hello");
        }

        yield return DecoderCase.Of(
            "a ping after every fragment",
            [ClientFrame.OfText("a").AsPart(), Ping, ClientFrame.OfContinuation("b").AsPart(), Ping, ClientFrame.OfContinuation("c"), Ping],
            "ping:07", "ping:07", "text:abc", "ping:07");
        yield return DecoderCase.Of(
            "pings behind each other between fragments",
            [ClientFrame.OfText("a").AsPart(), Ping, Ping, Ping, ClientFrame.OfContinuation("b")],
            "ping:07", "ping:07", "ping:07", "text:ab");
        yield return DecoderCase.Of(
            "a close between fragments",
            [ClientFrame.OfText("a").AsPart(), ClientFrame.OfClose(1000)],
            "close:03E8", "unfinished:message,0");
    }

    private static IEnumerable<DecoderCase> Misplaced()
    {
        yield return DecoderCase.Of("a continuation at the start", ClientFrame.OfContinuation("x"), "failed:1002");
        yield return DecoderCase.Of("a continuation at the start that goes on", ClientFrame.OfContinuation("x").AsPart(), "failed:1002");
        yield return DecoderCase.Of(
            "a continuation after a whole message", [ClientFrame.OfText("a"), ClientFrame.OfContinuation("b")], "text:a", "failed:1002");
        yield return DecoderCase.Of(
            "a continuation after the last fragment",
            [ClientFrame.OfText("a").AsPart(), ClientFrame.OfContinuation("b"), ClientFrame.OfContinuation("c")],
            "text:ab", "failed:1002");
        yield return DecoderCase.Of(
            "a continuation after a ping", [Ping, ClientFrame.OfContinuation("b")], "ping:07", "failed:1002");
        foreach (var frame in (ClientFrame[])[ClientFrame.OfText("b"), ClientFrame.OfBinary(2), ClientFrame.OfText("b").AsPart(), ClientFrame.OfBinary(2).AsPart()])
        {
            var kind = $"{(frame.Opcode == ClientFrame.Text ? "text" : "binary")}{(frame.IsFinal ? "" : " in fragments")}";
            yield return DecoderCase.Of($"new {kind} inside a message", [ClientFrame.OfText("a").AsPart(), frame], "failed:1002");
            yield return DecoderCase.Of($"new {kind} behind an empty fragment", [ClientFrame.OfBinary().AsPart(), frame], "failed:1002");
        }
    }
}
