using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace SocketIoSharp.Server.Tests;

/// <summary>A fixture with one Socket.IO server in a web application, under a clock that the test turns.</summary>
internal abstract class ServerFixture : WireFixture
{
    protected ManualTimeProvider Time { get; } = new();

    protected TestHost Host { get; private set; } = null!;

    protected SocketIoServer Server => Host.Get<SocketIoServer>();

    protected Task StartAsync(Action<SocketIoOptions>? configure = null, Action<SocketIoServer>? prepare = null) =>
        StartAppAsync(
            builder => builder.Services.AddSocketIo(configure),
            app =>
            {
                app.MapSocketIo();
                prepare?.Invoke(app.Services.GetRequiredService<SocketIoServer>());
            });

    protected async Task StartAppAsync(Action<WebApplicationBuilder> build, Action<WebApplication> map)
    {
        Host = await Own(TestHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(Time);
                build(builder);
            },
            map));
        Own(new Ending(Server));
    }

    /// <summary>Opens a connection that has no socket yet.</summary>
    protected async Task<SocketWire> OpenAsync(string transport = WireClient.WebSocket, string query = "") =>
        await Own(SocketWire.OpenAsync(Host.Url, transport, query));

    /// <summary>Opens a connection with one socket.</summary>
    protected async Task<(SocketWire Client, Socket Socket)> ConnectAsync(string name = "/", string transport = WireClient.WebSocket)
    {
        var client = await OpenAsync(transport);
        await client.ConnectAsync(name);
        return (client, await FindAsync(client.Id, name));
    }

    /// <summary>Waits for the server's side of a socket: the client may know of its connection a moment earlier.</summary>
    protected async Task<Socket> FindAsync(string id, string name = "/")
    {
        Socket? socket = null;
        await Patience.UntilAsync(() => Server.Of(name).TryGetSocket(id, out socket), "the socket");
        return socket!;
    }

    /// <summary>Nothing but what was expected so far may have been sent to the client.</summary>
    protected static async Task ExpectNothingAsync(SocketWire client, Socket socket)
    {
        await socket.EmitAsync("end");
        var prefix = socket.Namespace.Name == "/" ? string.Empty : socket.Namespace.Name + ",";
        await client.ExpectAsync("2" + prefix + "[\"end\"]");
    }

    // Without it a host would wait for polling clients that are gone, by a clock that stands still.
    private sealed class Ending(SocketIoServer server) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            server.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
