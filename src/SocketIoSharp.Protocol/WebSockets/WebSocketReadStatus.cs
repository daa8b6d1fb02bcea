namespace SocketIoSharp.Protocol.WebSockets;

/// <summary>What <see cref="WebSocketDecoder.Read"/> found.</summary>
public enum WebSocketReadStatus
{
    /// <summary>No whole message or control frame is there yet.</summary>
    NeedMoreBytes,

    /// <summary>A whole message: <see cref="WebSocketOpcode.Text"/> or <see cref="WebSocketOpcode.Binary"/>.</summary>
    Message,

    /// <summary>A control frame: close, ping or pong.</summary>
    Control,

    /// <summary>The peer broke the protocol or a limit; the connection must be closed with the code given.</summary>
    Failed,
}
