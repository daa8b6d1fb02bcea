using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace SocketIoSharp.EngineIo.Transports.Direct;

/// <summary>The two directions of a connection, which a WebSocket can take over.</summary>
internal sealed class DirectTransport(DirectInput input, DirectOutput output, DirectSender sender) : IDuplexPipe
{
    public PipeReader Input => input.Reader;

    public PipeWriter Output => output;

    /// <summary>Whether a WebSocket has the connection.</summary>
    public bool IsTakenOver => output.IsTakenOver;

    /// <summary>
    /// Takes over a request's connection. Impossible where something between the socket and the request changes the bytes (TLS, HTTP/2, connection middleware), and
    /// after an earlier response, which may still be on its way through the pipe.
    /// </summary>
    public static DirectTransport? TryTakeOver(HttpContext http)
    {
        // Whoever wraps a connection puts a transport of its own in place of this one.
        var current = http.Features.Get<IConnectionTransportFeature>()?.Transport;
        return current is DirectTransport direct && direct.TryTakeOver() ? direct : null;
    }

    /// <inheritdoc cref="DirectOutput.Hold"/>
    public void Hold() => output.Hold();

    /// <inheritdoc cref="DirectOutput.Release"/>
    public void Release() => output.Release();

    /// <inheritdoc cref="DirectInput.Failure"/>
    public string? Failure => input.Failure;

    /// <inheritdoc cref="DirectInput.ReceiveAsync"/>
    public ValueTask<int> ReceiveAsync(Memory<byte> memory) => input.ReceiveAsync(memory);

    /// <inheritdoc cref="DirectOutput.SendAsync"/>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => output.SendAsync(bytes);

    private bool TryTakeOver()
    {
        if (!output.TryTakeOver())
        {
            return false;
        }

        // Nobody writes to the pipe any more, and its task need not wait for as long as the connection lasts.
        sender.Stop();
        input.HandOver();
        return true;
    }
}
