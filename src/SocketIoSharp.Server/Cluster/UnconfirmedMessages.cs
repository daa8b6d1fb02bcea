namespace SocketIoSharp.Cluster;

/// <summary>Counts what was given to the broker and is not confirmed yet, so that nobody waits for it as long as it is little. Thread-safe.</summary>
internal sealed class UnconfirmedMessages
{
    /// <summary>Up to a thousand small messages: more than a broker that keeps up is behind, and a fraction of what may wait for one that does not.</summary>
    public const long HighWaterMark = 256 * 1024;

    // What a message is besides its payload.
    private const int Overhead = 256;

    private readonly Lock _gate = new();
    private TaskCompletionSource? _settled;
    private long _bytes;
    private int _count;

    /// <summary>Whether so much is unconfirmed that whoever sends had better wait.</summary>
    public bool IsMuch => Volatile.Read(ref _bytes) > HighWaterMark;

    /// <summary>What a message counts, in bytes.</summary>
    public static long SizeOf(ClusterMessage message) => Overhead + (message.Packet?.ByteCount ?? 0);

    public void Add(long bytes)
    {
        lock (_gate)
        {
            _bytes += bytes;
            _count++;
        }
    }

    public void Remove(long bytes)
    {
        TaskCompletionSource? settled = null;
        lock (_gate)
        {
            _bytes -= bytes;
            if (--_count == 0)
            {
                (settled, _settled) = (_settled, null);
            }
        }

        settled?.SetResult();
    }

    /// <summary>Completes when nothing is unconfirmed.</summary>
    public Task WhenSettledAsync()
    {
        lock (_gate)
        {
            return _count == 0 ? Task.CompletedTask : (_settled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
