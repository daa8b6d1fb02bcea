using System.Buffers;
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
    public static DirectTransport? TryTakeOver(HttpContext http)
    {
        // Whoever wraps a connection puts a transport of its own in place of this one.
        var current = http.Features.Get<IConnectionTransportFeature>()?.Transport;
        return current is DirectTransport direct && direct._output.TryTakeOver() ? direct : null;
    }

    /// <summary>Receives some bytes.</summary>
    /// <returns>How many; 0 at the end.</returns>
    public async ValueTask<int> ReceiveAsync(Memory<byte> memory)
    {
        while (true)
        {
            var result = await Input.ReadAsync();
            var taken = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, memory.Length));
            taken.CopyTo(memory.Span);

            // Asked before the memory is given back.
            var count = (int)taken.Length;
            Input.AdvanceTo(taken.End);
            if (count > 0 || result.IsCompleted)
            {
                return count;
            }
        }
    }

    /// <inheritdoc cref="DirectOutput.SendAsync"/>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => _output.SendAsync(bytes);
}
