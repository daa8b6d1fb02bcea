using System.Data;
using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace SocketIoSharp.PostgreSql.Sending;

/// <summary>
/// Sends messages over one connection, in the order in which they were given. Messages that have gathered go together, in as few transactions as may be: each takes a lock of the whole
/// database. What fails is not repeated, because it may have been sent, unless the database has refused it and may have meant another one of its transaction.
/// </summary>
internal sealed class NotificationSender : IAsyncDisposable
{
    private const int MaxBatchCount = 256;
    private const int MaxBatchBytes = 1024 * 1024;

    // A connection that was not used for longer may have broken without a sign; then it is tried out first.
    private static readonly TimeSpan TrustedIdleTime = TimeSpan.FromSeconds(1);

    // How long the database may take for what was gathered.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly Channel<OutgoingNotification> _queue = Channel.CreateUnbounded<OutgoingNotification>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly NpgsqlDataSource _dataSource;
    private readonly AttachmentTable _table;
    private readonly int _maxQueuedBytes;
    private readonly TimeProvider _time;
    private readonly Task _running;
    private NpgsqlConnection? _connection;
    private long _lastUsed;
    private long _queuedBytes;
    private Exception? _failure;
    private bool _isTrusted = true;
    private int _isClosed;

    public NotificationSender(NpgsqlDataSource dataSource, AttachmentTable table, int maxQueuedBytes, TimeProvider time)
    {
        (_dataSource, _table, _maxQueuedBytes, _time) = (dataSource, table, maxQueuedBytes, time);
        _running = RunAsync();
    }

    /// <summary>Why the database could not be reached the last time; <see langword="null"/> when it could.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Sends a message. Its place is taken when this returns.</summary>
    /// <returns>A task that ends when the database has taken it, or fails.</returns>
    /// <exception cref="InvalidOperationException">Too much waits already, or the sender is closed.</exception>
    public Task SendAsync(OutgoingNotification notification)
    {
        if (Interlocked.Add(ref _queuedBytes, notification.Size) - notification.Size > _maxQueuedBytes)
        {
            Interlocked.Add(ref _queuedBytes, -notification.Size);
            throw new InvalidOperationException($"More than {_maxQueuedBytes} bytes wait to be sent to PostgreSQL.");
        }

        if (!_queue.Writer.TryWrite(notification))
        {
            throw new InvalidOperationException("The connection to PostgreSQL is closed.");
        }

        return notification.Sent;
    }

    /// <summary>Says that the database was lost, or is back: the connection is tried out before it is used again.</summary>
    /// <param name="isBack">Whether it can be reached again.</param>
    public void Distrust(bool isBack)
    {
        Volatile.Write(ref _isTrusted, false);
        if (isBack)
        {
            Volatile.Write(ref _failure, null);
        }
    }

    /// <summary>Sends what waits, for a few seconds at most, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            // In this order: what sends ends with the queue, and the source with it.
            _stopping.CancelAfter(Timeout);
            _queue.Writer.Complete();
        }

        await _running;
    }

    private async Task RunAsync()
    {
        // Not on the thread of who creates it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var gathered = new List<OutgoingNotification>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            Gather(gathered);
            await SendAsync(gathered);
            Interlocked.Add(ref _queuedBytes, -gathered.Sum(notification => (long)notification.Size));
            gathered.Clear();
        }

        await DisconnectAsync();
        _stopping.Dispose();
    }

    private void Gather(List<OutgoingNotification> gathered)
    {
        var bytes = 0L;
        while (gathered.Count < MaxBatchCount && bytes < MaxBatchBytes && _queue.Reader.TryRead(out var notification))
        {
            gathered.Add(notification);
            bytes += notification.Size;
        }
    }

    private async Task SendAsync(List<OutgoingNotification> notifications)
    {
        var refused = await TrySendAsync(NotificationGroup.Divide(notifications), isLastTry: false);
        if (refused.Count > 0)
        {
            await TrySendAsync(NotificationGroup.Single(refused), isLastTry: true);
        }
    }

    /// <returns>What the database has refused for the sake of others in its group, perhaps: nothing of a refused group was sent.</returns>
    private async Task<List<OutgoingNotification>> TrySendAsync(List<NotificationGroup> groups, bool isLastTry)
    {
        NpgsqlBatch? batch = null;
        Exception? failure = null;
        try
        {
            batch = CreateBatch(await ConnectAsync(), groups);
            await batch.ExecuteNonQueryAsync(_stopping.Token);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        var refused = Complete(groups, batch, failure, isLastTry);
        await (batch?.DisposeAsync() ?? ValueTask.CompletedTask);
        _lastUsed = _time.GetTimestamp();

        // What the database has refused was said over a connection that is as good as before.
        var isThere = failure is null or PostgresException or AggregateException && _connection?.State is ConnectionState.Open;
        Volatile.Write(ref _failure, isThere ? null : failure);
        if (!isThere)
        {
            await DisconnectAsync();
        }

        return refused;
    }

    private static List<OutgoingNotification> Complete(List<NotificationGroup> groups, NpgsqlBatch? batch, Exception? failure, bool isLastTry)
    {
        Exception[] failures = failure is AggregateException aggregate ? [.. aggregate.InnerExceptions] : failure is null ? [] : [failure];
        var refused = new List<OutgoingNotification>();
        var failed = 0;
        for (var i = 0; i < groups.Count; i++)
        {
            // Each statement that has succeeded returned a row.
            var reason = failure is null || batch?.BatchCommands[i].Rows > 0 ? null : failures[Math.Min(failed++, failures.Length - 1)];
            if (reason is PostgresException && !isLastTry && groups[i].Notifications.Count > 1)
            {
                refused.AddRange(groups[i].Notifications);
            }
            else
            {
                groups[i].Complete(reason);
            }
        }

        return refused;
    }

    private NpgsqlBatch CreateBatch(NpgsqlConnection connection, List<NotificationGroup> groups)
    {
        var batch = new NpgsqlBatch(connection) { EnableErrorBarriers = true, Timeout = (int)Timeout.TotalSeconds };
        foreach (var group in groups)
        {
            batch.BatchCommands.Add(group.HasRows ? NotifyWithRows(group) : Notify(group));
        }

        return batch;
    }

    private static NpgsqlBatchCommand Notify(NotificationGroup group) =>
        new(AttachmentTable.NotifyStatement) { Parameters = { Text(group.Channel), Text(group.JoinTexts()) } };

    private NpgsqlBatchCommand NotifyWithRows(NotificationGroup group)
    {
        var (bytes, starts, lengths) = group.JoinRows();
        var rows = new NpgsqlParameter<byte[]> { TypedValue = bytes, NpgsqlDbType = NpgsqlDbType.Bytea };
        return new(_table.NotifyWithRowsStatement) { Parameters = { Text(group.Channel), Text(group.StubStart), rows, Text(starts), Text(lengths) } };
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        // Taken at once: what is said meanwhile counts for the next time.
        var isTrusted = Interlocked.Exchange(ref _isTrusted, true) && _time.GetElapsedTime(_lastUsed) < TrustedIdleTime;
        if (_connection is not null && (isTrusted || await IsAliveAsync(_connection)))
        {
            return _connection;
        }

        await DisconnectAsync();
        _connection = await _dataSource.OpenConnectionAsync(_stopping.Token);

        // Who crashes loses what was just sent anyway, so nobody needs to wait for the disk.
        await using var command = new NpgsqlCommand("SET synchronous_commit TO off", _connection) { CommandTimeout = (int)Timeout.TotalSeconds };
        await command.ExecuteNonQueryAsync(_stopping.Token);
        return _connection;
    }

    private async Task<bool> IsAliveAsync(NpgsqlConnection connection)
    {
        try
        {
            await using var command = new NpgsqlCommand("SELECT 1", connection) { CommandTimeout = (int)Timeout.TotalSeconds };
            await command.ExecuteNonQueryAsync(_stopping.Token);
            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task DisconnectAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }
}
