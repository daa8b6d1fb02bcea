using System.Diagnostics;
using System.Numerics;

namespace SocketIoSharp.Benchmarks.Load;

/// <summary>Counts times in classes of about three percent, from a microsecond to a minute.</summary>
internal sealed class LatencyRecorder
{
    // 32 classes for every doubling.
    private const int SubBits = 5;

    private readonly long[] _counts = new long[48 << SubBits];
    private long _total;

    public void Clear()
    {
        Array.Clear(_counts);
        _total = 0;
    }

    public void Record(long ticks)
    {
        _counts[ClassOf((ulong)Math.Max(0, ticks))]++;
        _total++;
    }

    /// <returns>Microseconds, or <see langword="null"/> when nothing was recorded.</returns>
    public double? Percentile(double share)
    {
        var rank = (long)Math.Ceiling(_total * share);
        var seen = 0L;
        for (var i = 0; i < _counts.Length && _total > 0; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
            {
                return MiddleOf(i) * 1e6 / Stopwatch.Frequency;
            }
        }

        return null;
    }

    private static int ClassOf(ulong ticks)
    {
        var shift = Math.Max(0, 63 - BitOperations.LeadingZeroCount(ticks | 1) - SubBits);
        return (shift << SubBits) + (int)(ticks >> shift);
    }

    private static double MiddleOf(int index)
    {
        if (index < 2 << SubBits)
        {
            return index;
        }

        var shift = (index >> SubBits) - 1;
        var mantissa = index - (shift << SubBits);
        return (mantissa + 0.5) * Math.Pow(2, shift);
    }
}
