namespace SocketIoSharp.Limits;

/// <summary>
/// How many events a socket may still send: a token bucket of a few bytes, because every socket has one; the limiters of System.Threading.RateLimiting take some hundred bytes and
/// a lock. The clock is read only when the bucket is empty, so after a quiet time a socket may have up to twice the burst. Used by one thread at a time.
/// </summary>
internal struct EventBucket(int burst)
{
    private double _tokens = burst;
    private long _filledAt;

    public bool TryTake(SocketIoServer server)
    {
        if (_tokens < 1)
        {
            Fill(server.Options, server.Now);
        }

        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }

    private void Fill(SocketIoOptions options, long now)
    {
        _tokens = Math.Min(options.EventBurst, _tokens + ((now - _filledAt) / 1000.0 * options.MaxEventsPerSecond));
        _filledAt = now;
    }
}
