using System.Text.Json;

namespace SocketIoSharp.Protocol.Tests.Fixtures;

/// <summary>The arguments of a fixture as an application would hand them over: objects of dictionaries, lists, byte arrays and plain JSON.</summary>
internal static class FixtureArgument
{
    public static object? Of(JsonElement data) => data.ValueKind switch
    {
        JsonValueKind.Object when data.TryGetProperty("$base64", out var bytes) => bytes.GetBytesFromBase64(),
        JsonValueKind.Object => data.EnumerateObject().ToDictionary(property => property.Name, property => Of(property.Value)),
        JsonValueKind.Array => data.EnumerateArray().Select(Of).ToList(),
        JsonValueKind.String => data.GetString(),
        JsonValueKind.Null => null,
        _ => data,
    };
}
