using System.Data;
using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace SocketIoSharp.PostgreSql.Sending;

/// <summary>
/// Sends messages over one connection, in the order in which they were given. Messages that have gathered go together, each in a transaction of its own: PostgreSQL sends equal
/// notifications of one transaction only once. What fails is not repeated, because it may have been sent.
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

    /// <summary>Forgets that the database could not be reached.</summary>
    public void Forgive() => Volatile.Write(ref _failure, null);

    /// <summary>Sends what waits, for a few seconds at most, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_queue.Writer.TryComplete())
        {
            _stopping.CancelAfter(Timeout);
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
        try
        {
            var connection = await ConnectAsync();
            await using var batch = CreateBatch(connection, notifications);
            var failures = await ExecuteAsync(batch);
            for (var i = 0; i < notifications.Count; i++)
            {
                Complete(notifications[i], failures.GetValueOrDefault(batch.BatchCommands[i]));
            }

            _lastUsed = _time.GetTimestamp();
            Forgive();
        }
        catch (Exception exception)
        {
            Volatile.Write(ref _failure, exception);
            notifications.ForEach(notification => notification.SetFailed(exception));
            await DisconnectAsync();
        }
    }

    private static void Complete(OutgoingNotification notification, Exception? failure)
    {
        if (failure is null)
        {
            notification.SetSent();
        }
        else
        {
            notification.SetFailed(failure);
        }
    }

    private NpgsqlBatch CreateBatch(NpgsqlConnection connection, List<OutgoingNotification> notifications)
    {
        var batch = new NpgsqlBatch(connection) { EnableErrorBarriers = true, Timeout = (int)Timeout.TotalSeconds };
        foreach (var notification in notifications)
        {
            var command = new NpgsqlBatchCommand(notification.Row is null ? AttachmentTable.NotifyStatement : _table.NotifyWithRowStatement);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = notification.Channel, NpgsqlDbType = NpgsqlDbType.Text });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = notification.Text, NpgsqlDbType = NpgsqlDbType.Text });
            if (notification.Row is not null)
            {
                command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = notification.Row, NpgsqlDbType = NpgsqlDbType.Bytea });
            }

            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    /// <returns>The commands that the database has refused. The others have succeeded.</returns>
    private async Task<Dictionary<NpgsqlBatchCommand, Exception>> ExecuteAsync(NpgsqlBatch batch)
    {
        try
        {
            await batch.ExecuteNonQueryAsync(_stopping.Token);
            return [];
        }
        catch (PostgresException exception) when (exception.BatchCommand is not null && batch.Connection!.State is ConnectionState.Open)
        {
            return new() { [exception.BatchCommand] = exception };
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is PostgresException { BatchCommand: not null }) && batch.Connection!.State is ConnectionState.Open)
        {
            return exception.InnerExceptions.Cast<PostgresException>().ToDictionary(inner => inner.BatchCommand!, Exception (inner) => inner);
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        if (_connection is not null && (_time.GetElapsedTime(_lastUsed) < TrustedIdleTime || await IsAliveAsync(_connection)))
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
