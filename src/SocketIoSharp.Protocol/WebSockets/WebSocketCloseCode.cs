namespace SocketIoSharp.Protocol.WebSockets;

/// <summary>The close codes of RFC 6455, section 7.4, that a server sends.</summary>
public static class WebSocketCloseCode
{
    /// <summary>The peer broke the protocol.</summary>
    public const ushort ProtocolError = 1002;

    /// <summary>A text message was not valid UTF-8.</summary>
    public const ushort InvalidPayload = 1007;

    /// <summary>A message broke a limit other than its size.</summary>
    public const ushort PolicyViolation = 1008;

    /// <summary>A message was too large.</summary>
    public const ushort MessageTooBig = 1009;

    /// <summary>Whether a close frame may carry <paramref name="code"/>.</summary>
    public static bool IsValid(int code) => code is (>= 1000 and <= 1014 and not 1004 and not 1005 and not 1006) or (>= 3000 and <= 4999);
}
