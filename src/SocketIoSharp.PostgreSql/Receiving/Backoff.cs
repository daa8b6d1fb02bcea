namespace SocketIoSharp.PostgreSql.Receiving;

/// <summary>The pauses between attempts: each is twice as long as the one before, and shortened at random so that nodes do not come back all at once. Not thread-safe.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private int _attempts;

    public TimeSpan Next()
    {
        var pause = first * Math.Pow(2, _attempts);
        if (pause < longest)
        {
            _attempts++;
        }
        else
        {
            pause = longest;
        }

        return pause * (1 - (Random.Shared.NextDouble() / 2));
    }

    public void Reset() => _attempts = 0;
}
