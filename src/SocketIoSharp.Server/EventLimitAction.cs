namespace SocketIoSharp;

/// <summary>What happens to an event beyond <see cref="SocketIoOptions.MaxEventsPerSecond"/> or <see cref="SocketIoOptions.EventRateLimiter"/>.</summary>
public enum EventLimitAction
{
    /// <summary>It reaches nobody. A client that asks for an answer gets <c>{"error":"rate limit exceeded"}</c>.</summary>
    Refuse,

    /// <summary>The socket is disconnected, which clients see as <c>io server disconnect</c>.</summary>
    Disconnect,
}
