using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.EngineIo.Limits;

/// <summary>A limit that a client can meet.</summary>
/// <param name="Name">What metrics call it.</param>
/// <param name="Option">The option that sets it.</param>
/// <param name="Answer">What a client is told that is refused for it.</param>
internal sealed record EngineLimit(string Name, string Option, string Answer)
{
    public static EngineLimit Sessions { get; } = new("sessions", nameof(EngineIoOptions.MaxSessions), "Too many sessions");

    public static EngineLimit SessionsPerAddress { get; } =
        new("sessions_per_address", nameof(EngineIoOptions.MaxSessionsPerAddress), "Too many sessions from this address");

    public static EngineLimit Handshakes { get; } = new("handshakes_per_second", nameof(EngineIoOptions.MaxHandshakesPerSecond), "Too many handshakes");

    public static EngineLimit PayloadSize { get; } = new("payload_size", nameof(EngineIoOptions.MaxHttpBufferSize), "payload too large");

    public static EngineLimit PacketsPerPayload { get; } =
        new("packets_per_payload", nameof(EngineIoOptions.MaxPacketsPerPayload), "too many packets in one payload");

    public static EngineLimit Fragments { get; } = new("fragments", nameof(EngineIoOptions.MaxFragments), "too many fragments");

    /// <summary>The limit that a WebSocket's message has met which was refused with this code; <see langword="null"/> when it broke another rule.</summary>
    public static EngineLimit? MetBy(ushort closeCode) => closeCode switch
    {
        WebSocketCloseCode.MessageTooBig => PayloadSize,
        WebSocketCloseCode.PolicyViolation => Fragments,
        _ => null,
    };
}
