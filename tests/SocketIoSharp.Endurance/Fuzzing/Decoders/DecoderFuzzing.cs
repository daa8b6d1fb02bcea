using System.Diagnostics;
using SocketIoSharp.MessagePack.Tests.Fuzzing;
using SocketIoSharp.Protocol.Tests.Fuzzing;

namespace SocketIoSharp.Endurance.Fuzzing.Decoders;

/// <summary>Asks every decoder for its promises, with other inputs than the tests of a fixed seed, for as long as there is time.</summary>
internal static class DecoderFuzzing
{
    private const int Batch = 200;

    /// <param name="seed">What the inputs follow from.</param>
    /// <param name="duration">For how long, all decoders together.</param>
    /// <returns>How many inputs each decoder was given.</returns>
    /// <exception cref="FuzzFailureException">A promise was broken.</exception>
    public static IReadOnlyDictionary<string, long> Run(int seed, TimeSpan duration)
    {
        WarmUp(seed);
        var random = new Random(seed);
        var counts = new Dictionary<string, long>();
        var promises = Promises();
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < duration)
        {
            foreach (var (name, promise) in promises)
            {
                for (var i = 0; i < Batch; i++)
                {
                    promise(random);
                }

                counts[name] = counts.GetValueOrDefault(name) + Batch;
            }
        }

        return counts;
    }

    // What the first inputs allocate, tables and the texts of exceptions among it, is not theirs. They are repeated: what else is wrong with them is seen then.
    private static void WarmUp(int seed)
    {
        var random = new Random(seed);
        foreach (var (_, promise) in Promises())
        {
            for (var i = 0; i < Batch; i++)
            {
                try
                {
                    promise(random);
                }
                catch (FuzzFailureException)
                {
                    // It is found again.
                }
            }
        }
    }

    private static IReadOnlyList<(string Name, Action<Random> Promise)> Promises()
    {
        var decoder = SocketIoPromises.CreateDecoder();
        var outcomes = new Dictionary<string, int>();
        return
        [
            ("Engine.IO 4, packets", EngineIoPromises.TryPacket),
            ("Engine.IO 4, payloads", EngineIoPromises.TryPayload),
            ("Engine.IO 4, payloads written and read", EngineIoPromises.TryWriting),
            ("Engine.IO 3, payloads as text", EngineIoV3Promises.TryText),
            ("Engine.IO 3, payloads as bytes", EngineIoV3Promises.TryBinary),
            ("Engine.IO 3, payloads written and read", EngineIoV3Promises.TryWriting),
            ("JSONP, forms", EngineIoV3Promises.TryForm),
            ("Socket.IO, packets and attachments", random => SocketIoPromises.TryPacket(decoder, random)),
            ("WebSocket, streams of frames changed", random => WebSocketPromises.TryMutated(random, outcomes)),
            ("WebSocket, streams of frames made up", random => WebSocketPromises.TryMadeUp(random, outcomes)),
            ("MessagePack, packets", random => MessagePackPromises.TryMessage(random)),
        ];
    }
}
