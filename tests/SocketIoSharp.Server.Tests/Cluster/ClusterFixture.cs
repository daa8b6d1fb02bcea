using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Cluster;

namespace SocketIoSharp.Server.Tests.Cluster;

/// <summary>A fixture with two servers that know each other by <see cref="HeartbeatClusterAdapter"/>, under one clock.</summary>
internal abstract class ClusterFixture : ServerFixture
{
    protected ClusterBus Bus { get; } = new();

    protected HeartbeatClusterOptions Options { get; } = new();

    protected TestHost OtherHost { get; private set; } = null!;

    protected SocketIoServer Other => OtherHost.Get<SocketIoServer>();

    protected ClusterBusAdapter Adapter => (ClusterBusAdapter)Server.Sockets.Adapter;

    protected ClusterBusAdapter OtherAdapter => (ClusterBusAdapter)Other.Sockets.Adapter;

    protected async Task StartBothAsync()
    {
        await StartAsync(Configure);
        OtherHost = await Own(TestHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(Time);
                builder.Services.AddSocketIo(Configure);
            },
            app => app.MapSocketIo()));
        _ = Other.Sockets;
        await NodesAsync(2);
    }

    /// <summary>Waits until both know of so many nodes.</summary>
    protected async Task NodesAsync(int count)
    {
        foreach (var adapter in new[] { Adapter, OtherAdapter })
        {
            await Patience.UntilAsync(() => adapter.ServerCountAsync().Result == count, "the nodes");
        }
    }

    /// <summary>Connects a client to the other server.</summary>
    protected async Task<(SocketWire Client, Socket Socket)> ConnectToOtherAsync()
    {
        var client = await Own(SocketWire.OpenAsync(OtherHost.Url));
        await client.ConnectAsync();
        Socket? socket = null;
        await Patience.UntilAsync(() => Other.Sockets.TryGetSocket(client.Id, out socket), "the socket");
        return (client, socket!);
    }

    private void Configure(SocketIoOptions options) => options.AdapterFactory = @namespace => new ClusterBusAdapter(@namespace, Bus, Options);
}
