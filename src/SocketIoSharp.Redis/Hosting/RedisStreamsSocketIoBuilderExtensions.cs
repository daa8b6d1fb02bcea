using Microsoft.Extensions.DependencyInjection.Extensions;
using SocketIoSharp;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Hosting;
using SocketIoSharp.Redis;
using SocketIoSharp.Redis.Connections;
using SocketIoSharp.Redis.Streams;
using StackExchange.Redis;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Sets up several nodes over Redis streams.</summary>
public static class RedisStreamsSocketIoBuilderExtensions
{
    // A held question is no lost one.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Makes the server a node of a cluster: broadcasts, rooms and look-ups reach the clients of all nodes, and with <see cref="SocketIoOptions.ConnectionStateRecovery"/> clients are recovered on any
    /// node. The protocol is that of <c>@socket.io/redis-streams-adapter</c>, so nodes may run on Node.js. What is sent while Redis is away is delivered to the other nodes afterwards. The server
    /// starts without Redis and finds it when it comes.
    /// </summary>
    /// <param name="builder">The server that is being set up.</param>
    /// <param name="configuration">Where Redis is, as StackExchange.Redis reads it: <c>localhost:6379,password=secret</c>. There are two connections, one of them for reading.</param>
    /// <param name="configure">Sets options.</param>
    /// <exception cref="ArgumentException">The configuration names no server, or an option is out of its range.</exception>
    public static SocketIoBuilder UseRedisStreams(this SocketIoBuilder builder, string configuration, Action<RedisStreamsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var parsed = RedisConfiguration.Parse(configuration);
        return Use(builder, configure, options =>
        {
            var reading = RedisConfiguration.Parse(configuration);
            reading.AsyncTimeout = (int)(options.BlockTime + Grace).TotalMilliseconds;
            return new StreamHub(
                options,
                RedisConnection.To(parsed, options.MaxPendingBytes),
                () => RedisConfiguration.OpenAsync(reading));
        });
    }

    /// <summary>
    /// Makes the server a node of a cluster, over a connection that the application has and that outlives the server. New entries are looked for every <see cref="RedisStreamsOptions.PollInterval"/>.
    /// </summary>
    /// <inheritdoc cref="UseRedisStreams(SocketIoBuilder, string, Action{RedisStreamsOptions})"/>
    /// <param name="builder">The server that is being set up.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="configure">Sets options.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static SocketIoBuilder UseRedisStreams(this SocketIoBuilder builder, IConnectionMultiplexer connection, Action<RedisStreamsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return Use(builder, configure, options =>
            new StreamHub(options, RedisConnection.Over(connection, options.MaxPendingBytes), openForReading: null));
    }

    private static SocketIoBuilder Use(SocketIoBuilder builder, Action<RedisStreamsOptions>? configure, Func<RedisStreamsOptions, StreamHub> connect)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new RedisStreamsOptions();
        configure?.Invoke(options);
        options.Validate();

        // By a factory, so that it ends with the application, after the server.
        builder.Services.AddSingleton(_ => connect(options));
        builder.Services.TryAddSingleton<INodeDirectory>(provider => new RedisNodeDirectory(provider.GetRequiredService<StreamHub>().Connection, options.ChannelPrefix));
        builder.Services.AddOptions<SocketIoOptions>().Configure<StreamHub>((server, hub) => server.AdapterFactory = @namespace => new RedisStreamsAdapter(@namespace, hub));
        return builder;
    }
}
