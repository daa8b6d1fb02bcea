using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Testing.Tests;

/// <summary>An application on a server in memory.</summary>
internal sealed class InMemoryApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private InMemoryApp(WebApplication app) => _app = app;

    public SocketIoServer Io => _app.Services.GetRequiredService<SocketIoServer>();

    public TestServer Server => _app.GetTestServer();

    public static async Task<InMemoryApp> StartAsync(
        Action<SocketIoServer>? prepare = null, Action<SocketIoOptions>? configure = null, Action<WebApplicationBuilder>? build = null, Action<WebApplication>? use = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSocketIo(configure);
        build?.Invoke(builder);
        var app = new InMemoryApp(builder.Build());
        use?.Invoke(app._app);
        app._app.MapSocketIo();
        prepare?.Invoke(app.Io);
        await app._app.StartAsync();
        return app;
    }

    /// <summary>The server's side of a client.</summary>
    public Socket Find(SocketIoTestClient client) =>
        Io.Of(client.Namespace).TryGetSocket(client.Id, out var socket) ? socket : throw new AssertionException("The server does not know the client.");

    /// <summary>Ends a client's connection, and waits until the server has noticed.</summary>
    public async Task CutOffAsync(SocketIoTestClient client)
    {
        var gone = new TaskCompletionSource();
        Find(client).OnDisconnect(_ => gone.TrySetResult());
        await client.AbortAsync();
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
