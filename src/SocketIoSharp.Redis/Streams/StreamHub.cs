using System.Collections.Concurrent;
using SocketIoSharp.Redis.Connections;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Streams;

/// <summary>What the namespaces of one server share: the connection, and a reader for each stream. Thread-safe.</summary>
internal sealed class StreamHub : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<StreamReader>> _readers = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<RedisConnection> _owned = [];
    private readonly ConcurrentBag<IConnectionMultiplexer> _reading = [];
    private readonly Func<Task<IConnectionMultiplexer>>? _openForReading;

    /// <param name="options">The options.</param>
    /// <param name="connection">The connection for everything but reading, which ends with this object.</param>
    /// <param name="openForReading">Opens a connection to read by; <see langword="null"/> when the other one is to be used for that, too.</param>
    public StreamHub(RedisStreamsOptions options, RedisConnection connection, Func<Task<IConnectionMultiplexer>>? openForReading)
    {
        (Options, Connection, _openForReading) = (options, connection, openForReading);
        _owned.Add(connection);
    }

    public RedisStreamsOptions Options { get; }

    public RedisConnection Connection { get; }

    public StreamReader ReaderOf(string stream) => _readers.GetOrAdd(stream, name => new Lazy<StreamReader>(() => CreateReader(name))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var reader in _readers.Values)
        {
            await reader.Value.StopAsync();
        }

        // Otherwise the end would wait for questions that Redis holds.
        foreach (var multiplexer in _reading)
        {
            await multiplexer.CloseAsync(allowCommandsToComplete: false);
        }

        foreach (var connection in _owned)
        {
            await connection.DisposeAsync();
        }
    }

    private StreamReader CreateReader(string name)
    {
        if (_openForReading is null)
        {
            return new StreamReader(name, Connection, Connection, Options);
        }

        var connection = new RedisConnection(() => OpenForReadingAsync(_openForReading), isOwner: true, Options.MaxPendingBytes);
        _owned.Add(connection);
        return new StreamReader(name, connection, Connection, Options);
    }

    private async Task<IConnectionMultiplexer> OpenForReadingAsync(Func<Task<IConnectionMultiplexer>> open)
    {
        var multiplexer = await open();
        _reading.Add(multiplexer);
        return multiplexer;
    }
}
