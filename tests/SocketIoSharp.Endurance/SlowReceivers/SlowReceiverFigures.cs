namespace SocketIoSharp.Endurance.SlowReceivers;

/// <summary>What one policy has cost.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Stream">How the stopped clients are sent to.</param>
/// <param name="QueuedMost">The most that was queued for all clients together, in bytes.</param>
/// <param name="QueuedLimit">What the stopped clients' queues may hold together, and the others' one message each.</param>
/// <param name="ResidentBefore">The server's memory before any client stopped, in bytes.</param>
/// <param name="ResidentMost">The most of it while they had.</param>
/// <param name="HeapBefore">What lived on its heap before.</param>
/// <param name="HeapAfter">What did at the end, the stopped clients still there.</param>
/// <param name="StoppedAtEnd">How many of the stopped clients the server still had.</param>
/// <param name="P50">The median time from an emit to the other clients, while some had stopped, in milliseconds.</param>
/// <param name="P99">The time for 99 of 100.</param>
/// <param name="P50Alone">The median without stopped clients.</param>
/// <param name="P99Alone">The time for 99 of 100 without.</param>
/// <param name="Missing">Messages that did not reach a client that reads.</param>
/// <param name="OutOfOrder">Messages that reached one in the wrong place.</param>
internal sealed record SlowReceiverFigures(
    string Policy,
    string Stream,
    long QueuedMost,
    long QueuedLimit,
    long ResidentBefore,
    long ResidentMost,
    long HeapBefore,
    long HeapAfter,
    int StoppedAtEnd,
    double P50,
    double P99,
    double P50Alone,
    double P99Alone,
    int Missing,
    int OutOfOrder)
{
    // Buffers of the runtime, of the pool and of the kernel that come on top of what is queued.
    private const long Margin = 64 * 1024 * 1024;

    /// <summary>What was promised and not kept.</summary>
    public IEnumerable<string> Broken()
    {
        if (QueuedMost > QueuedLimit)
        {
            yield return $"{Policy}: {QueuedMost} bytes were queued, more than {QueuedLimit}.";
        }

        if (HeapAfter - HeapBefore > QueuedLimit + Margin)
        {
            yield return $"{Policy}: the heap has grown by {HeapAfter - HeapBefore} bytes, more than {QueuedLimit} and a margin.";
        }

        if (Missing > 0 || OutOfOrder > 0)
        {
            yield return $"{Policy}: clients that read have missed {Missing} messages and got {OutOfOrder} in the wrong place.";
        }
    }
}
