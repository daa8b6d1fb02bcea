namespace SocketIoSharp.Namespaces;

/// <summary>
/// Counts the sockets of a namespace that goes with its last one, those that are still being connected among them. Once it has gone nobody gets
/// in any more: who comes then needs a new namespace of that name.
/// </summary>
internal sealed class Occupancy
{
    private const int Gone = -1;

    private int _count;

    /// <returns><see langword="false"/> when the last socket has left already.</returns>
    public bool TryEnter()
    {
        var count = Volatile.Read(ref _count);
        while (count != Gone)
        {
            var seen = Interlocked.CompareExchange(ref _count, count + 1, count);
            if (seen == count)
            {
                return true;
            }

            count = seen;
        }

        return false;
    }

    /// <returns>Whether this was the last socket.</returns>
    public bool Leave()
    {
        var count = Volatile.Read(ref _count);
        while (true)
        {
            var seen = Interlocked.CompareExchange(ref _count, count == 1 ? Gone : count - 1, count);
            if (seen == count)
            {
                return count == 1;
            }

            count = seen;
        }
    }
}
