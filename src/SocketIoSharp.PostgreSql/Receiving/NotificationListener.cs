using Npgsql;
using SocketIoSharp.PostgreSql.Channels;

namespace SocketIoSharp.PostgreSql.Receiving;

/// <summary>Keeps the one connection that listens: to all channels, whichever they are at the moment, and again after it was lost.</summary>
internal sealed class NotificationListener(NpgsqlDataSource dataSource, AttachmentTable table, SubscriptionTable subscriptions, NotificationReceiver receiver, PostgreSqlOptions options, TimeProvider time)
    : IDisposable
{
    private const int TimeoutSeconds = 5;

    private readonly List<(string Channel, string Payload)> _arrived = [];
    private readonly HashSet<string> _listening = new(StringComparer.Ordinal);
    private CancellationTokenSource _wake = new();
    private int _isChanged;

    /// <summary>Called when the connection could not be made, or was lost.</summary>
    public required Action<Exception> OnLost { get; init; }

    /// <summary>Called when the table is missing and cannot be made.</summary>
    public required Action<Exception> OnNoTable { get; init; }

    /// <summary>Called for each adapter when its channel is listened to.</summary>
    public required Action<PostgreSqlAdapter> OnListening { get; init; }

    /// <summary>Makes the connection listen to the channels that have come since.</summary>
    public void Wake()
    {
        Volatile.Write(ref _isChanged, 1);
        try
        {
            Volatile.Read(ref _wake).Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Nobody is left who would listen.
        }
    }

    public void Dispose() => _wake.Dispose();

    /// <summary>Listens until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = cancellationToken.UnsafeRegister(static listener => ((NotificationListener)listener!).Wake(), this);
        var backoff = new Backoff(options.ReconnectDelay, options.MaxReconnectDelay);
        while (true)
        {
            try
            {
                await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
                connection.Notification += (_, notification) => _arrived.Add((notification.Channel, notification.Payload));
                await ListenAsync(connection, backoff, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                OnLost(exception);
            }

            await PassOnAsync(cancellationToken);
            await Task.Delay(backoff.Next(), time, cancellationToken);
        }
    }

    private async Task ListenAsync(NpgsqlConnection connection, Backoff backoff, CancellationToken cancellationToken)
    {
        await CreateTableAsync(connection, cancellationToken);
        _listening.Clear();
        subscriptions.MarkAllChanged();
        Volatile.Write(ref _isChanged, 1);
        while (true)
        {
            if (Interlocked.Exchange(ref _isChanged, 0) == 1)
            {
                await FollowChangesAsync(connection, cancellationToken);
                backoff.Reset();
            }

            await WaitAsync(connection, cancellationToken);
            await PassOnAsync(cancellationToken);
        }
    }

    private async Task CreateTableAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await table.CreateAsync(connection, cancellationToken);
        }
        catch (PostgresException exception)
        {
            // Small messages go without it.
            OnNoTable(exception);
        }
    }

    private async Task FollowChangesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var changed = subscriptions.TakeChanged();
        await using var batch = new NpgsqlBatch(connection) { Timeout = TimeoutSeconds };
        foreach (var channel in changed)
        {
            if (subscriptions.TryGet(channel.Text, out _) ? _listening.Add(channel.Text) : _listening.Remove(channel.Text))
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand((_listening.Contains(channel.Text) ? "LISTEN " : "UNLISTEN ") + channel.Quoted));
            }
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var channel in changed)
        {
            foreach (var adapter in subscriptions.TryGet(channel.Text, out var subscription) ? subscription.Adapters : [])
            {
                OnListening(adapter);
            }
        }
    }

    private async Task WaitAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_arrived.Count > 0)
        {
            return;
        }

        // Replaced before the flag is read: whoever sets the flag afterwards ends the wait.
        if (_wake.IsCancellationRequested)
        {
            Volatile.Write(ref _wake, new CancellationTokenSource());
            cancellationToken.ThrowIfCancellationRequested();
        }

        try
        {
            if (Volatile.Read(ref _isChanged) == 0 && !await connection.WaitAsync(options.KeepAliveInterval, _wake.Token))
            {
                await AskAsync(connection, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // There are other channels.
        }
    }

    // A line that is cut without a word looks like one on which nothing is said.
    private async Task AskAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT 1", connection) { CommandTimeout = (int)Math.Clamp(Math.Ceiling(options.KeepAliveInterval.TotalSeconds), 1, TimeoutSeconds) };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task PassOnAsync(CancellationToken cancellationToken)
    {
        foreach (var (channel, payload) in _arrived)
        {
            await receiver.TakeAsync(channel, payload, cancellationToken);
        }

        _arrived.Clear();
    }
}
