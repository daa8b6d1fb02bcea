using System.Threading.RateLimiting;

namespace Ember.Limits;

/// <summary>
/// How fast one socket may ask for things: a token bucket for each kind of request. Refilled when asked, so an idle socket costs no timer.
/// </summary>
internal sealed class SocketLimits : IDisposable
{
    private readonly TokenBucketRateLimiter _requests = Bucket(burst: 24, perSecond: 6);
    private readonly TokenBucketRateLimiter _chunks = Bucket(burst: 48, perSecond: 24);
    private readonly TokenBucketRateLimiter _signals = Bucket(burst: 30, perSecond: 10);
    private readonly TokenBucketRateLimiter _creations = Bucket(burst: 6, perSecond: 0.1);

    /// <summary>Throws, and so answers the ack, when a socket asks too often.</summary>
    public void Spend(Cost cost)
    {
        if (!TrySpend(cost))
        {
            throw new Refusal("Slow down a little, then try again");
        }
    }

    public bool TrySpend(Cost cost)
    {
        var bucket = cost switch
        {
            Cost.Chunk => _chunks,
            Cost.Signal => _signals,
            Cost.Creation => _creations,
            _ => _requests,
        };
        bucket.TryReplenish();
        using var lease = bucket.AttemptAcquire();
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        _requests.Dispose();
        _chunks.Dispose();
        _signals.Dispose();
        _creations.Dispose();
    }

    private static TokenBucketRateLimiter Bucket(int burst, double perSecond) => new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = burst,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1 / perSecond),
        QueueLimit = 0,
        AutoReplenishment = false,
    });
}
