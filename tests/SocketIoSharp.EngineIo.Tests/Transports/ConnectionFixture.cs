using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SocketIoSharp.EngineIo.Tests.Transports;

/// <summary>A fixture whose tests see each connection before any request.</summary>
internal abstract class ConnectionFixture : EngineFixture
{
    // Before the endpoint is set up: defaults only hold for those that come later.
    protected Task StartWithMiddlewareAsync(Action<ConnectionContext> onConnection, Action<SocketTransportOptions>? configureSockets = null) => StartAsync(configureServices: services =>
    {
        services.AddDirectSockets();
        services.Configure<SocketTransportOptions>(options => configureSockets?.Invoke(options));
        services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<KestrelServerOptions>>(
            new ConfigureOptions<KestrelServerOptions>(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.Use(next => connection =>
            {
                onConnection(connection);
                return next(connection);
            })))));
    });
}
