using StackExchange.Redis;

namespace SocketIoSharp.Redis.Connections;

/// <summary>What one adapter listens to. Its namespace may end before Redis was there for the first time, so what is added late ends at once. Thread-safe.</summary>
/// <param name="connection">The connection.</param>
/// <param name="failed">Called with what a handler has thrown.</param>
internal sealed class RedisSubscriptions(RedisConnection connection, Action<Exception> failed)
{
    private readonly Lock _gate = new();
    private readonly List<ChannelMessageQueue> _queues = [];
    private bool _hasEnded;

    private bool HasEnded
    {
        get
        {
            lock (_gate)
            {
                return _hasEnded;
            }
        }
    }

    /// <inheritdoc cref="RedisConnection.SubscribeAsync"/>
    public async Task AddAsync(RedisChannel channel, Action<ChannelMessage> handler)
    {
        try
        {
            await connection.WhenOpenedAsync();
            if (!HasEnded && await connection.SubscribeAsync(channel, handler, failed) is var queue && !TryKeep(queue))
            {
                await connection.UnsubscribeAsync([queue]);
            }
        }
        catch (OperationCanceledException)
        {
            // The connection has ended before it began.
        }
    }

    /// <summary>Ends all, the last one first.</summary>
    public async Task EndAsync()
    {
        ChannelMessageQueue[] queues;
        lock (_gate)
        {
            _hasEnded = true;
            queues = [.. Enumerable.Reverse(_queues)];
            _queues.Clear();
        }

        if (queues.Length > 0)
        {
            await connection.UnsubscribeAsync(queues);
        }
    }

    private bool TryKeep(ChannelMessageQueue queue)
    {
        lock (_gate)
        {
            if (!_hasEnded)
            {
                _queues.Add(queue);
            }

            return !_hasEnded;
        }
    }
}
