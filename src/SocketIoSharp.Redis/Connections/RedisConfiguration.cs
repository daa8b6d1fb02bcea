using StackExchange.Redis;

namespace SocketIoSharp.Redis.Connections;

/// <summary>Makes connections from what an application has configured as text.</summary>
internal static class RedisConfiguration
{
    /// <exception cref="ArgumentException">The text is no configuration.</exception>
    public static ConfigurationOptions Parse(string configuration)
    {
        var options = ConfigurationOptions.Parse(configuration);
        if (options.EndPoints.Count == 0)
        {
            throw new ArgumentException("The configuration names no Redis server.", nameof(configuration));
        }

        // A server starts without Redis, and finds it when it comes.
        options.AbortOnConnectFail = false;

        // After the first try the server knows that Redis is away, and the library tries again by itself. More of them would be waited for, up to 15 seconds by default.
        options.ConnectRetry = 1;

        // Its own choice waits for up to a minute.
        options.ReconnectRetryPolicy = new ExponentialRetry(500, 5000);

        // What cannot be sent now is old when it can.
        options.BacklogPolicy = BacklogPolicy.FailFast;

        // Threads of its own would hand each message over to those of the application.
        options.SocketManager = SocketManager.ThreadPool;
        return options;
    }

    public static async Task<IConnectionMultiplexer> OpenAsync(ConfigurationOptions options) => await ConnectionMultiplexer.ConnectAsync(options);
}
