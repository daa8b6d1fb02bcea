namespace SocketIoSharp.Protocol.WebSockets;

/// <summary>The result of one call of <see cref="WebSocketDecoder.Read"/>.</summary>
/// <param name="Status">What was found.</param>
/// <param name="Opcode">The kind of the message or control frame.</param>
/// <param name="Payload">Its payload, unmasked; valid until the next call and as long as the buffer is.</param>
/// <param name="CloseCode">The close code to send after a failure.</param>
/// <param name="Error">What was wrong, for the log.</param>
public readonly record struct WebSocketReadResult(
    WebSocketReadStatus Status, WebSocketOpcode Opcode, ReadOnlyMemory<byte> Payload, ushort CloseCode, string? Error)
{
    /// <summary>Whether the memory of <see cref="Payload"/> is never used again, so that it may be kept.</summary>
    public bool IsOwned { get; init; }

    internal static WebSocketReadResult NeedMoreBytes => default;

    internal static WebSocketReadResult Found(WebSocketReadStatus status, WebSocketOpcode opcode, ReadOnlyMemory<byte> payload) =>
        new(status, opcode, payload, 0, null);

    internal static WebSocketReadResult Failed(ushort closeCode, string error) =>
        new(WebSocketReadStatus.Failed, default, default, closeCode, error);
}
