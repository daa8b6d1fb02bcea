using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace SocketIoSharp.PostgreSql.Tests;

/// <summary>A fixture with two servers that know each other through a database.</summary>
internal abstract class ClusterFixture : DatabaseFixture
{
    protected TestHost Host { get; set; } = null!;

    protected TestHost OtherHost { get; set; } = null!;

    protected SocketIoServer Server => Host.Get<SocketIoServer>();

    protected SocketIoServer Other => OtherHost.Get<SocketIoServer>();

    protected async Task StartBothAsync(Action<PostgreSqlOptions>? configure = null)
    {
        Host = await StartAsync(configure);
        OtherHost = await StartAsync(configure);
        await NodesAsync(2);
    }

    protected Task<TestHost> StartAsync(Action<PostgreSqlOptions>? configure = null, Action<SocketIoOptions>? configureServer = null) => Own(TestHost.StartAsync(
        builder =>
        {
            builder.Services.AddSocketIo(options => configureServer?.Invoke(options)).UsePostgreSql(ConnectionString, configure);
            builder.Services.AddHealthChecks().AddSocketIo();
        },
        app => app.MapSocketIo()));

    /// <summary>Waits until both know of so many nodes.</summary>
    protected async Task NodesAsync(int count, string name = "/")
    {
        foreach (var server in new[] { Server, Other })
        {
            var adapter = server.Of(name).Adapter;
            await Patience.UntilAsync(() => adapter.ServerCountAsync().Result == count, "the nodes");
        }
    }

    protected Task<(SocketWire Client, Socket Socket)> ConnectAsync(string name = "/") => ConnectAsync(Host, name);

    protected Task<(SocketWire Client, Socket Socket)> ConnectToOtherAsync(string name = "/") => ConnectAsync(OtherHost, name);

    /// <summary>Nothing but what was expected so far may have been sent to the client.</summary>
    protected static async Task ExpectNothingAsync(SocketWire client, Socket socket)
    {
        await socket.EmitAsync("end");
        await client.ExpectAsync("""2["end"]""");
    }

    private async Task<(SocketWire Client, Socket Socket)> ConnectAsync(TestHost host, string name)
    {
        var client = await Own(SocketWire.OpenAsync(host.Url));
        await client.ConnectAsync(name);
        Socket? socket = null;
        await Patience.UntilAsync(() => host.Get<SocketIoServer>().Of(name).TryGetSocket(client.Id, out socket), "the socket");
        return (client, socket!);
    }
}
