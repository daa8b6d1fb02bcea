using System.Text.Json;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Testing.Connections;

/// <summary>What the server said to a client that asked to be let into a namespace.</summary>
internal sealed class ConnectReply(in Packet packet, JsonSerializerOptions json)
{
    private readonly JsonElement _payload = packet.Json.IsEmpty ? default : JsonElement.Parse(packet.Json.Span);

    /// <summary>The id of the socket; empty when the server gave none.</summary>
    public string Id => Property("sid").ToString();

    /// <summary>The secret to come back with; <see langword="null"/> when the server gave none.</summary>
    public string? PrivateId => Property("pid") is { ValueKind: JsonValueKind.String } id ? id.GetString() : null;

    /// <summary>The refusal. Servers of old send a plain string.</summary>
    public SocketIoConnectException ToException() => new(
        _payload.ValueKind is JsonValueKind.String ? _payload.GetString()! : Property("message").ToString(), Property("data"), json);

    private JsonElement Property(string name) =>
        _payload.ValueKind is JsonValueKind.Object && _payload.TryGetProperty(name, out var value) ? value : default;
}
