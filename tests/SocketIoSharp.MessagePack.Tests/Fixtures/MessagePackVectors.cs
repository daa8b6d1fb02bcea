using System.Reflection;
using System.Text.Json;

namespace SocketIoSharp.MessagePack.Tests.Fixtures;

/// <summary>The vectors of <c>protocol-fixtures/msgpack</c>.</summary>
internal static partial class MessagePackVectors
{
    private static readonly string Root = typeof(MessagePackVectors).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "RepositoryRoot").Value!;

    private static readonly JsonElement[] Entries = [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "protocol-fixtures", "msgpack", "packets.json"))).RootElement.EnumerateArray()];

    /// <summary>All binary messages, well-formed and not.</summary>
    public static byte[][] Messages => [.. Entries.Select(entry => entry.GetProperty("wire")).Where(wire => wire.ValueKind is JsonValueKind.String).Select(wire => Convert.FromHexString(wire.GetString()!))];
}
