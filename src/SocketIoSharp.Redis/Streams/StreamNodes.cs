using SocketIoSharp.Cluster;
using SocketIoSharp.Redis.Connections;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Streams;

/// <summary>
/// Who the other nodes are. Redis knows: each listens to a channel whose name tells its id, until its connection ends. While somebody waits for answers, Redis is asked again and again, so that
/// nobody waits for a node that is gone. Thread-safe.
/// </summary>
internal sealed class StreamNodes(RedisConnection connection, StreamNames names, string nodeId, Action<string> gone)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();

    // Whom those that wait may have asked, and how often each was not found since.
    private readonly Dictionary<string, int> _asked = new(StringComparer.Ordinal);
    private int _waiting;

    /// <summary>Looks the other nodes up.</summary>
    /// <returns>None while Redis cannot tell: then nobody else can be asked, either.</returns>
    public async Task<ClusterNodes> FindAsync()
    {
        if (await TryLookUpAsync() is not { } found)
        {
            return ClusterNodes.None;
        }

        lock (_gate)
        {
            foreach (var id in found)
            {
                _asked[id] = 0;
            }
        }

        return new ClusterNodes(found.Count, found);
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

    private bool IsWaitedFor()
    {
        lock (_gate)
        {
            return _waiting > 0;
        }
    }

    private async Task WatchAsync()
    {
        await Task.Delay(Interval);
        while (IsWaitedFor())
        {
            if (await TryLookUpAsync() is { } found)
            {
                Missed(found).ForEach(gone);
            }

            await Task.Delay(Interval);
        }
    }

    // One that has lost Redis for a moment is not gone.
    private List<string> Missed(HashSet<string> found)
    {
        lock (_gate)
        {
            List<string> missed = [];
            foreach (var id in _asked.Keys.ToArray())
            {
                _asked[id] = found.Contains(id) ? 0 : _asked[id] + 1;
                if (_asked[id] == 2)
                {
                    _asked.Remove(id);
                    missed.Add(id);
                }
            }

            return missed;
        }
    }

    private async Task<HashSet<string>?> TryLookUpAsync()
    {
        try
        {
            var channels = await connection.AskServersAsync(server => server.SubscriptionChannelsAsync(names.AllPrivate));
            var found = channels.SelectMany(channel => channel).Select(channel => names.NodeOf(channel.ToString())).OfType<string>().ToHashSet(StringComparer.Ordinal);
            found.Remove(nodeId);
            return found;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            return null;
        }
    }
}
