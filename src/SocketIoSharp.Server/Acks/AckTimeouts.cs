namespace SocketIoSharp.Acks;

/// <summary>Which times a receiver may be given for its answer.</summary>
internal static class AckTimeouts
{
    public static void Check(TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);

        // The largest that a timer takes.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, TimeSpan.FromMilliseconds(int.MaxValue));
    }
}
