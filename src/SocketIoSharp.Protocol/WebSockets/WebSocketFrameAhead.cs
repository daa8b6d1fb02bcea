namespace SocketIoSharp.Protocol.WebSockets;

/// <summary>A frame of which the whole header and not yet all of the payload has arrived. Within the limits; the default is none.</summary>
/// <param name="Opcode">The kind of the frame.</param>
/// <param name="HeaderSize">The size of its header in bytes.</param>
/// <param name="PayloadSize">The size of its payload in bytes, as the client has announced it.</param>
/// <param name="IsMessage">Whether it is a whole message that is not compressed.</param>
public readonly record struct WebSocketFrameAhead(WebSocketOpcode Opcode, int HeaderSize, int PayloadSize, bool IsMessage)
{
    /// <summary>The size of the frame in bytes.</summary>
    public long Size => (long)HeaderSize + PayloadSize;
}
