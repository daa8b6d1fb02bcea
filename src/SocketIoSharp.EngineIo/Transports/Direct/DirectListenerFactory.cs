using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NetSocket = System.Net.Sockets.Socket;

namespace SocketIoSharp.EngineIo.Transports.Direct;

/// <summary>
/// A socket transport for Kestrel, with the options of Kestrel's own, whose connections hand their socket over to a WebSocket: it is then read from and written
/// to without pipes and without the tasks that fill and empty them.
/// </summary>
internal sealed class DirectListenerFactory(IOptions<SocketTransportOptions> options, ILogger<DirectListenerFactory> logger, IMemoryPoolFactory<byte> pools)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = Bind(endpoint);
        try
        {
            return ValueTask.FromResult<IConnectionListener>(Listen(socket));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // Named pipes have a transport of their own.
    public bool CanBind(EndPoint endpoint) => endpoint is IPEndPoint or System.Net.Sockets.UnixDomainSocketEndPoint or FileHandleEndPoint;

    private NetSocket Bind(EndPoint endpoint)
    {
        try
        {
            return options.Value.CreateBoundListenSocket(endpoint);
        }
        catch (System.Net.Sockets.SocketException exception) when (exception.SocketErrorCode is System.Net.Sockets.SocketError.AddressAlreadyInUse)
        {
            // By this type Kestrel knows what to say, and what else to try.
            throw new AddressInUseException(exception.Message, exception);
        }
    }

    private DirectListener Listen(NetSocket socket)
    {
        socket.Listen(options.Value.Backlog);
        return new DirectListener(socket, options.Value, logger, pools);
    }
}
