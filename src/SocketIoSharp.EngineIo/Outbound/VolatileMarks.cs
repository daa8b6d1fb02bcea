using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Outbound;

/// <summary>Which of the queued groups are volatile, where that matters. Not thread-safe.</summary>
internal sealed class VolatileMarks
{
    private readonly List<int> _positions = [];

    /// <summary>The group that is queued next is volatile.</summary>
    public void Add(int position) => _positions.Add(position);

    /// <summary>All that was queued is taken.</summary>
    public void Clear() => _positions.Clear();

    /// <summary>Takes the volatile groups out; the order of the others stays.</summary>
    /// <param name="groups">The queue.</param>
    /// <param name="count">How many are queued, before and after.</param>
    /// <returns>The number of groups that were taken out, and their bytes.</returns>
    public (int Groups, long Bytes) Remove(FrameGroup[] groups, ref int count)
    {
        var (removed, bytes) = (0, 0L);
        for (var i = 0; i < count; i++)
        {
            if (removed < _positions.Count && _positions[removed] == i)
            {
                bytes += groups[i].ByteCount;
                removed++;
            }
            else
            {
                groups[i - removed] = groups[i];
            }
        }

        Array.Clear(groups, count - removed, removed);
        count -= removed;
        _positions.Clear();
        return (removed, bytes);
    }
}
