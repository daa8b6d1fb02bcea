using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocketIoSharp.Cluster.Tests.Parts;

/// <summary>Arguments as tests write them: JSON, in which bytes are <c>{"$bytes": base64}</c>.</summary>
internal static class WireValues
{
    private const string Bytes = "$bytes";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What an application has in the place of such arguments.</summary>
    public static object?[] Read(string json) => [.. JsonNode.Parse(json)!.AsArray().Select(Value)];

    public static JsonNode Of(byte[] bytes) => new JsonObject { [Bytes] = Convert.ToBase64String(bytes) };

    public static string Text(JsonNode? node) => node?.ToJsonString(Relaxed) ?? "null";

    private static object? Value(JsonNode? node) => node switch
    {
        JsonObject item when item.TryGetPropertyValue(Bytes, out var bytes) => Convert.FromBase64String((string)bytes!),
        JsonObject item => item.ToDictionary(property => property.Key, property => Value(property.Value)),
        JsonArray items => items.Select(Value).ToArray(),
        _ => node.Deserialize<JsonElement?>(),
    };
}
