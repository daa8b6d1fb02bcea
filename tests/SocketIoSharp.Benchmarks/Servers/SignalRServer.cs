using Microsoft.AspNetCore.Http.Connections;

namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>
/// SignalR with its JSON protocol, set up as its documentation advises for production: WebSockets only, which also lets clients skip the negotiation,
/// JSON by source-generated contexts, no detailed errors, no stateful reconnect.
/// </summary>
internal static class SignalRServer
{
    public const string Name = "signalr";

    public static Task<int> RunAsync()
    {
        var builder = KestrelHost.CreateBuilder();
        builder.Services
            .AddSignalR(options => options.MaximumReceiveMessageSize = BenchmarkedServers.MaxMessageSize)
            .AddJsonProtocol(options => options.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, BenchmarkJsonContext.Default));
        var app = builder.Build();
        app.MapHub<BenchmarkHub>("/hub", options => options.Transports = HttpTransportType.WebSockets);
        return KestrelHost.RunAsync(app);
    }
}
