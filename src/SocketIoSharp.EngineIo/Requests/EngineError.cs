namespace SocketIoSharp.EngineIo.Requests;

/// <summary>A refusal of a request, as the reference server words it.</summary>
internal sealed record EngineError(int Code, string Message, int StatusCode = 400)
{
    public static EngineError UnknownTransport { get; } = new(0, "Transport unknown");

    public static EngineError UnknownSession { get; } = new(1, "Session ID unknown");

    public static EngineError BadHandshakeMethod { get; } = new(2, "Bad handshake method");

    public static EngineError BadRequest { get; } = new(3, "Bad request");

    public static EngineError Forbidden { get; } = new(4, "Forbidden", 403);

    public static EngineError UnsupportedProtocolVersion { get; } = new(5, "Unsupported protocol version");
}
