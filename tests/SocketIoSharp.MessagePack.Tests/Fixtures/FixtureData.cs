using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocketIoSharp.MessagePack.Tests.Fixtures;

/// <summary>Translates between the fixtures' spelling of binary, <c>{"$base64":…}</c>, and placeholders with attachments.</summary>
internal static class FixtureData
{
    public static (byte[] Json, ReadOnlyMemory<byte>[] Attachments) Split(JsonElement data)
    {
        var attachments = new List<ReadOnlyMemory<byte>>();
        var json = Replace(data, node =>
        {
            if (!node.TryGetProperty("$base64", out var base64))
            {
                return null;
            }

            attachments.Add(base64.GetBytesFromBase64());
            return new JsonObject { ["_placeholder"] = true, ["num"] = attachments.Count - 1 };
        });
        return (JsonSerializer.SerializeToUtf8Bytes(json), [.. attachments]);
    }

    public static JsonElement Join(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments)
    {
        using var document = JsonDocument.Parse(json);
        var joined = Replace(document.RootElement, node =>
            node.TryGetProperty("_placeholder", out var flag) && flag.ValueKind is JsonValueKind.True
            && node.TryGetProperty("num", out var number) && number.TryGetInt32(out var index) && index >= 0 && index < attachments.Length
            ? new JsonObject { ["$base64"] = Convert.ToBase64String(attachments[index].Span) }
            : null);
        return JsonSerializer.SerializeToElement(joined);
    }

    private static JsonNode? Replace(JsonElement node, Func<JsonElement, JsonNode?> replace)
    {
        switch (node.ValueKind)
        {
            case JsonValueKind.Array:
                return new JsonArray([.. node.EnumerateArray().Select(item => Replace(item, replace))]);
            case JsonValueKind.Object when replace(node) is { } replacement:
                return replacement;
            case JsonValueKind.Object:
                // As everywhere the last of two equal names counts.
                var copy = new JsonObject();
                foreach (var property in node.EnumerateObject())
                {
                    copy[property.Name] = Replace(property.Value, replace);
                }

                return copy;
            case JsonValueKind.Null:
                return null;
            default:
                return JsonValue.Create(node.Clone());
        }
    }
}
