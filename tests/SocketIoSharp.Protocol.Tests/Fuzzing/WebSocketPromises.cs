using System.Text.Unicode;
using SocketIoSharp.Protocol.Tests.WebSockets;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.Protocol.Tests.Fuzzing;

/// <summary>What the decoder of WebSocket frames promises for any input.</summary>
internal static class WebSocketPromises
{
    private static readonly WebSocketLimits Limits = new(MaxMessageBytes: 300, MaxFragments: 8);

    private static readonly Mutator Streams = new(
        [
            .. LengthCases.All.Concat(FragmentCases.All).Concat(HeaderViolationCases.All).Concat(Utf8Cases.All).Concat(CloseCases.All)
                .Select(@case => @case.Input).Where(input => input.Length < 500),
        ],
        [
            [0x81, 0x80, 0, 0, 0, 0], [0x01, 0x80, 1, 2, 3, 4], [0x80, 0x80, 0, 0, 0, 0], [0x89, 0x80, 0, 0, 0, 0], [0x88, 0x80, 0, 0, 0, 0], [0xFE], [0xFF], [0xFD],
            [0, 0, 0, 0, 0, 0, 0, 1], [0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0x80], [0x00],
        ]);

    /// <summary>A stream of frames that was changed a little, in pieces of any size.</summary>
    public static void TryMutated(Random random, Dictionary<string, int> outcomes) => Try(Streams.Next(random), random, outcomes);

    /// <summary>A stream of frames that was made up, in pieces of any size.</summary>
    public static void TryMadeUp(Random random, Dictionary<string, int> outcomes) => Try(RandomStream(random), random, outcomes);

    private static void Try(byte[] input, Random random, Dictionary<string, int> outcomes)
    {
        var found = Drive(input, input.Length + 1, random);
        FuzzInput.Check(Drive(input, 2, random).SequenceEqual(found), "the same byte by byte", input);
        FuzzInput.Check(Drive(input, 40, random).SequenceEqual(found), "the same in random parts", input);
        foreach (var line in found)
        {
            var kind = line.StartsWith("failed", StringComparison.Ordinal) ? line : line[..line.IndexOf(':', StringComparison.Ordinal)];
            outcomes[kind] = outcomes.GetValueOrDefault(kind) + 1;
        }
    }

    /// <summary>Feeds <paramref name="input"/> in parts smaller than <paramref name="bound"/> and checks every single result.</summary>
    private static List<string> Drive(byte[] input, int bound, Random random)
    {
        var decoder = new WebSocketDecoder(Limits);
        var buffer = input.ToArray();
        var found = new List<string>();
        int start = 0, end = 0;
        long allocated = 0;
        while (end < buffer.Length)
        {
            end = Math.Min(buffer.Length, end + (bound > buffer.Length ? buffer.Length : random.Next(1, bound)));
            WebSocketReadResult result;
            do
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                (result, var consumed) = FuzzInput.Guard(input, () => (decoder.Read(buffer.AsMemory(start, end - start), out var used), used));
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                FuzzInput.Check(consumed >= 0 && consumed <= end - start, "consumed what there was", input);
                start += consumed;
                CheckResult(result, input);
                if (result.Status is not WebSocketReadStatus.NeedMoreBytes)
                {
                    found.Add(Notation.Of(result));
                }
            }
            while (result.Status is WebSocketReadStatus.Message or WebSocketReadStatus.Control && start < end);

            if (result.Status is WebSocketReadStatus.Failed)
            {
                return found;
            }
        }

        // Some of it is the closure of each call.
        FuzzInput.CheckAllocated(allocated, 4096 + (600 * input.Length), input);
        return found;
    }

    private static void CheckResult(in WebSocketReadResult result, byte[] input)
    {
        var isText = result.Opcode is WebSocketOpcode.Text;
        FuzzInput.Check(
            result.Status switch
            {
                WebSocketReadStatus.NeedMoreBytes => result == default,
                WebSocketReadStatus.Failed => result is { Error: not null, CloseCode: 1002 or 1007 or 1008 or 1009, Payload.IsEmpty: true },
                WebSocketReadStatus.Control => result is { Opcode: WebSocketOpcode.Close or WebSocketOpcode.Ping or WebSocketOpcode.Pong, Payload.Length: <= 125, Error: null },
                _ => (isText || result.Opcode is WebSocketOpcode.Binary) && result.Error is null
                    && result.Payload.Length <= Limits.MaxMessageBytes && (!isText || Utf8.IsValid(result.Payload.Span)),
            },
            $"a result {result}", input);
    }

    private static byte[] RandomStream(Random random)
    {
        var stream = new List<byte>();
        var isInMessage = false;
        for (var frames = random.Next(1, 12); frames > 0; frames--)
        {
            var frame = RandomFrame(random, isInMessage);
            isInMessage = frame.Opcode < ClientFrame.Close ? !frame.IsFinal : isInMessage;
            stream.AddRange((random.Next(25) == 0 ? Broken(frame, random) : frame).ToBytes());
        }

        return [.. stream];
    }

    private static ClientFrame RandomFrame(Random random, bool isInMessage)
    {
        var isControl = random.Next(5) == 0;
        var opcode = isControl ? random.Next(8, 11) : isInMessage ? ClientFrame.Continuation : random.Next(1, 3);
        var payload = new byte[random.Next(6) == 0 ? random.Next(isControl ? 126 : 200) : random.Next(6)];
        Array.Fill(payload, (byte)'x');
        if (opcode == ClientFrame.Close && payload.Length > 0)
        {
            payload[0] = 3;
            payload[^1] = (byte)(payload.Length == 1 ? 'x' : random.Next(230, 248));
        }

        var key = new byte[4];
        random.NextBytes(key);
        return new ClientFrame(opcode, payload) { IsFinal = isControl || random.Next(3) == 0, Key = key };
    }

    private static ClientFrame Broken(ClientFrame frame, Random random) => random.Next(7) switch
    {
        0 => frame with { ReservedBits = random.Next(8) },
        1 => frame with { Key = null },
        2 => frame with { LengthSize = 8, StatedLength = (ulong)random.NextInt64() << random.Next(2) },
        3 => frame with { Opcode = random.Next(16) },
        4 => frame with { Payload = [.. frame.Payload, 0xC3, (byte)random.Next(256)] },
        5 => frame with { LengthSize = 2, StatedLength = (ulong)random.Next(400) },
        _ => frame with { IsFinal = !frame.IsFinal },
    };
}
