using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace SocketIoSharp.EngineIo.Transports.Direct;

/// <summary>Kestrel's own socket transport, whose connections can be written to without its output pipe once they belong to a WebSocket.</summary>
internal sealed class DirectListenerFactory(SocketTransportFactory sockets) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new DirectListener(await sockets.BindAsync(endpoint, cancellationToken));

    public bool CanBind(EndPoint endpoint) => sockets.CanBind(endpoint);
}
