namespace SocketIoSharp.EngineIo;

/// <summary>The names of the transports on the wire.</summary>
public static class EngineTransports
{
    /// <summary>HTTP long-polling.</summary>
    public const string Polling = "polling";

    /// <summary>WebSocket.</summary>
    public const string WebSocket = "websocket";
}
