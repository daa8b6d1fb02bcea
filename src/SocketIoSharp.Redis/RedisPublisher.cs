using SocketIoSharp.Cluster;
using SocketIoSharp.Redis.Classic;
using SocketIoSharp.Redis.Connections;
using StackExchange.Redis;

namespace SocketIoSharp.Redis;

/// <summary>
/// Sends from a process without a server to the nodes of a cluster that use <c>UseRedis</c>, or <c>@socket.io/redis-adapter</c> on Node.js: give it to a <see cref="SocketIoEmitter"/>.
/// Thread-safe. Keep one for as long as the process sends.
/// </summary>
public sealed class RedisPublisher : IClusterPublisher, IAsyncDisposable
{
    private readonly RedisConnection _connection;
    private readonly RedisOptions _options = new();

    /// <summary>Connects to Redis, in the background. What is sent before that is done waits for it.</summary>
    /// <param name="configuration">Where Redis is, as StackExchange.Redis reads it: <c>localhost:6379,password=secret</c>.</param>
    /// <param name="configure">Sets options. Those that are about answers mean nothing here.</param>
    /// <exception cref="ArgumentException">The configuration names no server, or an option is out of its range.</exception>
    public RedisPublisher(string configuration, Action<RedisOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var parsed = RedisConfiguration.Parse(configuration);
        Configure(configure);
        _connection = RedisConnection.To(parsed, _options.MaxPendingBytes);
    }

    /// <summary>Uses a connection of the application's, which outlives the publisher.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="configure">Sets options. Those that are about answers mean nothing here.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public RedisPublisher(IConnectionMultiplexer connection, Action<RedisOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        Configure(configure);
        _connection = RedisConnection.Over(connection, _options.MaxPendingBytes);
    }

    /// <inheritdoc/>
    /// <exception cref="RedisException">Redis cannot be reached, or too much waits for it: nobody has got the message.</exception>
    public Task PublishAsync(ClusterMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _connection.PublishAsync(ClassicChannels.Named(new ClassicChannels(_options.Key, message.Namespace, message.NodeId).For(message)), ClassicWriter.Request(message));
    }

    /// <summary>Ends the connection, if it is the publisher's own.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private void Configure(Action<RedisOptions>? configure)
    {
        configure?.Invoke(_options);
        _options.Validate();
    }
}
