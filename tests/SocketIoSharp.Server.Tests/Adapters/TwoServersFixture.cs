using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace SocketIoSharp.Server.Tests.Adapters;

/// <summary>A fixture with two servers and a bus between them.</summary>
internal abstract class TwoServersFixture : ServerFixture
{
    protected Bus Bus { get; } = new();

    protected TestHost OtherHost { get; private set; } = null!;

    protected SocketIoServer Other => OtherHost.Get<SocketIoServer>();

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

    private void Configure(SocketIoOptions options) => options.AdapterFactory = @namespace => new BusAdapter(@namespace, Bus);
}
