using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.Protocol.Tests.WebSockets;

/// <summary>Feeds a decoder as a connection does, in pieces of any size, and notes what it finds.</summary>
internal static class DecoderRun
{
    /// <returns>A line for each message, control frame or failure, and one for bytes or a message left unfinished.</returns>
    public static List<string> Feed(WebSocketLimits limits, byte[] input, Func<int> nextSize)
    {
        var decoder = new WebSocketDecoder(limits);
        var found = new List<string>();
        var buffer = input.ToArray();
        int start = 0, end = 0;
        while (end < buffer.Length)
        {
            end = Math.Min(buffer.Length, end + nextSize());
            if (!ReadAll(decoder, buffer, ref start, end, found))
            {
                return found;
            }
        }

        if (start < end || decoder.IsInMessage)
        {
            found.Add($"unfinished:{(decoder.IsInMessage ? "message" : "frame")},{end - start}");
        }

        return found;
    }

    public static List<string> Feed(DecoderCase @case, Func<int> nextSize) => Feed(@case.Limits, @case.Input, nextSize);

    private static bool ReadAll(WebSocketDecoder decoder, byte[] buffer, ref int start, int end, List<string> found)
    {
        while (start < end)
        {
            var result = decoder.Read(buffer.AsMemory(start, end - start), out var consumed);
            consumed.Should().BeInRange(0, end - start);
            start += consumed;
            if (result.Status is WebSocketReadStatus.NeedMoreBytes)
            {
                return true;
            }

            found.Add(Notation.Of(result));
            if (result.Status is WebSocketReadStatus.Failed)
            {
                result.Error.Should().NotBeNullOrEmpty();
                return false;
            }
        }

        return true;
    }
}
