using SocketIoSharp;
using SocketIoSharp.Hosting;

namespace Cluster.Nodes;

/// <summary>The one line by which servers become a cluster.</summary>
internal static class Engines
{
    public static SocketIoBuilder UseEngine(this SocketIoBuilder builder, EngineKind engine, int port) => engine switch
    {
        EngineKind.Redis => builder.UseRedis($"127.0.0.1:{port}"),
        EngineKind.RedisStreams => builder.UseRecovery().UseRedisStreams($"127.0.0.1:{port}"),
        _ => builder.UsePostgreSql($"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres"),
    };

    private static SocketIoBuilder UseRecovery(this SocketIoBuilder builder)
    {
        builder.Services.Configure<SocketIoOptions>(o => o.ConnectionStateRecovery = new ConnectionStateRecovery());
        return builder;
    }
}
