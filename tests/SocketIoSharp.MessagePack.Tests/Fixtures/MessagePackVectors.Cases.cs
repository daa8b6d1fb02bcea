using System.Text.Json;

namespace SocketIoSharp.MessagePack.Tests.Fixtures;

internal static partial class MessagePackVectors
{
    public static IEnumerable<TestCaseData> Decodable => Cases(entry => Direction(entry) is "both" or "decode");

    public static IEnumerable<TestCaseData> Encodable => Cases(entry => Direction(entry) is "both" or "encode");

    public static IEnumerable<TestCaseData> Refused => Cases(entry => entry.TryGetProperty("error", out _));

    private static IEnumerable<TestCaseData> Cases(Func<JsonElement, bool> filter) =>
        Entries.Where(filter).Select(entry => new TestCaseData(entry).SetArgDisplayNames(entry.GetProperty("name").GetString()!));

    private static string? Direction(JsonElement entry) => entry.TryGetProperty("direction", out var direction) ? direction.GetString() : null;
}
