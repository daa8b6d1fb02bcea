using System.Reflection;
using System.Text.Json;

namespace SocketIoSharp.MessagePack.Tests.Fixtures;

/// <summary>The vectors of <c>protocol-fixtures/msgpack</c>.</summary>
internal static class MessagePackVectors
{
    private static readonly string Root = typeof(MessagePackVectors).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "RepositoryRoot").Value!;

    private static readonly JsonElement[] Entries = [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "protocol-fixtures", "msgpack", "packets.json"))).RootElement.EnumerateArray()];

    public static IEnumerable<TestCaseData> Decodable => Cases(entry => Direction(entry) is "both" or "decode");

    public static IEnumerable<TestCaseData> Encodable => Cases(entry => Direction(entry) is "both" or "encode");

    public static IEnumerable<TestCaseData> Refused => Cases(entry => entry.TryGetProperty("error", out _));

    /// <summary>All binary messages, well-formed and not.</summary>
    public static byte[][] Messages => [.. Entries.Select(entry => entry.GetProperty("wire")).Where(wire => wire.ValueKind is JsonValueKind.String).Select(wire => Convert.FromHexString(wire.GetString()!))];

    private static IEnumerable<TestCaseData> Cases(Func<JsonElement, bool> filter) =>
        Entries.Where(filter).Select(entry => new TestCaseData(entry).SetArgDisplayNames(entry.GetProperty("name").GetString()!));

    private static string? Direction(JsonElement entry) => entry.TryGetProperty("direction", out var direction) ? direction.GetString() : null;
}
