using SocketIoSharp.Cluster;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Connections;

/// <summary>
/// Who the other nodes are. Redis knows: each listens to a channel whose name tells its id, and stops when its connection ends. While somebody waits for answers Redis is asked again and again, so
/// that nobody waits for a node that is gone. Thread-safe.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="lookUp">Asks Redis for the other nodes.</param>
/// <param name="gone">Called with the id of a node that was asked and is gone.</param>
internal sealed class RedisNodes(RedisConnection connection, Func<Task<ClusterNodes>> lookUp, Action<string> gone)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();

    // Whom those that wait may have asked, and how often each was not found since.
    private readonly Dictionary<string, int> _asked = new(StringComparer.Ordinal);
    private ClusterNodes _last = ClusterNodes.None;
    private int _waiting;

    /// <summary>Looks the other nodes up. While Redis is away there are none; when it only does not answer in time, those of the last time.</summary>
    public async Task<ClusterNodes> FindAsync()
    {
        try
        {
            var nodes = await lookUp();
            lock (_gate)
            {
                _last = nodes;
                foreach (var id in nodes.Ids)
                {
                    _asked[id] = 0;
                }
            }

            return nodes;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            return connection.IsThere ? _last : ClusterNodes.None;
        }
    }

    /// <summary>Says that somebody waits for answers, until a task is complete.</summary>
    public void WaitFor(Task answers)
    {
        lock (_gate)
        {
            if (_waiting++ == 0)
            {
                _ = WatchAsync();
            }
        }

        _ = answers.ContinueWith(_ => EndOne(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void EndOne()
    {
        lock (_gate)
        {
            if (--_waiting == 0)
            {
                _asked.Clear();
            }
        }
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            await Task.Delay(Interval);
            lock (_gate)
            {
                if (_waiting == 0)
                {
                    return;
                }
            }

            await LookForGoneAsync();
        }
    }

    private async Task LookForGoneAsync()
    {
        ClusterNodes nodes;
        try
        {
            nodes = await lookUp();
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            return;
        }

        foreach (var id in Missed(nodes))
        {
            gone(id);
        }
    }

    // One that has lost Redis for a moment is not gone.
    private List<string> Missed(ClusterNodes nodes)
    {
        var missed = new List<string>();
        lock (_gate)
        {
            foreach (var id in _asked.Keys.ToArray())
            {
                if (nodes.Ids.Contains(id))
                {
                    _asked[id] = 0;
                }
                else if (++_asked[id] == 2)
                {
                    _asked.Remove(id);
                    missed.Add(id);
                }
            }
        }

        return missed;
    }
}
