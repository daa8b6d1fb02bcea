namespace SocketIoSharp.Testing;

/// <summary>How a <see cref="SocketIoTestClient"/> reaches the server.</summary>
public enum TestTransport
{
    /// <summary>A WebSocket from the first request on.</summary>
    WebSocket,

    /// <summary>Long-polling, without an upgrade.</summary>
    Polling,
}
