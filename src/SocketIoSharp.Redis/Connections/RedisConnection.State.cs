using System.Diagnostics;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Connections;

// Whether Redis is there.
internal sealed partial class RedisConnection
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    // Events tell of most changes at once.
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    // The library listens on a connection of its own, which may come a moment after the one for commands.
    private static readonly TimeSpan ListeningTimeout = TimeSpan.FromSeconds(2);

    private readonly List<RedisWatcher> _watchers = [];
    private TaskCompletionSource _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isThere = true;
    private Exception? _reason;

    /// <summary>Whether Redis can be reached and all subscriptions are in force, as far as is known.</summary>
    public bool IsThere => Volatile.Read(ref _isThere);

    /// <summary>Tells an adapter of each loss and each return, one after the other.</summary>
    public void Watch(RedisWatcher watcher)
    {
        lock (_gate)
        {
            _watchers.Add(watcher);
        }

        Signal();
    }

    public void Unwatch(RedisWatcher watcher)
    {
        lock (_gate)
        {
            _watchers.Remove(watcher);
        }
    }

    private async Task RunAsync()
    {
        if (await OpenAsync() is not { } multiplexer)
        {
            EndWaiting(null);
            _opened.TrySetCanceled();
            return;
        }

        multiplexer.ConnectionFailed += OnConnectionFailed;
        multiplexer.ConnectionRestored += OnConnectionRestored;
        EndWaiting(multiplexer.GetDatabase());
        _opened.SetResult(multiplexer);
        var start = Stopwatch.GetTimestamp();
        var wasReady = false;
        while (!_stop.IsCancellationRequested)
        {
            var signal = Volatile.Read(ref _signal);
            var isReady = await IsReadyAsync(multiplexer);
            wasReady |= isReady;

            // That nothing can be listened to yet is no loss.
            if (wasReady || !multiplexer.IsConnected || Stopwatch.GetElapsedTime(start) >= ListeningTimeout)
            {
                Volatile.Write(ref _isThere, isReady);
                Tell();
            }

            await signal.Task.WaitAsync(CheckInterval).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        multiplexer.ConnectionFailed -= OnConnectionFailed;
        multiplexer.ConnectionRestored -= OnConnectionRestored;
    }

    // The library tries for ever once it has begun. It throws when it cannot begin.
    private async Task<IConnectionMultiplexer?> OpenAsync()
    {
        for (var pause = FirstPause; !_stop.IsCancellationRequested; pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks)))
        {
            try
            {
                return await _open();
            }
            catch (Exception exception)
            {
                _reason = exception;
                Volatile.Write(ref _isThere, false);
                EndWaiting(null);
                Tell();
                await Task.Delay(pause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }

    private async Task<bool> IsReadyAsync(IConnectionMultiplexer multiplexer)
    {
        var subscriber = multiplexer.GetSubscriber();
        if (!multiplexer.IsConnected || !subscriber.IsConnected())
        {
            return false;
        }

        if (IsThere)
        {
            return true;
        }

        try
        {
            // Redis answers in order: subscriptions that were sent before are in force then.
            await subscriber.PingAsync();
            await multiplexer.GetDatabase().PingAsync();
            return AreInForce(subscriber);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            _reason = exception;
            return false;
        }
    }

    private void Tell()
    {
        RedisWatcher[] watchers;
        lock (_gate)
        {
            watchers = [.. _watchers];
        }

        foreach (var watcher in watchers)
        {
            watcher.Tell(IsThere, _reason);
        }
    }

    private void Signal() => Interlocked.Exchange(ref _signal, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private void OnConnectionFailed(object? sender, ConnectionFailedEventArgs e)
    {
        _reason = e.Exception;
        Signal();
    }

    private void OnConnectionRestored(object? sender, ConnectionFailedEventArgs e) => Signal();
}
