using Microsoft.Extensions.DependencyInjection.Extensions;
using SocketIoSharp;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Hosting;
using SocketIoSharp.Redis;
using SocketIoSharp.Redis.Classic;
using SocketIoSharp.Redis.Connections;
using StackExchange.Redis;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Sets up several nodes over Redis.</summary>
public static class RedisSocketIoBuilderExtensions
{
    /// <summary>
    /// Makes the server a node of a cluster: broadcasts, rooms and look-ups reach the clients of all nodes. The protocol is that of <c>@socket.io/redis-adapter</c>, so nodes may run on Node.js.
    /// The server starts without Redis and finds it when it comes; its own clients never depend on it.
    /// </summary>
    /// <param name="builder">The server that is being set up.</param>
    /// <param name="configuration">Where Redis is, as StackExchange.Redis reads it: <c>localhost:6379,password=secret</c>.</param>
    /// <param name="configure">Sets options.</param>
    /// <exception cref="ArgumentException">The configuration names no server, or an option is out of its range.</exception>
    public static SocketIoBuilder UseRedis(this SocketIoBuilder builder, string configuration, Action<RedisOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var parsed = RedisConfiguration.Parse(configuration);
        return Use(builder, configure, options => RedisConnection.To(parsed, options.MaxPendingBytes));
    }

    /// <summary>Makes the server a node of a cluster, over a connection that the application has and that outlives the server.</summary>
    /// <inheritdoc cref="UseRedis(SocketIoBuilder, string, Action{RedisOptions})"/>
    /// <param name="builder">The server that is being set up.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="configure">Sets options.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static SocketIoBuilder UseRedis(this SocketIoBuilder builder, IConnectionMultiplexer connection, Action<RedisOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return Use(builder, configure, options => RedisConnection.Over(connection, options.MaxPendingBytes));
    }

    private static SocketIoBuilder Use(SocketIoBuilder builder, Action<RedisOptions>? configure, Func<RedisOptions, RedisConnection> connect)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new RedisOptions();
        configure?.Invoke(options);
        options.Validate();

        // By a factory, so that it ends with the application, after the server.
        builder.Services.AddSingleton(_ => connect(options));
        builder.Services.TryAddSingleton<INodeDirectory>(provider => new RedisNodeDirectory(provider.GetRequiredService<RedisConnection>(), options.Key));
        builder.Services.AddOptions<SocketIoOptions>().Configure<RedisConnection>((server, connection) =>
            server.AdapterFactory = @namespace => new RedisAdapter(@namespace, connection, options));
        return builder;
    }
}
