using System.Threading.RateLimiting;

namespace SocketIoSharp.Server.Tests.Draining;

/// <summary>Holds an event up where it is read, before its handler starts, until the test lets it pass.</summary>
internal sealed class WaitingLimiter : RateLimiter
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _mayPass = new();

    public Task Entered => _entered.Task;

    public override TimeSpan? IdleDuration => null;

    public void Pass() => _mayPass.Set();

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        _entered.TrySetResult();
        _mayPass.Wait(Patience.Limit);
        return new Lease();
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => new(AttemptAcquireCore(permitCount));

    protected override void Dispose(bool disposing)
    {
        // The socket disposes of it as well, while an event may still be within.
        _mayPass.Set();
        base.Dispose(disposing);
    }

    private sealed class Lease : RateLimitLease
    {
        public override bool IsAcquired => true;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
