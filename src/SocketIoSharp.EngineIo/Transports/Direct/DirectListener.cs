using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace SocketIoSharp.EngineIo.Transports.Direct;

/// <summary>Gives each accepted connection a <see cref="DirectTransport"/>, before anything else can wrap it.</summary>
internal sealed class DirectListener(IConnectionListener listener) : IConnectionListener
{
    public EndPoint EndPoint => listener.EndPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        var connection = await listener.AcceptAsync(cancellationToken);
        if (connection?.Features.Get<IConnectionSocketFeature>() is { } feature)
        {
            connection.Transport = new DirectTransport(connection.Transport, feature.Socket);
        }

        return connection;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => listener.UnbindAsync(cancellationToken);

    public ValueTask DisposeAsync() => listener.DisposeAsync();
}
