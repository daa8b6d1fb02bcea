using StackExchange.Redis;

namespace SocketIoSharp.Redis.Connections;

/// <summary>
/// The connection of one server to Redis, for all of its namespaces. Commands are sent in the order of the calls, wait for the first connection, and fail at once while Redis is known to be
/// away or too much waits for it: so what waits is bounded. Thread-safe.
/// </summary>
internal sealed partial class RedisConnection : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<IConnectionMultiplexer> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<Task<IConnectionMultiplexer>> _open;
    private readonly bool _isOwner;
    private readonly long _maxPendingBytes;
    private readonly Task _running;
    private List<Action<IDatabase?>> _waiting = [];
    private IDatabase? _database;
    private bool _hasTried;
    private long _pendingBytes;

    /// <summary>Starts to connect.</summary>
    /// <param name="open">Connects. Called again when it throws.</param>
    /// <param name="isOwner">Whether the connection ends with this object.</param>
    /// <param name="maxPendingBytes">How much may wait for Redis.</param>
    public RedisConnection(Func<Task<IConnectionMultiplexer>> open, bool isOwner, long maxPendingBytes)
    {
        (_open, _isOwner, _maxPendingBytes) = (open, isOwner, maxPendingBytes);
        _running = RunAsync();
    }

    /// <summary>A connection of one's own, to what an application has configured.</summary>
    public static RedisConnection To(ConfigurationOptions configuration, long maxPendingBytes) =>
        new(() => RedisConfiguration.OpenAsync(configuration), isOwner: true, maxPendingBytes);

    /// <summary>Over a connection that an application has.</summary>
    public static RedisConnection Over(IConnectionMultiplexer connection, long maxPendingBytes) => new(() => Task.FromResult(connection), isOwner: false, maxPendingBytes);

    /// <summary>What has been sent and not answered yet.</summary>
    public long PendingBytes => Volatile.Read(ref _pendingBytes);

    /// <summary>Publishes a message.</summary>
    /// <exception cref="RedisException">It has not reached Redis, or Redis has not said that it has.</exception>
    public Task PublishAsync(RedisChannel channel, byte[] message) => SendAsync(message.Length, database => database.PublishAsync(channel, message));

    /// <summary>Sends a command.</summary>
    /// <param name="bytes">How large it is, about.</param>
    /// <param name="command">Calls one method of the database.</param>
    /// <exception cref="RedisException">It has not reached Redis, or Redis has not answered.</exception>
    public Task<T> SendAsync<T>(int bytes, Func<IDatabase, Task<T>> command) => SendAsync(bytes, command, static answer => answer);

    /// <inheritdoc cref="SendAsync{T}(int, Func{IDatabase, Task{T}})"/>
    /// <param name="bytes">How large it is, about.</param>
    /// <param name="command">Calls one method of the database.</param>
    /// <param name="read">Makes the result of what Redis has answered.</param>
    public Task<TResult> SendAsync<T, TResult>(int bytes, Func<IDatabase, Task<T>> command, Func<T, TResult> read)
    {
        if (!IsThere)
        {
            return Task.FromException<TResult>(Away());
        }

        // So that a thousand small ones count, too.
        bytes += 256;
        if (Interlocked.Add(ref _pendingBytes, bytes) > _maxPendingBytes)
        {
            Interlocked.Add(ref _pendingBytes, -bytes);
            return Task.FromException<TResult>(new RedisException($"More than {_maxPendingBytes} bytes wait for Redis."));
        }

        return CountAsync(StartAsync(command), bytes, read);
    }

    /// <summary>Asks each server that has data of its own: one, unless Redis is a cluster.</summary>
    public async Task<IReadOnlyList<T>> AskServersAsync<T>(Func<IServer, Task<T>> question)
    {
        if (!IsThere)
        {
            throw Away();
        }

        var multiplexer = await _opened.Task;
        var servers = multiplexer.GetEndPoints().Select(endpoint => multiplexer.GetServer(endpoint)).Where(server => server.IsConnected && !server.IsReplica);
        return await Task.WhenAll(servers.Select(question));
    }

    /// <summary>Completes when there is a connection, which may be one that still looks for Redis.</summary>
    /// <exception cref="OperationCanceledException">This has ended before.</exception>
    public Task WhenOpenedAsync() => _opened.Task;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Signal();
        await _running;
        if (_isOwner && _opened.Task.IsCompletedSuccessfully)
        {
            await (await _opened.Task).DisposeAsync();
        }

        _stop.Dispose();
    }

    private async Task<TResult> CountAsync<T, TResult>(Task<T> command, int bytes, Func<T, TResult> read)
    {
        try
        {
            return read(await command);
        }
        finally
        {
            Interlocked.Add(ref _pendingBytes, -bytes);
        }
    }

    private Task<T> StartAsync<T>(Func<IDatabase, Task<T>> command)
    {
        if (Volatile.Read(ref _database) is { } database)
        {
            return command(database);
        }

        lock (_gate)
        {
            if (_database is null && _hasTried)
            {
                return Task.FromException<T>(Away());
            }

            if (_database is null)
            {
                var started = new TaskCompletionSource<Task<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting.Add(connected => started.SetResult(connected is null ? Task.FromException<T>(Away()) : command(connected)));
                return started.Task.Unwrap();
            }
        }

        return command(_database);
    }

    // Under the lock, so that nothing overtakes what has waited. The methods of a database do not wait.
    private void EndWaiting(IDatabase? database)
    {
        lock (_gate)
        {
            _hasTried = true;
            _waiting.ForEach(start => start(database));
            _waiting = [];
            Volatile.Write(ref _database, database);
        }
    }

    private static RedisConnectionException Away() => new(ConnectionFailureType.UnableToConnect, "Redis cannot be reached at the moment.");
}
