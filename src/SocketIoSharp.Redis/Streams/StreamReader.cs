using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Redis.Connections;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Streams;

/// <summary>
/// Reads one stream for all namespaces of a server that are in it, from where it stands at the start, and goes on where it was after each loss of the connection. Over a connection of its own Redis
/// holds each question until there is something new; over one that is shared, that would hold up everybody, so it is asked now and then.
/// </summary>
/// <param name="name">The key of the stream.</param>
/// <param name="connection">The connection to read by.</param>
/// <param name="asking">The connection for everything else, which may be the same.</param>
/// <param name="options">How it is read.</param>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer and is cancelled at the end, so nothing is left to dispose of.")]
internal sealed class StreamReader(string name, RedisConnection connection, RedisConnection asking, RedisStreamsOptions options)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly bool _isBlocking = connection != asking;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _placed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, RedisStreamsAdapter> _adapters = new(StringComparer.Ordinal);
    private readonly List<(StreamPosition Position, TaskCompletionSource Signal)> _waiting = [];
    private TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StreamPosition? _position;
    private Task? _running;
    private int _isStarted;

    /// <summary>Completes when it is known where the stream stands, so that all that comes from now on is given out, or when this ends.</summary>
    public Task Placed => _placed.Task;

    /// <summary>Begins to give a namespace what is new.</summary>
    public void Add(RedisStreamsAdapter adapter)
    {
        _adapters[adapter.Namespace.Name] = adapter;
        if (Interlocked.Exchange(ref _isStarted, 1) == 0)
        {
            _running = RunAsync();
        }
    }

    public void Remove(RedisStreamsAdapter adapter) => _adapters.TryRemove(KeyValuePair.Create(adapter.Namespace.Name, adapter));

    /// <summary>Says that there may be something new.</summary>
    public void Wake() => Volatile.Read(ref _wake).TrySetResult();

    /// <summary>Says that there is something new when a task is complete. Where Redis holds the question it says so itself.</summary>
    public void WakeAfter(Task appending)
    {
        if (!_isBlocking)
        {
            _ = appending.ContinueWith(_ => Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Completes when everything up to a position was given out.</summary>
    public Task WhenTakenAsync(StreamPosition position)
    {
        lock (_gate)
        {
            if (_position >= position)
            {
                return Task.CompletedTask;
            }

            var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((position, signal));
            Wake();
            return signal.Task;
        }
    }

    /// <summary>Looks up the id of the last entry.</summary>
    public static async Task<StreamPosition?> FindLastAsync(RedisConnection connection, string name)
    {
        var last = await connection.SendAsync(64, database => database.ExecuteAsync("XREVRANGE", (RedisKey)name, "+", "-", "COUNT", "1"));
        return StreamEntry.ReadAll(last) is [var entry] ? entry.Position : null;
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        _placed.TrySetResult();
        Wake();
        if (_running is { } running && !_isBlocking)
        {
            await running;
        }
    }

    private async Task RunAsync()
    {
        var isCertain = false;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                if (!isCertain)
                {
                    await FindPlaceAsync();
                    isCertain = true;
                }

                await ReadAsync();
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException or InvalidOperationException)
            {
                // It may be another Redis that answers next.
                isCertain = false;
                await Task.Delay(Pause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // What comes before the first look is for nobody here. Later the stream can have been dropped, or be another server's that had not got everything.
    private async Task FindPlaceAsync()
    {
        if (_position is not { } position)
        {
            MoveTo(await FindLastAsync(asking, name) ?? default);
            _placed.TrySetResult();
            return;
        }

        var (newest, oldest) = await DescribeAsync();
        if (newest < position)
        {
            MoveTo(newest);
        }
        else if (oldest > position)
        {
            Refuse("entries of the stream were dropped before this node has read them");
        }
    }

    private async Task<(StreamPosition Newest, StreamPosition? Oldest)> DescribeAsync()
    {
        RedisResult information;
        try
        {
            information = await asking.SendAsync(64, database => database.ExecuteAsync("XINFO", "STREAM", (RedisKey)name));
        }
        catch (RedisServerException exception) when (exception.Message.Contains("no such key", StringComparison.Ordinal))
        {
            return (default, null);
        }

        StreamPosition newest = default;
        StreamPosition? oldest = null;
        for (var i = 0; i + 1 < information.Length; i += 2)
        {
            switch ((string?)information[i])
            {
                case "last-generated-id":
                    _ = StreamPosition.TryParse((string?)information[i + 1], out newest);
                    break;
                case "first-entry" when information[i + 1] is { Length: 2 } entry && StreamPosition.TryParse((string?)entry[0], out var first):
                    oldest = first;
                    break;
            }
        }

        return (newest, oldest);
    }

    private async Task ReadAsync()
    {
        var wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _wake, wake);
        var reply = await connection.SendAsync(64, database => database.ExecuteAsync("XREAD", Question()));
        if (EntriesOf(reply) is { } entries)
        {
            GiveOut(StreamEntry.ReadAll(entries));
        }
        else if (!_isBlocking)
        {
            await wake.Task.WaitAsync(options.PollInterval, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private List<object> Question()
    {
        List<object> question = ["COUNT", options.ReadCount];
        if (_isBlocking)
        {
            question.AddRange(["BLOCK", (long)options.BlockTime.TotalMilliseconds]);
        }

        question.AddRange(["STREAMS", (RedisKey)name, _position!.Value.ToString()]);
        return question;
    }

    // A list of streams with their entries, or a map in the newer protocol.
    private static RedisResult? EntriesOf(RedisResult reply) =>
        reply.IsNull || reply.Length == 0 ? null
        : reply[0] is { Length: 2 } stream ? stream[1]
        : reply.Length == 2 ? reply[1]
        : null;

    // What has come together leaves together.
    private void GiveOut(List<StreamEntry> entries)
    {
        using var burst = SendBurst.Begin();
        foreach (var entry in entries)
        {
            if (_adapters.TryGetValue((string?)entry.Namespace ?? string.Empty, out var adapter))
            {
                adapter.Take(entry);
            }
            else if (entry.Namespace.IsNullOrEmpty)
            {
                Refuse("an entry of the stream has no namespace");
            }
        }

        if (entries is [.., var last])
        {
            MoveTo(last.Position);
        }
    }

    private void Refuse(string reason)
    {
        foreach (var adapter in _adapters.Values)
        {
            adapter.Refuse(reason);
        }
    }

    private void MoveTo(StreamPosition position)
    {
        lock (_gate)
        {
            _position = position;
            foreach (var (_, signal) in _waiting.Where(waiting => waiting.Position <= position))
            {
                signal.TrySetResult();
            }

            _waiting.RemoveAll(waiting => waiting.Position <= position);
        }
    }
}
