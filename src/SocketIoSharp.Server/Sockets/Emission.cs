using System.Text.Json;
using SocketIoSharp.Acks;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp;

/// <summary>How an event is sent to one socket. Immutable: each member returns a new instance, which can be kept and used again.</summary>
public sealed class Emission : SocketEmitter
{
    private readonly Socket _socket;
    private readonly bool _isVolatile;
    private readonly bool _compress;
    private readonly TimeSpan? _ackTimeout;

    internal Emission(Socket socket, bool isVolatile = false, bool compress = true, TimeSpan? ackTimeout = null)
    {
        _socket = socket;
        _isVolatile = isVolatile;
        _compress = compress;
        _ackTimeout = ackTimeout;
    }

    /// <summary>The event is dropped when the client is not ready to receive at the moment.</summary>
    public Emission Volatile => new(_socket, isVolatile: true, _compress, _ackTimeout);

    internal override JsonSerializerOptions Json => _socket.Server.Options.Json;

    /// <summary>Says whether the transport, if it can, may compress the event. It may, unless told otherwise.</summary>
    public Emission Compress(bool compress) => new(_socket, _isVolatile, compress, _ackTimeout);

    /// <summary>Sets the time that the client has for an answer, instead of <see cref="SocketIoOptions.AckTimeout"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, but not infinite, or 25 days and more.</exception>
    public Emission Timeout(TimeSpan timeout)
    {
        AckTimeouts.Check(timeout);
        return new Emission(_socket, _isVolatile, _compress, timeout);
    }

    internal override Task SendAsync(PayloadWriter writer) => _socket.SendEventAsync(writer, _isVolatile, _compress);

    internal override AckRequest Request(PayloadWriter writer) => _socket.SendWithAck(writer, _isVolatile, _compress, _ackTimeout);
}
