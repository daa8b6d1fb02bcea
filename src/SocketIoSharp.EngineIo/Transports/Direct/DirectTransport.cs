using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using NetSocket = System.Net.Sockets.Socket;

namespace SocketIoSharp.EngineIo.Transports.Direct;

/// <summary>The two pipes of a connection; the output can be taken over.</summary>
internal sealed class DirectTransport(IDuplexPipe transport, NetSocket socket) : IDuplexPipe
{
    private readonly DirectOutput _output = new(transport.Output, socket);

    public PipeReader Input => transport.Input;

    public PipeWriter Output => _output;

    /// <summary>
    /// Takes over the output of a request's connection. Impossible where something between the socket and the request changes the bytes (TLS, HTTP/2,
    /// connection middleware), and after an earlier response, which may still be on its way through the pipe.
    /// </summary>
    public static DirectOutput? TryTakeOver(HttpContext http)
    {
        // Whoever wraps a connection puts a transport of its own in place of this one.
        var current = http.Features.Get<IConnectionTransportFeature>()?.Transport;
        return current is DirectTransport direct && direct._output.TryTakeOver() ? direct._output : null;
    }
}
