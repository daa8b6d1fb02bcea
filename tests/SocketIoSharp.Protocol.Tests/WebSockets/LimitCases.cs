using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.Protocol.Tests.WebSockets;

/// <summary>The limits of a message's size and of its fragments: exactly at them, and one beyond.</summary>
internal static class LimitCases
{
    private const int Default = DecoderCase.DefaultMaxMessageBytes;

    public static IEnumerable<DecoderCase> All => [.. Sizes(), .. SizesInFragments(), .. ControlFrames(), .. Fragments()];

    private static IEnumerable<DecoderCase> Sizes()
    {
        foreach (var limit in (int[])[0, 1, 125, 126, 65535, 65536, Default])
        {
            var limits = new WebSocketLimits(limit);
            yield return DecoderCase.Of($"binary of the limit {limit}", ClientFrame.OfBinary(new byte[limit]), DecoderCase.Binary(new byte[limit])) with { Limits = limits };
            yield return DecoderCase.Of($"binary one above the limit {limit}", ClientFrame.OfBinary(new byte[limit + 1]), "failed:1009") with { Limits = limits };
        }

        var header = ClientFrame.OfText(new byte[11]).ToBytes()[..6];
        yield return new DecoderCase("only the header of text above the limit", header, ["failed:1009"]) { Limits = new(10) };
        yield return Limited(10, "whole messages of the limit one after the other", [Text(10), Text(10), Text(10)], Found(10), Found(10), Found(10));
        yield return Limited(10, "text above the limit behind one of the limit", [Text(10), Text(11)], Found(10), "failed:1009");
    }

    private static IEnumerable<DecoderCase> SizesInFragments()
    {
        yield return Limited(10, "fragments of the limit", [Text(4).AsPart(), More(5).AsPart(), More(1)], Found(10));
        yield return Limited(10, "fragments of the limit and an empty one", [Text(10).AsPart(), More(0)], Found(10));
        yield return Limited(10, "fragments one above the limit", [Text(4).AsPart(), More(5).AsPart(), More(2)], "failed:1009");
        yield return Limited(10, "fragments one above the limit, not ended", [Text(10).AsPart(), More(1).AsPart()], "failed:1009");
        yield return Limited(10, "a first fragment above the limit", [Text(11).AsPart()], "failed:1009");
        yield return Limited(10, "messages of the limit in fragments", [Text(9).AsPart(), More(1), Text(1).AsPart(), More(9)], Found(10), Found(10));
        yield return Limited(0, "empty fragments under the limit of nothing", [Text(0).AsPart(), More(0)], Found(0));
        yield return Limited(
            10, "a fragment whose length wraps around with those before",
            [Text(5).AsPart(), new ClientFrame(ClientFrame.Continuation, []) { LengthSize = 8, StatedLength = ulong.MaxValue - 3 }],
            "failed:1009");
        yield return Limited(
            int.MaxValue, "a fragment that would make a message larger than memory",
            [Text(5).AsPart(), new ClientFrame(ClientFrame.Continuation, []) { LengthSize = 8, StatedLength = int.MaxValue }],
            "failed:1009");
    }

    private static IEnumerable<DecoderCase> ControlFrames()
    {
        var ping = new ClientFrame(ClientFrame.Ping, new byte[125]);
        var found = $"ping:{new string('0', 250)}";
        yield return Limited(10, "a ping above the limit of messages", [ping, Text(10)], found, Found(10));
        yield return Limited(10, "pings between fragments of the limit", [Text(5).AsPart(), ping, More(4).AsPart(), ping, More(1)], found, found, Found(10));
    }

    private static IEnumerable<DecoderCase> Fragments()
    {
        yield return Fragmented(3, "as many fragments as allowed", [Text(1).AsPart(), More(1).AsPart(), More(1)], Found(3));
        yield return Fragmented(3, "one fragment too many", [Text(1).AsPart(), More(1).AsPart(), More(1).AsPart(), More(1)], "failed:1008");
        yield return Fragmented(3, "one empty fragment too many", [Text(0).AsPart(), More(0).AsPart(), More(0).AsPart(), More(0)], "failed:1008");
        yield return Fragmented(3, "one fragment too many, not ended", [Text(1).AsPart(), More(1).AsPart(), More(1).AsPart(), More(1).AsPart()], "failed:1008");
        yield return Fragmented(
            2, "pings, which are no fragments",
            [Text(1).AsPart(), new(ClientFrame.Ping, []), new(ClientFrame.Ping, []), More(1)], "ping:", "ping:", Found(2));
        yield return Fragmented(2, "message after message of allowed fragments", [Text(1).AsPart(), More(1), Text(1).AsPart(), More(1)], Found(2), Found(2));
        yield return Fragmented(1, "a message in one frame, which has no fragments", [Text(1)], Found(1));
        yield return Fragmented(1, "a second fragment where one is allowed", [Text(1).AsPart(), More(1)], "failed:1008");
        yield return DecoderCase.Of(
            "16384 fragments, the default limit",
            [Text(1).AsPart(), .. Enumerable.Repeat(More(1).AsPart(), 16382), More(1)], Found(16384));
        yield return DecoderCase.Of(
            "16385 fragments, one above the default limit",
            [Text(1).AsPart(), .. Enumerable.Repeat(More(1).AsPart(), 16383), More(1)], "failed:1008");
    }

    private static DecoderCase Limited(int limit, string name, ClientFrame[] frames, params string[] expected) =>
        DecoderCase.Of(name, frames, expected) with { Limits = new(limit) };

    private static DecoderCase Fragmented(int limit, string name, ClientFrame[] frames, params string[] expected) =>
        DecoderCase.Of(name, frames, expected) with { Limits = new(DecoderCase.DefaultMaxMessageBytes, limit) };

    private static ClientFrame Text(int length) => ClientFrame.OfText(new string('x', length));

    private static ClientFrame More(int length) => ClientFrame.OfContinuation(new string('x', length));

    private static string Found(int length) => DecoderCase.Text(Text(length).Payload);
}
