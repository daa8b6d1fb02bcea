using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocketIoSharp.Hosting;

namespace SocketIoSharp.Interop.Tests.Servers;

/// <summary>The server under test on Kestrel, on a port of its own, with a view of its sockets from the server's side.</summary>
internal sealed class InteropServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LogRecorder _log;
    private readonly Channel<Socket> _sockets = Channel.CreateUnbounded<Socket>();

    private InteropServer(WebApplication app, LogRecorder log)
    {
        _app = app;
        _log = log;
        Io = app.Services.GetRequiredService<SocketIoServer>();
    }

    public SocketIoServer Io { get; }

    public Uri Url { get; private set; } = null!;

    /// <summary>What the server has logged as errors.</summary>
    public IReadOnlyCollection<string> Errors => _log.Errors;

    /// <param name="install">Sets up namespaces and handlers.</param>
    /// <param name="configure">Sets options.</param>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <param name="map">Adds further endpoints to the application.</param>
    /// <param name="build">Adds to the registration of the server.</param>
    public static async Task<InteropServer> StartAsync(
        Action<SocketIoServer>? install = null,
        Action<SocketIoOptions>? configure = null,
        int port = 0,
        Action<WebApplication>? map = null,
        Action<SocketIoBuilder>? build = null)
    {
        var log = new LogRecorder();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var socketIo = builder.Services.AddSocketIo(configure);
        build?.Invoke(socketIo);
        var server = new InteropServer(builder.Build(), log);
        server.Observe("/");
        install?.Invoke(server.Io);
        map?.Invoke(server._app);
        server._app.MapSocketIo();
        await server._app.StartAsync();
        server.Url = new Uri(server._app.Urls.First());
        return server;
    }

    /// <summary>Makes the sockets of a namespace known to <see cref="NextSocketAsync"/>.</summary>
    public void Observe(string name) => Io.Of(name).OnConnection(socket =>
    {
        var disconnected = new TaskCompletionSource<DisconnectReason>(TaskCreationOptions.RunContinuationsAsynchronously);
        socket.Items[nameof(DisconnectionOf)] = disconnected;
        socket.OnDisconnect(disconnected.SetResult);
        _sockets.Writer.TryWrite(socket);
    });

    /// <summary>The socket that connected next, in the order of their connections.</summary>
    public Task<Socket> NextSocketAsync() => _sockets.Reader.ReadAsync().AsTask().WithPatience();

    /// <summary>Why a socket was disconnected, as soon as it is.</summary>
    public static Task<DisconnectReason> DisconnectionOf(Socket socket) =>
        ((TaskCompletionSource<DisconnectReason>)socket.Items[nameof(DisconnectionOf)]!).Task.WithPatience();

    public Task StopAsync() => _app.StopAsync().WithPatience();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _log.Errors.Should().BeEmpty("the server must not log errors");
    }
}
