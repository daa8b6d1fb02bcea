using SocketIoSharp;

namespace Cluster.Nodes;

/// <summary>A node of the cluster: a server like any other, but for the line that names the engine.</summary>
internal static class NodeProgram
{
    public static async Task<int> RunAsync(NodeArguments node)
    {
        await using var app = Build(node);
        var io = app.Services.GetRequiredService<SocketIoServer>();
        var status = new StatusBoard(io, node.Name);
        status.Listen();
        new ChatEvents(io, node.Name, status).Listen();

        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache" });
        app.MapSocketIo();

        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine("ready"));
        await app.RunAsync();
        return 0;
    }

    private static WebApplication Build(NodeArguments node)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = SampleFolder.Path, WebRootPath = SampleFolder.Page });
        builder.WebHost.UseUrls($"http://127.0.0.1:{node.Port}");
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IHostLifetime, ParentLifetime>();
        builder.Services
            .AddSocketIo(o =>
            {
                o.Json.TypeInfoResolverChain.Add(ClusterJson.Default);
                o.Engine.MaxHttpBufferSize = 20_000;
                o.MaxRoomsPerSocket = ChatRules.MaxRooms + 1; // and the socket's own
            })
            .UseEngine(node.Engine, node.EnginePort);
        return builder.Build();
    }
}
