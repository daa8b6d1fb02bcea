using System.Text.Json;
using System.Text.Json.Nodes;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Protocol.Tests.Fixtures;

/// <summary>A packet as the Socket.IO fixtures state it: attachments stand in its data as <c>{"$base64": "…"}</c>.</summary>
internal sealed record SocketFixturePacket(PacketType Type, string Namespace, long AckId, bool HasData, JsonNode? Data)
{
    public static SocketFixturePacket Of(JsonElement packet)
    {
        var hasData = packet.TryGetProperty("data", out var data);
        return new SocketFixturePacket(
            TypeOf(packet),
            packet.GetProperty("nsp").GetString()!,
            packet.TryGetProperty("id", out var id) ? id.GetInt64() : Packet.NoAck,
            hasData,
            hasData ? JsonNode.Parse(data.GetRawText()) : null);
    }

    public static SocketFixturePacket Of(in Packet packet)
    {
        var hasData = !packet.Json.IsEmpty;
        var data = hasData ? JsonNode.Parse(packet.Json.Span) : null;
        return new SocketFixturePacket(
            packet.Type, packet.Namespace, packet.AckId, hasData, packet.Attachments.Length > 0 ? WithBytes(data, packet.Attachments) : data);
    }

    public static PacketType TypeOf(JsonElement packet) => packet.GetProperty("type").GetString() switch
    {
        "CONNECT" => PacketType.Connect,
        "DISCONNECT" => PacketType.Disconnect,
        "EVENT" => PacketType.Event,
        "ACK" => PacketType.Ack,
        "CONNECT_ERROR" => PacketType.ConnectError,
        var other => throw new InvalidDataException($"{other} is no type of the fixtures."),
    };

    public bool Equals(SocketFixturePacket? other) =>
        other is not null && Type == other.Type && Namespace == other.Namespace && AckId == other.AckId
        && HasData == other.HasData && JsonNode.DeepEquals(Data, other.Data);

    public override int GetHashCode() => HashCode.Combine(Type, Namespace, AckId);

    // Written without the code under test, so that a mistake there cannot hide here.
    private static JsonNode? WithBytes(JsonNode? node, ReadOnlyMemory<byte>[] attachments) => node switch
    {
        JsonObject found when IsPlaceholder(found) =>
            new JsonObject { ["$base64"] = Convert.ToBase64String(attachments[found["num"]!.GetValue<int>()].Span) },
        JsonObject found => new JsonObject(found.Select(pair => KeyValuePair.Create(pair.Key, WithBytes(pair.Value, attachments)))),
        JsonArray found => new JsonArray([.. found.Select(item => WithBytes(item, attachments))]),
        _ => node?.DeepClone(),
    };

    private static bool IsPlaceholder(JsonObject node) =>
        node["_placeholder"] is JsonValue mark && mark.GetValueKind() is JsonValueKind.True;
}
