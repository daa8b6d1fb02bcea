namespace SocketIoSharp.Protocol.WebSockets;

/// <summary>The opcode of a WebSocket frame (RFC 6455, section 5.2).</summary>
public enum WebSocketOpcode : byte
{
    /// <summary>A further fragment of a message.</summary>
    Continuation = 0x0,

    /// <summary>A text message, UTF-8.</summary>
    Text = 0x1,

    /// <summary>A binary message.</summary>
    Binary = 0x2,

    /// <summary>The closing handshake.</summary>
    Close = 0x8,

    /// <summary>A WebSocket-level ping, to be answered with its own payload.</summary>
    Ping = 0x9,

    /// <summary>A WebSocket-level pong.</summary>
    Pong = 0xA,
}
