namespace SocketIoSharp.EngineIo;

/// <summary>Why a session was closed, in the reference server's words.</summary>
public static class CloseReason
{
    /// <summary>The client closed its WebSocket, its connection broke, or it said goodbye over polling.</summary>
    public const string TransportClose = "transport close";

    /// <summary>The client broke the rules of its transport, an aborted request included.</summary>
    public const string TransportError = "transport error";

    /// <summary>No pong came in time.</summary>
    public const string PingTimeout = "ping timeout";

    /// <summary>A packet could not be decoded.</summary>
    public const string ParseError = "parse error";

    /// <summary>The server closed the session.</summary>
    public const string ForcedClose = "forced close";
}
