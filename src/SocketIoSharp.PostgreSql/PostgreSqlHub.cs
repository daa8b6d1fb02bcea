using Microsoft.Extensions.Logging;
using SocketIoSharp.Cluster;
using SocketIoSharp.PostgreSql.Channels;
using SocketIoSharp.PostgreSql.Receiving;
using SocketIoSharp.PostgreSql.Sending;

namespace SocketIoSharp.PostgreSql;

/// <summary>What the namespaces of a server share: a connection that listens, one that sends, and the cleaning of the table. Thread-safe.</summary>
internal sealed partial class PostgreSqlHub : IAsyncDisposable, IDisposable
{
    private readonly SubscriptionTable _subscriptions = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly PostgreSqlSource _source;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly AttachmentTable _table;
    private readonly NotificationSender _sender;
    private readonly NotificationReceiver _receiver;
    private readonly NotificationListener _listener;
    private Task? _running;
    private Exception? _lost;
    private int _hasWarnedOfNames;

    public PostgreSqlHub(PostgreSqlSource source, PostgreSqlOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        (_source, Options, _time) = (source, options, time);
        _logger = loggers.CreateLogger("SocketIoSharp.PostgreSql");
        _table = new AttachmentTable(options.TableName);
        _sender = new NotificationSender(source.DataSource, _table, options.MaxQueuedBytes, time);
        _receiver = new NotificationReceiver(source.DataSource, _table, _subscriptions, options.MaxMessageBytes);
        _listener = new NotificationListener(source.DataSource, _table, _subscriptions, _receiver, options, time)
        {
            OnLost = OnLost,
            OnNoTable = exception => Log.NoTable(_logger, options.TableName, exception),
            OnListening = OnListening,
        };
    }

    public PostgreSqlOptions Options { get; }

    /// <summary>Where connections come from, for what is asked now and then.</summary>
    public Npgsql.NpgsqlDataSource DataSource => _source.DataSource;

    /// <summary>Finds the channel of a namespace, and warns of names that PostgreSQL has to cut, or cannot have.</summary>
    public ChannelName? ChannelOf(string @namespace)
    {
        if (!ChannelName.CanCarry(@namespace))
        {
            Log.NoChannel(_logger, @namespace);
            return null;
        }

        var channel = ChannelName.Of(Options.ChannelPrefix, @namespace);
        if (channel.IsCut && Interlocked.Exchange(ref _hasWarnedOfNames, 1) == 0)
        {
            Log.LongName(_logger, @namespace, channel.Text);
        }

        return channel;
    }

    /// <summary>Lets an adapter hear what is said on its channel.</summary>
    public void Join(PostgreSqlAdapter adapter)
    {
        _subscriptions.Add(adapter);
        if (Volatile.Read(ref _lost) is { } exception)
        {
            adapter.OnLost(exception);
        }

        lock (_gate)
        {
            _running ??= RunAsync();
        }

        _listener.Wake();
    }

    public void Leave(PostgreSqlAdapter adapter)
    {
        _subscriptions.Remove(adapter);
        _listener.Wake();
    }

    /// <summary>Sends a message. Its place among the others is taken when this returns.</summary>
    public Task PublishAsync(ClusterMessage message, ChannelName? channel, ClusterMessageCodec codec)
    {
        if (channel is null)
        {
            throw new NotSupportedException($"PostgreSQL has no channel for the name of namespace {message.Namespace}.");
        }

        // Nobody waits for a database that is known to be away.
        if (Volatile.Read(ref _lost) is not null && _sender.Failure is { } failure)
        {
            throw new InvalidOperationException("PostgreSQL cannot be reached: " + failure.Message, failure);
        }

        return _sender.SendAsync(OutgoingNotification.Of(message, channel, codec, Options.PayloadThreshold));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Task running;
        lock (_gate)
        {
            running = _running ??= Task.CompletedTask;
        }

        await running;
        _listener.Dispose();
        await _sender.DisposeAsync();
        await _source.DisposeAsync();
    }

    // A container that is not disposed of asynchronously gets here. Whoever waits on this thread must not be needed by the end of the connections.
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task RunAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await Task.WhenAll(_listener.RunAsync(_stopping.Token), _receiver.RunAsync(_stopping.Token), CleanAsync())
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task CleanAsync()
    {
        using var timer = new PeriodicTimer(Options.CleanupInterval, _time);
        while (await timer.WaitForNextTickAsync(_stopping.Token))
        {
            if (Volatile.Read(ref _lost) is not null)
            {
                continue;
            }

            try
            {
                await _table.CleanAsync(_source.DataSource, Options.CleanupInterval, _stopping.Token);
            }
            catch (Exception exception) when (!_stopping.IsCancellationRequested)
            {
                Log.NotCleaned(_logger, Options.TableName, exception);
            }
        }
    }

    private void OnLost(Exception exception)
    {
        Volatile.Write(ref _lost, exception);
        _sender.Distrust(isBack: false);
        foreach (var adapter in _subscriptions.Adapters)
        {
            adapter.OnLost(exception);
        }
    }

    private void OnListening(PostgreSqlAdapter adapter)
    {
        if (Interlocked.Exchange(ref _lost, null) is not null)
        {
            _sender.Distrust(isBack: true);
        }

        adapter.OnListening();
    }
}
