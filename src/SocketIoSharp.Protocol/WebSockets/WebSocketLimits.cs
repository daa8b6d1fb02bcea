namespace SocketIoSharp.Protocol.WebSockets;

/// <summary>What a <see cref="WebSocketDecoder"/> accepts.</summary>
/// <param name="MaxMessageBytes">The largest message; a larger one is refused with close code 1009.</param>
/// <param name="MaxFragments">The most frames that one message may be split into; more are refused with close code 1008.</param>
public readonly record struct WebSocketLimits(int MaxMessageBytes, int MaxFragments = WebSocketLimits.DefaultMaxFragments)
{
    /// <summary>The fragment limit of the reference server's WebSocket layer (ws 8.21).</summary>
    public const int DefaultMaxFragments = 16_384;
}
