namespace SocketIoSharp.EngineIo.Limits;

/// <summary>
/// A token bucket by the server's clock, which the limiters of System.Threading.RateLimiting do not follow. Not thread-safe: its owner has a lock already.
/// </summary>
internal sealed class HandshakeBucket(int perSecond, int burst, TimeProvider time)
{
    private double _tokens = burst;
    private long _filledAt = time.GetTimestamp();

    public bool TryTake()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(burst, _tokens + (time.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond));
        _filledAt = now;
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }
}
