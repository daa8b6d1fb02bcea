using System.Globalization;
using SocketIoSharp.Benchmarks.Servers;
using SocketIoSharp.Hosting;

namespace SocketIoSharp.Benchmarks.Cluster.Nodes;

/// <summary>A node of ours, with default options but for one: the one client that sends stands for many.</summary>
internal static class ClusterNodeServer
{
    public const int MaxEventsPerSecond = 1_000_000;

    private const string Everybody = "everybody";

    public static Task<int> RunAsync(string engine, string port, string prefix)
    {
        var builder = KestrelHost.CreateBuilder();
        var socketIo = builder.Services.AddSocketIo(options =>
        {
            options.MaxEventsPerSecond = MaxEventsPerSecond;
            options.Json.TypeInfoResolverChain.Add(BenchmarkJsonContext.Default);
        });
        Join(socketIo, engine, port, prefix);
        var app = builder.Build();
        var io = app.Services.GetRequiredService<SocketIoServer>();
        io.OnConnection(socket => ListenAsync(io, socket));
        app.MapSocketIo();
        app.MapGet("/nodes", async context => await context.Response.WriteAsync((await io.Sockets.Adapter.ServerCountAsync()).ToString(CultureInfo.InvariantCulture)));
        return KestrelHost.RunAsync(app);
    }

    private static async Task ListenAsync(SocketIoServer io, Socket socket)
    {
        socket.On("broadcast", (string text) => io.EmitAsync("tick", text));
        socket.On("room", (string text) => io.To(Everybody).EmitAsync("tick", text));
        socket.On("binary", (byte[] bytes) => io.EmitAsync("tick", bytes));
        socket.On("regroup", (int count) => RegroupAsync(io, count));
        await socket.JoinAsync(Everybody);
    }

    // As on the other server nobody waits for one before the next; the event behind shows that the others are done.
    private static Task RegroupAsync(SocketIoServer io, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _ = io.In(Everybody).SocketsJoinAsync("room");
            _ = io.In(Everybody).SocketsLeaveAsync("room");
        }

        return io.EmitAsync("tick", "regrouped");
    }

    private static void Join(SocketIoBuilder socketIo, string engine, string port, string prefix)
    {
        switch (engine)
        {
            case EngineKind.PostgreSql:
                socketIo.UsePostgreSql($"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres", options => options.ChannelPrefix = prefix);
                break;
            case EngineKind.Redis:
                socketIo.UseRedis($"127.0.0.1:{port}", options => options.Key = prefix);
                break;
            case EngineKind.RedisStreams:
                socketIo.UseRedisStreams($"127.0.0.1:{port}", options => (options.StreamName, options.ChannelPrefix) = (prefix, prefix));
                break;
        }
    }
}
