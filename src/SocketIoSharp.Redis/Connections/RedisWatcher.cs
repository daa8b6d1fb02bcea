namespace SocketIoSharp.Redis.Connections;

/// <summary>Somebody who wants to know when Redis goes and comes back. Told by one thread at a time, and only of changes.</summary>
/// <param name="lost">Redis is away, for a reason that may be known.</param>
/// <param name="regained">Redis is back, and so are the subscriptions.</param>
internal sealed class RedisWatcher(Action<Exception?> lost, Action regained)
{
    private bool _isThere = true;

    public void Tell(bool isThere, Exception? reason)
    {
        if (isThere == _isThere)
        {
            return;
        }

        _isThere = isThere;
        if (isThere)
        {
            regained();
        }
        else
        {
            lost(reason);
        }
    }
}
