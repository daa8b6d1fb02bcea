namespace SocketIoSharp.Protocol.WebSockets;

/// <summary>What became of compressed data.</summary>
public enum WebSocketInflateStatus
{
    /// <summary>It is inflated.</summary>
    Inflated,

    /// <summary>It inflates to more than the limit.</summary>
    TooLarge,

    /// <summary>It is no compressed data.</summary>
    Invalid,
}
