namespace SocketIoSharp.Protocol.Tests.Fuzzing;

/// <summary>
/// What the runtime allocates for itself on the thread that happens to need it, and what would be taken for the code's that is tested: its table of casts doubles as it fills up, to 4,096 entries of 24 bytes.
/// </summary>
internal static class RuntimeTables
{
    // More than the last of the tables.
    private const int Bytes = 128 * 1024;

    // From 128 entries on, so often, and a few more where two threads need it at once.
    private const int MaxTimes = 8;

    private static int _times;

    /// <summary>What an action allocates without them: they do not grow twice in a row.</summary>
    public static long AllocatedWithout(Action action) => Math.Min(Allocated(action), Allocated(action));

    /// <summary>Whether so much may have been allocated for them. A few times in the life of a process it may.</summary>
    public static bool MayHave(long allocated) => allocated <= Bytes && Interlocked.Increment(ref _times) <= MaxTimes;

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
