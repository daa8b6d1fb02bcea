using SocketIoSharp;
using SocketIoSharp.Redis;

namespace Snippets;

internal static class Scaling
{
    public static void Redis(WebApplicationBuilder builder)
    {
        // <scaling-redis>
        builder.Services.AddSocketIo().UseRedis("redis.internal:6379");
        // </scaling-redis>
    }

    public static void RedisOptions(WebApplicationBuilder builder)
    {
        // <scaling-redis-options>
        builder.Services.AddSocketIo().UseRedis("redis.internal:6379,password=…", options =>
        {
            options.Key = "shop";                              // two clusters on one Redis need two keys
            options.RequestTimeout = TimeSpan.FromSeconds(2);  // how long the others may take to say who is there
        });
        // </scaling-redis-options>
    }

    public static void Streams(WebApplicationBuilder builder)
    {
        // <scaling-streams>
        builder.Services.AddSocketIo(options =>
        {
            options.ConnectionStateRecovery = new ConnectionStateRecovery { MaxDisconnectionDuration = TimeSpan.FromMinutes(2) };
        }).UseRedisStreams("redis.internal:6379");
        // </scaling-streams>
    }

    public static void PostgreSql(WebApplicationBuilder builder)
    {
        // <scaling-postgres>
        builder.Services.AddSocketIo().UsePostgreSql("Host=db.internal;Username=app;Password=…;Database=app");
        // </scaling-postgres>
    }

    public static async Task EmitAsync()
    {
        // <scaling-emitter>
        await using var redis = new RedisPublisher("redis.internal:6379");
        var emitter = new SocketIoEmitter(redis);
        await emitter.To("orders").EmitAsync("shipped", new { id = 7 });
        await emitter.In("user:4").DisconnectSocketsAsync();
        // </scaling-emitter>
    }
}
