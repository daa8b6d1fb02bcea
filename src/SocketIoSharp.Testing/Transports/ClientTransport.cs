using System.Text.Json;
using Microsoft.Extensions.Primitives;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.Testing.Transports;

/// <summary>The client's side of a session. One sender and one receiver at a time.</summary>
internal abstract class ClientTransport
{
    public string SessionId { get; private set; } = string.Empty;

    public IReadOnlyDictionary<string, StringValues> ResponseHeaders { get; protected set; } = new Dictionary<string, StringValues>();

    /// <summary>Opens a session and reads its handshake.</summary>
    public static async Task<ClientTransport> OpenAsync(ClientNetwork network, SocketIoTestClientOptions options, CancellationToken cancellation)
    {
        ClientTransport transport = options.Transport is TestTransport.Polling
            ? new PollingClientTransport(network)
            : await WebSocketClientTransport.ConnectAsync(network, cancellation);
        using var limit = cancellation.UnsafeRegister(static transport => ((ClientTransport)transport!).Abort(), transport);
        try
        {
            var first = await transport.ReceiveAsync();
            transport.SessionId = first is [{ Type: EnginePacketType.Open } open]
                ? JsonElement.Parse(open.Body.Span).GetProperty("sid").GetString()!
                : throw new InvalidDataException("The server has not begun the session with its handshake.");
            return transport;
        }
        catch
        {
            transport.Abort();
            cancellation.ThrowIfCancellationRequested();
            throw;
        }
    }

    public abstract Task SendAsync(FrameGroup group);

    /// <summary>Waits for packets, which are valid until the next call. <see langword="null"/> at the end of the session.</summary>
    public abstract Task<IReadOnlyList<EnginePacket>?> ReceiveAsync();

    /// <summary>Tells the server that the session is over; <see cref="ReceiveAsync"/> ends then.</summary>
    public abstract Task CloseAsync();

    /// <summary>Ends everything at once. Without effect the second time.</summary>
    public abstract void Abort();
}
